import * as z from "zod";
import { commonFields, sourceCount } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { type ModelSpec, retryMaxTokensField } from "../model-spec.ts";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, idleScoreFields, scoreFields, scoreModels } from "../score-fields.ts";

const prompts = [promptNames.agent] as const;

const schema = z.strictObject({
  kind: z.literal("star"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  count: sourceCount,
  path: z.string().describe("Folder of the corpus, with dialogues and tasks"),
  filter: z
    .strictObject({
      domain: z.string().optional(),
      task: z.string().optional(),
      happy: z.boolean().optional().describe("Whether everything follows the flow chart"),
      multitask: z.boolean().optional().describe("Whether the user wants more than one thing"),
    })
    .prefault({}),
  maxTurns: z.number().int().min(1).default(100).describe("Most turns"),
  retryMaxTokens: retryMaxTokensField,
  originalOpening: z
    .boolean()
    .default(false)
    .describe("The system opens with the words it first said in the original"),
  orchestrate: z
    .boolean()
    .default(false)
    .describe("The system is shown what the flow charts suggest, the user what the original's user was told"),
});

/** Scenarios of the STAR corpus, played once more. */
export const starKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "star",
  description: "Scenarios of the STAR corpus, played once more",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  idle: idleScoreFields,
  async create(recipe, { input }) {
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const { Star, StarGenerator } = await import("@sdialog/datasets-star");
    const { model, settings, maxTurns, originalOpening, orchestrate, filter, count, seed } = recipe;
    const generator = new StarGenerator<ModelSpec>(await Star.open(input(recipe.path)), {
      model,
      settings,
      maxTurns,
      retryMaxTokens: recipe.retryMaxTokens,
      originalOpening,
      orchestrate,
      prompts: pickPrompts(texts, ...prompts),
    });
    return {
      ...dialogRows(await generator.plan({ filter, count, seed }), { ...recipe, prompts: texts }),
      ...recordedPrompts(prompts, texts),
      models: [model, ...scoreModels(recipe)],
      perTask: {
        calls: maxTurns,
        inputTokens: maxTurns * (1500 + maxTurns * 15),
        outputTokens: maxTurns * 30,
      },
    };
  },
};
