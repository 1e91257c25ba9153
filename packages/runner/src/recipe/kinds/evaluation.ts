import { taskSeeds } from "@sdialog/generators/plan";
import * as z from "zod";
import { openDialogs } from "../../dialogs/open-dialogs.ts";
import { commonFields, sourceCount } from "../common-fields.ts";
import { promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreDialog, scoreFields, scoreModels } from "../score-fields.ts";

const schema = z.strictObject({
  kind: z.literal("evaluation"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(promptNames.judges),
  count: sourceCount,
  evaluate: z.array(z.string()).min(1).describe("Metrics by name, for example mtld"),
  dialogs: z.string().describe("The dialogues: folder of a run, file, or folder of files"),
});

/** Scores of dialogues, one row for each. */
export const evaluationKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "evaluation",
  description: "Scores of dialogues, one row for each",
  from: "@sdialog/runner",
  schema,
  results: { file: "scores.jsonl", dialogs: false },
  idle: () => ({ settings: "judges are asked in their own way" }),
  async create(recipe, { input }) {
    await checkScores(recipe);
    const prompts = await readPrompts(recipe.prompts, input);
    const scoring = { ...recipe, prompts };
    const source = await openDialogs(input(recipe.dialogs));
    const metrics = recipe.evaluate.length;
    return {
      ...recordedPrompts([], prompts),
      count: Math.min(recipe.count ?? source.count, source.count),
      models: scoreModels(recipe),
      // As if every metric were judged; those that count words call nobody.
      perTask: { calls: metrics, inputTokens: metrics * 800, outputTokens: metrics * 60 },
      seed: taskSeeds(recipe.seed),
      async run(index, context) {
        const dialog = await source.get(index);
        return { made: { dialog: dialog.id, scores: await scoreDialog(dialog, scoring, context) } };
      },
      close: () => source.close(),
    };
  },
};
