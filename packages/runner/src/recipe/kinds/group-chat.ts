import { addressed, alternate, llmSelect, noRepeat, randomOrder, type TurnTaking } from "@sdialog/agents";
import { GroupChatGenerator } from "@sdialog/generators";
import type { ChatModel } from "@sdialog/llm";
import { z } from "zod";
import { commonFields } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { experienceFields, experienceGenerator, readExperiences } from "../experience-fields.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField } from "../model-spec.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, scoreFields, scoreModels } from "../score-fields.ts";

const orders = {
  "llm-select": (model: ChatModel) => llmSelect({ model }),
  alternate: () => alternate(),
  random: () => noRepeat(randomOrder()),
  addressed: () => addressed(),
} satisfies Record<string, (model: ChatModel) => TurnTaking>;
const orderNames = Object.keys(orders) as (keyof typeof orders)[];

const schema = z.strictObject({
  kind: z.literal("group-chat"),
  ...commonFields,
  ...scoreFields,
  experiences: z
    .union([z.string(), z.array(z.looseObject({})).min(1)])
    .optional()
    .describe(
      "A list, or a file such as the results of a run that made experiences. Default: each chat has one made for it",
    ),
  generate: z.strictObject(experienceFields).prefault({}).describe("How they are made when none are given"),
  style: z
    .enum(["chatty", "short"])
    .default("chatty")
    .describe("Whether messages may be of any length, or are kept short"),
  words: z.number().int().min(1).default(30).describe("Most words of a message in short style"),
  opener: z
    .enum(["moderator", "silent"])
    .default("moderator")
    .describe("Whether the opening line is said, or only known to everybody"),
  turnTaking: z.enum(orderNames).default("llm-select").describe("Who speaks next"),
  selector: modelSchema.optional().describe("The model that chooses who speaks. Default: the speakers'"),
  retryMaxTokens: retryMaxTokensField,
  maxTurns: z.number().int().min(1).default(10).describe("Most messages, the opening line included"),
});

/** Conversations of several people who know each other (ConvoGen). */
export const groupChatKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "group-chat",
  description: "Conversations of several people who know each other",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  async create(recipe, { input }) {
    await checkScores(recipe);
    const { seed, count, model, settings, style, words, opener, maxTurns } = recipe;
    const given = recipe.experiences;
    const selects = recipe.turnTaking === "llm-select";
    const selector = recipe.selector ?? model;
    const generator = new GroupChatGenerator<ModelSpec>({
      model,
      settings,
      style,
      words,
      opener,
      maxTurns,
      retryMaxTokens: recipe.retryMaxTokens,
      experiences:
        given === undefined
          ? await experienceGenerator(recipe.generate, { input, place: "generate.", model, settings })
          : await readExperiences(given, input, "experiences"),
      turnTaking: async (context) =>
        orders[recipe.turnTaking](await context.model(selects ? selector : model)),
    });
    return {
      ...dialogRows(generator.plan({ count, seed, batch: recipe.generate.batch }), recipe),
      models: [model, ...(selects ? [selector] : []), ...scoreModels(recipe)],
      perTask: estimate(maxTurns, selects, given === undefined),
    };
  },
};

/** One call per message, and one to choose its speaker; each reads what was said before. */
function estimate(maxTurns: number, selects: boolean, makes: boolean) {
  const message = 45;
  const perMessage = selects ? 2 : 1;
  return {
    calls: maxTurns * perMessage + (makes ? 1 : 0),
    inputTokens: maxTurns * perMessage * (400 + (maxTurns / 2) * message) + (makes ? 1200 : 0),
    outputTokens: maxTurns * (message + (selects ? 8 : 0)) + (makes ? 700 : 0),
  };
}
