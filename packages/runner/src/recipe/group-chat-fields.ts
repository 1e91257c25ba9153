import { addressed, alternate, llmSelect, noRepeat, randomOrder, type TurnTaking } from "@sdialog/agents";
import { type Experience, type ExperienceGenerator, GroupChatGenerator } from "@sdialog/generators";
import type { ChatModel, PromptTexts } from "@sdialog/llm";
import * as z from "zod";
import type { CommonRecipe } from "./common-fields.ts";
import { dialogRows } from "./dialog-rows.ts";
import type { IdleFields } from "./idle-fields.ts";
import { pickPrompts, promptNames, recordedPrompts } from "./prompts-field.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField } from "./model-spec.ts";
import type { RecipePlan } from "./recipe-kind.ts";
import { idleScoreFields, scoreModels, type ScoreRecipe } from "./score-fields.ts";

const orders = {
  "llm-select": (model: ChatModel, prompts?: PromptTexts<"speaker-selection" | "speaker-selection-again">) =>
    llmSelect({ model, prompts }),
  alternate: () => alternate(),
  random: () => noRepeat(randomOrder()),
  addressed: () => addressed(),
} satisfies Record<
  string,
  (model: ChatModel, prompts?: PromptTexts<"speaker-selection" | "speaker-selection-again">) => TurnTaking
>;
const orderNames = Object.keys(orders) as (keyof typeof orders)[];

/** How the people of an experience talk. */
export const groupChatFields = {
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
};

const fieldsSchema = z.object(groupChatFields);

/** What a group chat is told by, besides its experiences. */
export const groupChatPrompts = [promptNames.agent, promptNames.selector] as const;

/** See `idle` of a kind. */
export function idleChatFields(
  recipe: z.output<typeof fieldsSchema> & Pick<ScoreRecipe, "evaluate">,
): IdleFields {
  const { style, turnTaking } = recipe;
  return {
    ...idleScoreFields(recipe),
    ...(style === "short" ? {} : { words: `style is ${style}` }),
    ...(turnTaking === "llm-select" ? {} : { selector: `turnTaking is ${turnTaking}` }),
  };
}

interface GroupChatPlanning {
  readonly batch: number;
  readonly iterative: boolean;
  readonly prompts: PromptTexts;
}

/** Plans a recipe's conversations about experiences that are given or made. */
export function planGroupChats(
  recipe: z.output<typeof fieldsSchema> & CommonRecipe & ScoreRecipe & { readonly count: number },
  experiences: readonly Experience[] | ExperienceGenerator<ModelSpec>,
  { batch, iterative, prompts }: GroupChatPlanning,
): RecipePlan {
  const { seed, count, model, settings, style, words, opener, maxTurns } = recipe;
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
    experiences,
    prompts: pickPrompts(prompts, promptNames.agent),
    turnTaking: async (context) =>
      orders[recipe.turnTaking](
        await context.model(selects ? selector : model),
        pickPrompts(prompts, promptNames.selector),
      ),
  });
  return {
    ...dialogRows(generator.plan({ count, seed, batch, iterative }), { ...recipe, prompts }),
    ...recordedPrompts(
      [
        promptNames.agent,
        ...(selects ? [promptNames.selector] : []),
        ...(Array.isArray(experiences) ? [] : [promptNames.experiences]),
      ],
      prompts,
    ),
    models: [model, ...(selects ? [selector] : []), ...scoreModels(recipe)],
    perTask: estimate(maxTurns, selects, !Array.isArray(experiences)),
  };
}

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
