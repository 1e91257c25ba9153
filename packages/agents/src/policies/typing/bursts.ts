import { described } from "@sdialog/core/internal";
import * as z from "zod/mini";
import { definePolicy } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";

/** Sends several short messages instead of one: here, lines of one turn. */
export const bursts = definePolicy({
  name: "bursts",
  description: "writes several short messages instead of one, each on its own line",
  schema: z.strictObject({
    share: shareOption(
      0.5,
      "Share of the messages that are broken up, where there is more than one sentence",
    ),
    most: described(z._default(z.int().check(z.gte(2)), 4), "Most pieces of one message"),
  }),
  noise: ({ share, most }) => ({
    keepsSpelling: true,
    apply(text, { random }) {
      if (!random.chance(share)) return { text };
      const pieces = text.split(
        /(?<=[.!?…])[ \t]+|(?<=,)[ \t]+(?=(?:and|but|so|because|und|aber|et|mais|y|pero)\s)/iu,
      );
      const lines = [...pieces.slice(0, most - 1), pieces.slice(most - 1).join(" ")].filter(
        (line) => line !== "",
      );
      const typed = lines.map((line) => line.replace(/,$/u, "")).join("\n");
      return typed === text ? { text } : { text: typed, record: { type: "bursts", messages: lines.length } };
    },
  }),
});
