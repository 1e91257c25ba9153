import type { ModelWarning } from "@sdialog/llm";

const utf8 = new TextDecoder();

/**
 * What a server answered, in the character set that it announces: `text/html; charset=iso-8859-1`. Without an announcement,
 * or under an unknown name, it is read as UTF-8, as JSON is; the latter is a warning.
 */
export function decodedText(
  bytes: ArrayBuffer,
  headers: Pick<Headers, "get">,
): { readonly text: string; readonly warnings: readonly ModelWarning[] } {
  const name = /;\s*charset\s*=\s*"?([^\s;"]+)/i.exec(headers.get("content-type") ?? "")?.[1];
  if (name === undefined || /^utf-?8$/i.test(name)) return { text: utf8.decode(bytes), warnings: [] };
  try {
    return { text: new TextDecoder(name).decode(bytes), warnings: [] };
  } catch {
    const message = `the answer was read as UTF-8: it announces the unknown character set "${name}"`;
    return { text: utf8.decode(bytes), warnings: [{ setting: "charset", message }] };
  }
}
