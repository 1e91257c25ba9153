import * as z from "zod/mini";
import { definePolicy, ownTurns } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";

/** Sends messages before they are finished. */
export const incompleteMessages = definePolicy({
  name: "incomplete-messages",
  description: "sends messages before they are finished",
  schema: z.strictObject({
    share: shareOption(0.2, "Share of the messages of six words or more that break off"),
  }),
  begin: () => (moment) => {
    const record = ownTurns(moment).at(-1)?.["noise"];
    return JSON.stringify(record ?? "").includes(`"type":"${brokenOff}"`)
      ? "Your last message went out before it was finished. If the answer shows that something was missing, say the rest now."
      : undefined;
  },
  noise: ({ share }) => ({
    keepsSpelling: true,
    apply(text, { random }) {
      const words = [...text.matchAll(/\S+/gu)];
      if (words.length < 6 || !random.chance(share)) return { text };
      const kept = random.integer(Math.ceil(words.length * 0.4), Math.floor(words.length * 0.8));
      const last = words[kept - 1] as RegExpExecArray;
      const typed = text.slice(0, last.index + last[0].length).replace(/(?<![.,;:!?…])[.,;:!?…]+$/u, "");
      return { text: typed, record: { type: brokenOff, words: kept } };
    },
  }),
});

const brokenOff = "broken-off";
