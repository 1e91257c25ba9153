import * as z from "zod/mini";
import { definePolicy } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";
import { onAnswer } from "../on-answer.ts";

// How the speaker words what it has to say.

/** Says please and thank you so often. */
export const politeness = definePolicy({
  name: "politeness",
  description: "says please or thank you as often as told, and no more",
  schema: z.strictObject({ share: shareOption(0.15, "Share of the messages with a please or a thank-you") }),
  begin:
    ({ share }) =>
    ({ random }) =>
      random.chance(share)
        ? "Say please or thank you, once."
        : "Say neither please nor thank you, and use no other courtesies.",
});

/** Speaks around things. */
export const vagueness = definePolicy({
  name: "vagueness",
  description: "is vague and unsure, and leaves things open until asked",
  schema: z.strictObject({ share: shareOption(0.5, "Share of the messages that are vague") }),
  begin:
    ({ share }) =>
    ({ random }) =>
      random.chance(share)
        ? "Be vague and a little unsure, as people are who have not thought it through: leave things open, but say nothing untrue."
        : undefined,
});

/** Shows that it has read the answer. */
export const acknowledgement = definePolicy({
  name: "acknowledgement",
  description: "begins with a word such as ok or got it as often as told",
  schema: z.strictObject({ share: shareOption(0.3, "Share of the messages that begin this way") }),
  begin: ({ share }) =>
    onAnswer(
      share,
      "Begin with a short word that shows you have read the answer, such as ok, right or got it.",
      "Do not begin with a word such as ok, right or got it: come to the point.",
    ),
});
