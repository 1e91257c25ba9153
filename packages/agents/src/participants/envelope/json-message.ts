import { checkArguments } from "@sdialog/core/internal";
import { parseJsonReply } from "@sdialog/llm/internal";
import type { Envelope } from "./envelope.ts";

const schema = {
  type: "object",
  properties: { message: { type: "string", description: "The message" } },
  required: ["message"],
  additionalProperties: false,
};

/** The message is the `message` of a JSON object; JSON with small faults is repaired. */
export function jsonMessage(): Envelope {
  checkArguments("jsonMessage", arguments, 0);
  return {
    name: "json",
    output: { name: "message", schema },
    instruction: 'Answer with a JSON object {"message": "…"} and nothing else.',
    seal: (message) => JSON.stringify({ message }),
    open(reply) {
      const parsed = parseJsonReply(reply);
      if (!parsed.ok) return { ok: false, reason: "none" };
      const { value } = parsed;
      const message =
        typeof value === "object" && value !== null && "message" in value ? value.message : undefined;
      if (typeof message !== "string" || message.trim() === "") return { ok: false, reason: "malformed" };
      return { ok: true, message: message.trim(), candidates: 1 };
    },
  };
}
