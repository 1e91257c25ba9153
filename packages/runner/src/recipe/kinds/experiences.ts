import * as z from "zod";
import { commonFields } from "../common-fields.ts";
import { experienceFields, experienceGenerator } from "../experience-fields.ts";
import { promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import type { RecipeKind } from "../recipe-kind.ts";

const prompts = [promptNames.experiences] as const;

const schema = z.strictObject({
  kind: z.literal("experiences"),
  ...commonFields,
  ...experienceFields,
  prompts: promptsField(...prompts),
});

/**
 * Related people in a situation with something to talk about (ConvoGen). With `iterative`, what a batch made
 * are examples for the next; a run may also begin with the results of one before.
 */
export const experiencesKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "experiences",
  description: "Related people in a situation with something to talk about",
  from: "@sdialog/runner",
  schema,
  results: { file: "experiences.jsonl", dialogs: false },
  async create(recipe, { input }) {
    const { seed, model, count, batch, iterative } = recipe;
    const texts = await readPrompts(recipe.prompts, input);
    const generator = await experienceGenerator(recipe, recipe, { input, place: "", prompts: texts });
    return {
      ...generator.plan({ count, batch, seed, iterative }),
      models: [model],
      ...recordedPrompts(prompts, texts),
      perTask: { calls: 1, inputTokens: 1200, outputTokens: 700 },
    };
  },
};
