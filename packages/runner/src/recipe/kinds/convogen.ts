import * as z from "zod";
import { commonFields } from "../common-fields.ts";
import { experienceFields, experienceGenerator } from "../experience-fields.ts";
import { groupChatFields, groupChatPrompts, idleChatFields, planGroupChats } from "../group-chat-fields.ts";
import { promptNames, promptsField, readPrompts } from "../prompts-field.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreFields } from "../score-fields.ts";

const schema = z.strictObject({
  kind: z.literal("convogen"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...groupChatPrompts, promptNames.experiences, promptNames.judges),
  ...experienceFields,
  iterative: experienceFields.iterative.unwrap().default(true),
  ...groupChatFields,
});

/**
 * ConvoGen (Gody et al. 2025, arXiv 2503.17460): experiences, eight from one example, and the group chat of each, in one
 * run. What a batch made enters the hub of examples that the next are drawn from, unless `draw` is `fixed`. People are
 * invented, drawn from a hub of personas (`people`) or reused in pairs (`pairs`).
 */
export const convogenKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "convogen",
  description: "Experiences and the group chat of each, with examples that grow as they are made (ConvoGen)",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  idle: idleChatFields,
  async create(recipe, { input }) {
    await checkScores(recipe);
    const prompts = await readPrompts(recipe.prompts, input);
    const generator = await experienceGenerator(recipe, recipe, { input, place: "", prompts });
    return planGroupChats(recipe, generator, { ...recipe, prompts });
  },
};
