import { described } from "@sdialog/core/internal";
import type { Random } from "@sdialog/core";
import * as z from "zod/mini";
import { definePolicy, ownTurns } from "../define-policy.ts";

const words = z.number().check(z.gte(1), z.lte(1000));

/** Writes about so many words: terse, or wordy. */
export const messageLength = definePolicy({
  name: "message-length",
  aliases: ["terseness"],
  description: "writes messages of about a given length: terse unless told otherwise",
  schema: z.strictObject({
    words: described(z._default(words, 6), "Words of a message: the median"),
    spread: described(
      z._default(z.number().check(z.gte(0), z.lte(2)), 0.5),
      "How much lengths vary: standard deviation of their logarithms",
    ),
    opening: described(z.optional(words), "Words of the first message. Default: as for the others"),
    cut: described(
      z._default(z.boolean(), false),
      "Whether sentences beyond the length are left out: for models that write more anyway",
    ),
  }),
  begin: (options) => (moment) => {
    const middle = ownTurns(moment).length === 0 ? (options.opening ?? options.words) : options.words;
    const length = drawLength(middle, options.spread, moment.random);
    if (length <= 3) return "Write three words at most, as in a hasty chat.";
    return `Write about ${length} words${length < 25 ? ", and no more" : ""}.`;
  },
  noise: ({ words: middle, opening = middle, spread, cut }) => ({
    keepsSpelling: true,
    apply(text, { index, random }) {
      if (!cut) return { text };
      const length = drawLength(index < 2 ? opening : middle, spread, random);
      const kept = firstSentences(text, length);
      return kept === text ? { text } : { text: kept, record: { type: "cut", words: length } };
    },
  }),
});

/** A number of words, at least 1: the logarithms of lengths of messages are about normal. */
function drawLength(middle: number, spread: number, random: Random): number {
  return Math.max(1, Math.round(Math.exp(random.normal(Math.log(middle), spread))));
}

/** The first sentence, and as many after it as stay within so many words. */
function firstSentences(text: string, most: number): string {
  let kept = "";
  for (const sentence of text.split(/(?<=[.!?…]\s)/u)) {
    const longer = kept + sentence;
    if (kept !== "" && longer.split(/\s+/u).filter(Boolean).length > most) break;
    kept = longer;
  }
  return kept.trimEnd();
}
