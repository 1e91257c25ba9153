import * as z from "zod/mini";
import { definePolicy } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";
import { onAnswer } from "../on-answer.ts";

// What the speaker makes of the other side's last message.

/** Doubts what it is told. */
export const scepticism = definePolicy({
  name: "scepticism",
  description: "doubts what it is told, and asks for reasons",
  schema: z.strictObject({ share: shareOption(0.4, "Share of the answers that it doubts") }),
  begin: ({ share }) =>
    onAnswer(
      share,
      "You doubt what you were just told: push back, or ask how they know. What you want stays the same.",
    ),
});

/** Does not understand, and asks. */
export const clarification = definePolicy({
  name: "clarification",
  description: "does not understand something, and asks what was meant",
  schema: z.strictObject({ share: shareOption(0.15, "Share of the answers that it asks about") }),
  begin: ({ share }) =>
    onAnswer(
      share,
      "There is something in the last message that you did not understand: ask what was meant.",
    ),
});

/** Answers one of several questions. */
export const selectiveAttention = definePolicy({
  name: "selective-attention",
  description: "answers one of several questions, and passes over the others",
  schema: z.strictObject({
    share: shareOption(0.6, "Share of the messages with several questions in which it does"),
  }),
  begin:
    ({ share }) =>
    ({ utterance, random }) => {
      const questions = utterance.split(/(?<=[.!?？\n])/u).filter((sentence) => /[?？]$/u.test(sentence));
      if (questions.length < 2 || !random.chance(share)) return undefined;
      const one = random.pick(questions).trim();
      return `You were asked several things. Answer only this one and pass over the others, as if you had not seen them: ${one}`;
    },
});
