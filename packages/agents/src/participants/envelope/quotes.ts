import { checkArguments } from "@sdialog/core/internal";
import type { Envelope, Opened } from "./envelope.ts";

const instruction = "Put the message between double quotes, and put nothing else between double quotes.";
const seal = (message: string): string => `"${message}"`;

/**
 * The message stands between double quotes, straight or curly. Of several quotations the longest is the message;
 * quotation marks inside fenced code or inline code, and escaped ones, open and close nothing.
 */
export function quotes(): Envelope {
  checkArguments("quotes", arguments, 0);
  return { name: "quotes", instruction, seal, open: openQuotes };
}

function openQuotes(reply: string): Opened {
  const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`|\\["“”]/g;
  // Same length, so that positions in the mask are positions in the reply.
  const mask = reply.replaceAll(code, (hidden) => " ".repeat(hidden.length));
  const spans: string[] = [];
  let start = -1;
  for (let index = 0; index < mask.length; index++) {
    const character = mask.charAt(index);
    if (start === -1 ? character === '"' || character === "“" : character === '"' || character === "”") {
      if (start !== -1) spans.push(reply.slice(start, index));
      start = start === -1 ? index + 1 : -1;
    }
  }
  const messages = spans
    .map((span) => span.replaceAll(/\\(["“”])/g, "$1").trim())
    .filter((span) => span !== "");
  const longest = messages.toSorted((a, b) => b.length - a.length)[0];
  if (longest !== undefined) return { ok: true, message: longest, candidates: messages.length };
  return { ok: false, reason: start === -1 ? "none" : "malformed" };
}

/** The first text between straight double quotes, whatever stands around it: the rule of the original implementation. */
export function literalQuotes(): Envelope {
  checkArguments("literalQuotes", arguments, 0);
  return {
    name: "literal-quotes",
    instruction,
    seal,
    open(reply) {
      const found = [...reply.matchAll(/"([\s\S]*?)"/g)].map((match) => match[1] ?? "");
      const [message] = found;
      return message === undefined
        ? { ok: false, reason: "none" }
        : { ok: true, message, candidates: found.length };
    },
  };
}
