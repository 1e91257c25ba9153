import { contentId } from "@sdialog/core";
import { frozenJson } from "@sdialog/core/internal";
import { resolve } from "node:path";
import { z } from "zod";
import { scoredDialog } from "../check-dialog.ts";
import { commonFields, sourceCount } from "../common-fields.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreDialog, scoreFields, scoreModels } from "../score-fields.ts";

const schema = z.strictObject({
  kind: z.literal("star"),
  ...commonFields,
  ...scoreFields,
  count: sourceCount,
  path: z.string().describe("Folder of the corpus, with dialogues and tasks"),
  filter: z
    .strictObject({
      domain: z.string().optional(),
      task: z.string().optional(),
      happy: z.boolean().optional().describe("Whether everything goes as the flow chart foresees"),
      multitask: z.boolean().optional().describe("Whether the user wants more than one thing"),
    })
    .prefault({}),
  maxTurns: z.number().int().min(1).default(100).describe("Most turns"),
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
  async create(recipe, { base }) {
    await checkScores(recipe);
    const { Star } = await import("@sdialog/datasets-star");
    const star = await Star.open(resolve(base, recipe.path));
    const ids: number[] = [];
    for await (const { id } of star.dialogs(recipe.filter)) ids.push(id);
    const { maxTurns, originalOpening, orchestrate, settings } = recipe;
    return {
      count: Math.min(recipe.count ?? ids.length, ids.length),
      models: [recipe.model, ...scoreModels(recipe)],
      perTask: {
        calls: maxTurns,
        inputTokens: maxTurns * (1500 + maxTurns * 15),
        outputTokens: maxTurns * 30,
      },
      async run(index, context) {
        const id = ids[index] as number;
        const model = await context.model(recipe.model);
        const { system, user } = await star.agentsForDialog(id, { model, originalOpening, orchestrate });
        const dialog = await system.clone(settings).dialogWith(user.clone(settings), {
          id: contentId(context.task.key),
          parentId: id,
          scenario: frozenJson(await star.scenario(id)),
          seed: context.seed,
          signal: context.signal,
          maxTurns,
        });
        return scoredDialog(dialog, context.signal.aborted ? {} : await scoreDialog(dialog, recipe, context));
      },
    };
  },
};
