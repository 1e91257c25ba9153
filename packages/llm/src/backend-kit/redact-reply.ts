import type { ChatChunk, ChatResult } from "../chat-model.ts";
import { redacted, type Secrets } from "./secrets.ts";

/**
 * A reply without the keys that were sent for it: a server that repeats them must not get them into dialogues. In
 * the provider's own words, such as the model's name, every header value that was sent is replaced.
 */
export function redactResult(result: ChatResult, secrets: Secrets): ChatResult {
  const { credentials } = secrets;
  const hide = (text: string): string => withoutAny(text, credentials);
  return {
    ...result,
    text: hide(result.text),
    ...(result.thinking === undefined ? {} : { thinking: hide(result.thinking) }),
    model: secrets.redactKnown(result.model),
    toolCalls: result.toolCalls.map((call) => redactCall(call, secrets)),
    warnings: result.warnings.map(({ setting, message }) => ({
      setting,
      message: secrets.redactKnown(message),
    })),
  };
}

/** As {@link redactResult}, for the pieces of a reply: a key that is spread over several is found too. */
export async function* redactChunks(
  chunks: AsyncIterable<ChatChunk>,
  secrets: Secrets,
): AsyncIterable<ChatChunk> {
  let type: "text" | "thinking" = "text";
  let held = "";
  for await (const chunk of chunks) {
    const isPiece = chunk.type === "text" || chunk.type === "thinking";
    if (held !== "" && chunk.type !== type) {
      yield { type, delta: held };
      held = "";
    }
    if (!isPiece) {
      yield chunk.type === "tool-call" ? { ...chunk, call: redactCall(chunk.call, secrets) } : chunk;
      continue;
    }
    ({ type } = chunk);
    const { credentials } = secrets;
    const text = withoutAny(held + chunk.delta, credentials);
    const cut = text.length - longestStart(text, credentials);
    held = text.slice(cut);
    if (cut > 0)
      yield cut === chunk.delta.length && text === chunk.delta ? chunk : { type, delta: text.slice(0, cut) };
  }
  if (held !== "") yield { type, delta: held };
}

function redactCall<Call extends ChatResult["toolCalls"][number]>(call: Call, secrets: Secrets): Call {
  const { credentials } = secrets;
  const written = JSON.stringify(call);
  return written !== undefined && credentials.some((credential) => written.includes(credential))
    ? (JSON.parse(withoutAny(written, credentials)) as Call)
    : call;
}

function withoutAny(text: string, credentials: readonly string[]): string {
  return credentials.reduce(
    (rest, credential) => (rest.includes(credential) ? rest.replaceAll(credential, redacted) : rest),
    text,
  );
}

/** How many characters at the end of a text could be the beginning of one of the credentials. */
function longestStart(text: string, credentials: readonly string[]): number {
  let longest = 0;
  for (const credential of credentials) {
    const first = credential.charAt(0);
    let at = text.indexOf(first, Math.max(0, text.length - credential.length + 1));
    while (at !== -1 && text.length - at > longest) {
      if (credential.startsWith(text.slice(at))) longest = text.length - at;
      at = text.indexOf(first, at + 1);
    }
  }
  return longest;
}
