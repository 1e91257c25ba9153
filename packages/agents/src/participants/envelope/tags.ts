import { checkArguments, checkKinds } from "@sdialog/core/internal";
import type { Envelope } from "./envelope.ts";

/** The message stands between tags: `<message>…</message>`. */
export function tags(tag = "message"): Envelope {
  checkArguments("tags", arguments, 1);
  checkKinds("tags", { tag: [tag, "a string"] });
  return {
    name: `tags(${tag})`,
    instruction: `Put the message between <${tag}> and </${tag}>.`,
    seal: (message) => `<${tag}>${message}</${tag}>`,
    open(reply) {
      const found = between(reply, `<${tag}>`, `</${tag}>`).map((text) => text.trim());
      const message = found.findLast((text) => text !== "");
      if (message !== undefined) return { ok: true, message, candidates: found.length };
      return { ok: false, reason: reply.includes(`<${tag}>`) ? "malformed" : "none" };
    },
  };
}

/** The texts between two marks, in time linear in the text's length. */
function between(text: string, open: string, close: string): string[] {
  const found: string[] = [];
  for (let at = 0; ;) {
    const start = text.indexOf(open, at);
    const end = start === -1 ? -1 : text.indexOf(close, start + open.length);
    if (end === -1) return found;
    found.push(text.slice(start + open.length, end));
    at = end + close.length;
  }
}
