import { checkArguments } from "@sdialog/core/internal";
import { readSpoken, sealed, spokenForm, spokenFormInWords } from "../../agent/spoken-fields.ts";
import type { Envelope } from "./envelope.ts";

/** The message is the field `message` of a JSON object whose field `done` says that the goal is reached. */
export function doneMessage(): Envelope {
  checkArguments("doneMessage", arguments, 0);
  return {
    name: "done-message",
    output: spokenForm,
    instruction: `Set done to true once you have everything you wanted, and not before. ${spokenFormInWords()}`,
    seal: sealed,
    open(reply) {
      if (!reply.trimStart().startsWith("{")) return { ok: false, reason: "none" };
      const { text, stop } = readSpoken(reply);
      const message = text.trim();
      return message === "" && !stop
        ? { ok: false, reason: "malformed" }
        : { ok: true, message, candidates: 1, done: stop };
    },
  };
}
