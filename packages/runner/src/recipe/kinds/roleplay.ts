import { chatbot, type Goal, jsonMessage, quotes, tags } from "@sdialog/agents";
import { goalOf } from "@sdialog/agents/internal";
import { factsSchema } from "@sdialog/core";
import { described } from "@sdialog/core/internal";
import { RoleplayGenerator, roleplayGoals, type RoleplayResult } from "@sdialog/generators";
import * as z from "zod";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import { commonFields, sourceCount } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { answeringChatbotField, chatbotOf, idleAnswerFields } from "../chatbot-field.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField, settingsSchema } from "../model-spec.ts";
import { outcomeFields } from "../outcome-fields.ts";
import { peopleField, peopleOf } from "../people-field.ts";
import { behaviourOf, policiesField } from "../policies-field.ts";
import { readRecords } from "../read-records.ts";
import { RecipeError } from "../recipe-error.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, idleScoreFields, scoreFields, scoreModels } from "../score-fields.ts";
import { within } from "../within.ts";

const envelopes = { quotes: quotes(), json: jsonMessage(), tags: tags() };

const goalSchema = z.union([
  z.string().min(1),
  z.strictObject({
    goal: z.string().min(1),
    facts: described(factsSchema, "What the person who pursues it knows, by name"),
  }),
]);

const prompts = [promptNames.inquirer] as const;

const schema = z.strictObject({
  kind: z.literal("roleplay"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  ...outcomeFields,
  chatbot: answeringChatbotField,
  count: sourceCount.describe("How many. Default: every person pursues every goal once"),
  goals: z
    .union([z.string(), z.array(goalSchema).min(1)])
    .optional()
    .describe(
      "A list, or a file; a goal with facts is written as goal: and facts:; in a goal of several lines, each after the first is brought up a turn later. Default: ten that come with the package",
    ),
  personas: peopleField.default({ sociodemographic: 20 }).describe("Who has the goals"),
  policies: policiesField,
  inquirer: z
    .strictObject({ model: modelSchema.optional(), settings: settingsSchema.prefault({}) })
    .prefault({})
    .describe("Who plays the people. Default: the model that answers them"),
  maxTurns: z.number().int().min(2).default(24).describe("Most messages, of both sides together"),
  retryMaxTokens: retryMaxTokensField,
  turnRetries: z.number().int().min(0).default(2).describe("How often a refused message is asked for again"),
  envelope: z
    .enum(["quotes", "json", "tags"])
    .optional()
    .describe("How the message is marked in a reply. Default: quotes"),
  compat: z
    .boolean()
    .default(false)
    .describe("Whether the rules of the original implementation are followed to the letter"),
});

/** People with goals who question a chatbot (LLM Roleplay). */
export const roleplayKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "roleplay",
  description: "People with goals who question a chatbot",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  outcome(row) {
    const { outcome, faults } = (row["roleplay"] ?? {}) as Partial<RoleplayResult>;
    if (outcome === undefined) return undefined;
    return { outcome, reached: outcome === "goal_reached", faults: { ...faults } };
  },
  required: ({ required }) => required,
  idle: (recipe) => ({ ...idleScoreFields(recipe), ...idleAnswerFields(recipe) }),
  async create(recipe, { input }) {
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const { seed, count, maxTurns, turnRetries, compat } = recipe;
    const goals =
      recipe.goals === undefined
        ? roleplayGoals
        : goalsOf(await readRecords(recipe.goals, input, "goals"), "goals");
    const policies = await behaviourOf(recipe.policies, input);
    const personas = await peopleOf(recipe.personas, recipe.seed, input);
    const inquirer = recipe.inquirer.model ?? recipe.model;
    const answering =
      recipe.chatbot === undefined ? undefined : chatbot(chatbotOf(recipe.chatbot, "chatbot"));
    const generator = within(
      "goals",
      () =>
        new RoleplayGenerator<ModelSpec>({
          inquirer: { ...recipe.inquirer.settings, model: inquirer },
          responder: answering ?? { ...recipe.settings, model: recipe.model },
          goals,
          personas,
          policies,
          prompts: pickPrompts(texts, ...prompts),
          maxTurns,
          envelope: recipe.envelope === undefined ? undefined : envelopes[recipe.envelope],
          turnRetries,
          retryMaxTokens: recipe.retryMaxTokens,
          compat,
        }),
    );
    return {
      ...dialogRows(generator.plan({ seed, count }), { ...recipe, prompts: texts }),
      ...recordedPrompts(prompts, texts),
      models: [...(answering === undefined ? [recipe.model] : []), inquirer, ...scoreModels(recipe)],
      perTask: estimate(maxTurns / 2),
    };
  },
};

function goalsOf(records: readonly unknown[], place: string): readonly (string | Goal)[] {
  return records.map((record, position) => {
    const parsed = goalSchema.safeParse(record);
    if (!parsed.success)
      throw new RecipeError(`${place}.${position}`, "is neither a text nor a goal with facts", {
        hint: "Write goal: and facts:, with a text for each fact.",
        cause: parsed.error,
      });
    if (typeof parsed.data === "string") return parsed.data;
    const { goal, facts } = parsed.data;
    return { ...goalOf(goal), facts };
  });
}

/** A call of each side for every exchange; the inquirer reads its instructions again with every answer. */
function estimate(exchanges: number) {
  const answer = 250;
  const message = 40;
  return {
    calls: 2 * exchanges,
    inputTokens: exchanges * 500 + exchanges * exchanges * (answer + message),
    outputTokens: exchanges * (answer + message),
  };
}
