import type { Envelope } from "./envelope.ts";

/** The message stands between tags: `<message>…</message>`. */
export function tags(tag = "message"): Envelope {
  return {
    name: `tags(${tag})`,
    instruction: `Put the message between <${tag}> and </${tag}>.`,
    seal: (message) => `<${tag}>${message}</${tag}>`,
    open(reply) {
      const found = [...reply.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, "g"))].map((match) =>
        (match[1] ?? "").trim(),
      );
      const message = found.findLast((text) => text !== "");
      if (message !== undefined) return { ok: true, message, candidates: found.length };
      return { ok: false, reason: reply.includes(`<${tag}>`) ? "malformed" : "none" };
    },
  };
}
