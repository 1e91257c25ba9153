// Everything that a terminal obeys instead of showing it, line breaks and tabs left out, and what turns text around.
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const controls = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]/g;
// oxlint-disable-next-line no-control-regex -- the escape sequences that set colours
const colours = /\u001B\[[\d;]{0,16}m/g;

/**
 * A text as it may be written to a terminal: control and escape characters are shown (`␛`, `␈`, `\u009b`) and not
 * sent, so that what a model says cannot move the cursor, clear the screen, set a title or paint over other lines.
 *
 * @param options.keepColors leaves sequences that set colours, for text of our own around foreign text
 */
export function visibleText(
  text: string,
  { keepColors = false }: { readonly keepColors?: boolean } = {},
): string {
  const lines = text.replaceAll("\r\n", "\n");
  if (!keepColors) return lines.replaceAll(controls, shown);
  const kept = lines.match(colours) ?? [];
  return lines
    .split(colours)
    .map((part, index) => part.replaceAll(controls, shown) + (kept[index] ?? ""))
    .join("");
}

/** The picture of a control character where Unicode has one, else its number. */
function shown(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? "␡" : `\\u${code.toString(16).padStart(4, "0")}`;
}
