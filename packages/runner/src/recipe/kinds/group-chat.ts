import * as z from "zod";
import { commonFields } from "../common-fields.ts";
import { experienceFields, experienceGenerator, readExperiences } from "../experience-fields.ts";
import { groupChatFields, groupChatPrompts, idleChatFields, planGroupChats } from "../group-chat-fields.ts";
import { promptNames, promptsField, readPrompts } from "../prompts-field.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreFields } from "../score-fields.ts";

const schema = z.strictObject({
  kind: z.literal("group-chat"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...groupChatPrompts, promptNames.experiences, promptNames.judges),
  experiences: z
    .union([z.string(), z.array(z.looseObject({})).min(1)])
    .optional()
    .describe(
      "A list, or a file such as the results of a run that made experiences. Default: each chat has one made for it",
    ),
  generate: z.strictObject(experienceFields).prefault({}).describe("How they are made when none are given"),
  ...groupChatFields,
});

/** Conversations of several people who know each other (ConvoGen). */
export const groupChatKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "group-chat",
  description: "Conversations of several people who know each other",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  idle: (recipe) => ({
    ...idleChatFields(recipe),
    ...(recipe.experiences === undefined ? {} : { generate: "experiences are given" }),
  }),
  async create(recipe, { input }) {
    await checkScores(recipe);
    const prompts = await readPrompts(recipe.prompts, input);
    const { generate } = recipe;
    const experiences =
      recipe.experiences === undefined
        ? await experienceGenerator(generate, recipe, { input, place: "generate.", prompts })
        : await readExperiences(recipe.experiences, input, "experiences");
    return planGroupChats(recipe, experiences, { ...generate, prompts });
  },
};
