import type { Turn } from "@sdialog/core";
import * as z from "zod";
import { protectedParts } from "./protected-parts.ts";

/**
 * What a model answers: a new text for each of the chosen turns, by number from 1, in which everything protected is
 * still there.
 *
 * @param chosen 0-based positions in `turns`
 */
export function paraphraseSchema(turns: readonly Turn[], chosen: readonly number[]) {
  const turn = z.object({ number: z.int(), text: z.string().trim().min(1, "a turn without text") });
  return z.object({
    turns: z.array(turn).superRefine((answers, { addIssue }) => {
      const numbers = answers.map(({ number }) => number);
      for (const number of new Set(numbers.filter((one) => !chosen.includes(one - 1)))) {
        addIssue(`turn ${number} was not asked for`);
      }
      for (const index of chosen) {
        const given = answers.filter(({ number }) => number === index + 1);
        if (given.length !== 1) addIssue(`turn ${index + 1} must be there once, not ${given.length} times`);
        const lost = protectedParts(turns[index]?.text ?? "").filter(
          (part) => given[0]?.text.includes(part) === false,
        );
        if (lost.length > 0) addIssue(`turn ${index + 1} must keep ${lost.join(" and ")} as written`);
      }
    }),
  });
}
