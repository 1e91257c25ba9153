import { z } from "zod";
import { commonFields } from "../common-fields.ts";
import { experienceFields, experienceGenerator } from "../experience-fields.ts";
import type { RecipeKind } from "../recipe-kind.ts";

const schema = z.strictObject({ kind: z.literal("experiences"), ...commonFields, ...experienceFields });

/**
 * Related people in a situation with something to talk about (ConvoGen). A run whose examples are the results of the one
 * before is iterative sampling, a generation at a time.
 */
export const experiencesKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "experiences",
  description: "Related people in a situation with something to talk about",
  from: "@sdialog/runner",
  schema,
  results: { file: "experiences.jsonl", dialogs: false },
  async create(recipe, { input }) {
    const { seed, settings, model, count, batch } = recipe;
    const generator = await experienceGenerator(recipe, { input, place: "", model, settings });
    return {
      ...generator.plan({ count, batch, seed }),
      models: [model],
      perTask: { calls: 1, inputTokens: 1200, outputTokens: 700 },
    };
  },
};
