import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";
import { definePolicy } from "../define-policy.ts";
import { inadequacy } from "./inadequacy.ts";

/** Grows impatient with every answer that is of no use, and in the end leaves. */
export const impatience = definePolicy({
  name: "impatience",
  description: "grows impatient with every answer that is of no use, and may leave",
  schema: z.strictObject({
    patience: described(
      z._default(z.int().check(z.gte(1)), 3),
      "After how many useless answers it has had enough",
    ),
    leaves: described(z._default(z.boolean(), true), "Whether it then leaves"),
    answers: described(
      z.optional(z.int().check(z.gte(1))),
      "After how many answers it has had enough, whatever they say. Default: it does not count them",
    ),
  }),
  begin:
    ({ patience, leaves, answers = Infinity }, { facts = {} }) =>
    ({ agent, turns }) => {
      const reasons = turns.map((turn, index) =>
        turn.speaker === agent ? undefined : inadequacy(turns.slice(0, index + 1), agent, facts),
      );
      const level = reasons.filter((reason) => reason !== undefined).length;
      const heard = turns.filter(({ speaker }) => speaker !== agent).length;
      const worn = level >= patience || heard >= answers;
      if (level === 0 && !worn) return undefined;
      const reason = reasons.at(-1);
      const events =
        reason === undefined && !worn
          ? []
          : [{ action: "impatience", content: { level, ...(reason === undefined ? {} : { reason }) } }];
      if (worn && leaves)
        return {
          text: "You have had enough: say so in one short sentence, without a thank-you, and leave.",
          end: true,
          events,
        };
      const text = worn
        ? "You are angry: this is not helping, and you say so sharply. What you want stays the same."
        : level === 1
          ? "You are a little annoyed by what you got so far: let it show in a word or two."
          : "You are annoyed: say that this is not helping, and be shorter than before.";
      return { text, events };
    },
});
