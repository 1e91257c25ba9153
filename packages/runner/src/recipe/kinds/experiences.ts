import { z } from "zod";
import { commonFields } from "../common-fields.ts";
import { experienceFields, experienceMaker } from "../experience-fields.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { refuseUnparsed } from "../refuse-unparsed.ts";

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
  async create(recipe, { base }) {
    const { seed, settings } = recipe;
    const maker = await experienceMaker(recipe, { base, seed, place: "" });
    return {
      count: recipe.count,
      models: [recipe.model],
      perTask: { calls: 1, inputTokens: 1200, outputTokens: 700 },
      async run(index, context) {
        const model = await context.model(recipe.model);
        const { seed: own, signal } = context;
        return refuseUnparsed(async () => ({
          data: await maker.make(index, { model, settings, seed: own, signal }),
        }));
      },
    };
  },
};
