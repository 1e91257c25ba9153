import { contentId } from "@sdialog/core";
import { Paraphraser } from "@sdialog/generators";
import { resolve } from "node:path";
import { z } from "zod";
import { openDialogs } from "../../export/open-dialogs.ts";
import { scoredDialog } from "../check-dialog.ts";
import { commonFields, sourceCount } from "../common-fields.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreDialog, scoreFields, scoreModels } from "../score-fields.ts";

const schema = z.strictObject({
  kind: z.literal("paraphrase"),
  ...commonFields,
  ...scoreFields,
  count: sourceCount,
  dialogs: z.string().describe("The dialogues: folder of a run, file, or folder of files"),
  speaker: z.string().optional().describe("Reword only what this speaker says"),
  turnByTurn: z.boolean().default(false).describe("One call per turn instead of one for all"),
  instructions: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("Further wishes"),
});

/** Dialogues, said in other words. */
export const paraphraseKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "paraphrase",
  description: "Dialogues, said in other words",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  async create(recipe, { base }) {
    await checkScores(recipe);
    const source = await openDialogs(resolve(base, recipe.dialogs));
    const { speaker: targetSpeaker, turnByTurn, instructions, settings } = recipe;
    const turns = 12;
    return {
      count: Math.min(recipe.count ?? source.count, source.count),
      models: [recipe.model, ...scoreModels(recipe)],
      perTask: {
        calls: turnByTurn ? turns : 1,
        inputTokens: (turnByTurn ? turns : 1) * (300 + turns * 40),
        outputTokens: turns * 40,
      },
      async run(index, context) {
        const model = await context.model(recipe.model);
        const paraphraser = new Paraphraser({ ...settings, model, targetSpeaker, turnByTurn, instructions });
        const dialog = await paraphraser.paraphrase(await source.get(index), {
          id: contentId(context.task.key),
          seed: context.seed,
          signal: context.signal,
        });
        return scoredDialog(dialog, await scoreDialog(dialog, recipe, context));
      },
      close: () => source.close(),
    };
  },
};
