import * as z from "zod";
import type { TurnRange } from "../prompts/dialog-prompt.ts";

/** A dialogue as a model writes it; speakers are those in `names` (any when empty), in any letter case. */
export function dialogSchema(names: readonly string[], { min = 1, max }: TurnRange) {
  const turn = z.object({
    speaker: speakerSchema(names),
    text: z.string().trim().min(1, "a turn without text"),
  });
  const turns = z.array(turn).min(min);
  return z.object({ dialog: max === undefined ? turns : turns.max(max) });
}

function speakerSchema(names: readonly string[]) {
  if (names.length === 0) return z.string().trim().min(1);
  return z
    .string()
    .meta({ enum: [...names] })
    .transform((said, { addIssue }) => {
      const name = names.find((known) => known.toLowerCase() === said.trim().toLowerCase());
      if (name === undefined) addIssue(`nobody is called "${said}"; the speakers are ${names.join(", ")}`);
      return name ?? said;
    });
}
