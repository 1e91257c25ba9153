import { Paraphraser } from "@sdialog/generators";
import * as z from "zod";
import { openDialogs } from "../../dialogs/open-dialogs.ts";
import { commonFields, sourceCount } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import type { ModelSpec } from "../model-spec.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, idleScoreFields, scoreFields, scoreModels } from "../score-fields.ts";

const prompts = [promptNames.paraphrase] as const;

const schema = z.strictObject({
  kind: z.literal("paraphrase"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  count: sourceCount,
  dialogs: z.string().describe("The dialogues: folder of a run, file, or folder of files"),
  speaker: z.string().optional().describe("Reword only what this speaker says"),
  turnByTurn: z.boolean().default(false).describe("One call per turn instead of one for all"),
  instructions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("Further instructions for the model"),
});

/** Dialogues, said in other words. */
export const paraphraseKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "paraphrase",
  description: "Dialogues, said in other words",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  idle: idleScoreFields,
  async create(recipe, { input }) {
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const { speaker: targetSpeaker, turnByTurn, instructions, settings, model, count, seed } = recipe;
    const paraphraser = new Paraphraser<ModelSpec>({
      ...settings,
      model,
      targetSpeaker,
      turnByTurn,
      instructions,
      prompts: pickPrompts(texts, ...prompts),
    });
    // Last, so that settings that are refused leave no file open.
    const dialogs = await openDialogs(input(recipe.dialogs));
    const turns = 12;
    return {
      ...dialogRows(paraphraser.plan({ dialogs, count, seed }), { ...recipe, prompts: texts }),
      ...recordedPrompts(prompts, texts),
      models: [model, ...scoreModels(recipe)],
      perTask: {
        calls: turnByTurn ? turns : 1,
        inputTokens: (turnByTurn ? turns : 1) * (300 + turns * 40),
        outputTokens: turns * 40,
      },
    };
  },
};
