import { chatbot, personaConsistent } from "@sdialog/agents";
import { interactionDialog, InteractionGenerator, queriesFrom } from "@sdialog/generators";
import { mapPlan } from "@sdialog/generators/plan";
import * as z from "zod";
import { bankField, bankOf } from "../bank-field.ts";
import { commonFields } from "../common-fields.ts";
import { dialogRows } from "../dialog-rows.ts";
import { answeringChatbotField, chatbotOf, idleAnswerFields } from "../chatbot-field.ts";
import { modelSchema, type ModelSpec, retryMaxTokensField, settingsSchema } from "../model-spec.ts";
import { idleNoiseFields, noiseField, noiseModels, noiseOf } from "../noise-fields.ts";
import { outcomeFields } from "../outcome-fields.ts";
import { peopleOf } from "../people-field.ts";
import { personaListSchema } from "../persona-list.ts";
import { pickPrompts, promptNames, promptsField, readPrompts, recordedPrompts } from "../prompts-field.ts";
import type { FindInput } from "../inputs.ts";
import { behaviourOf, policiesField } from "../policies-field.ts";
import { populationField } from "../population-field.ts";
import { readRecords } from "../read-records.ts";
import type { RecipeKind } from "../recipe-kind.ts";
import { checkScores, idleScoreFields, scoreFields, scoreModels } from "../score-fields.ts";
import { within } from "../within.ts";

const prompts = [
  promptNames.feedbackUser,
  promptNames.query,
  promptNames.noise,
  promptNames.personaCheck,
] as const;

const schema = z.strictObject({
  kind: z.literal("interactions"),
  ...commonFields,
  ...scoreFields,
  prompts: promptsField(...prompts, promptNames.judges),
  ...outcomeFields,
  chatbot: answeringChatbotField,
  queries: z
    .union([z.string(), z.array(z.union([z.string(), z.looseObject({})]))])
    .describe(
      "What users want, each asked once: a list or a file (JSON, JSON Lines, or text with one per line)",
    ),
  perPersona: z.number().int().min(1).default(5).describe("Interactions per person"),
  bank: bankField,
  personas: z
    .union([populationField, personaListSchema])
    .optional()
    .describe("People to use instead of a bank's; they are reused when more are needed"),
  user: z
    .strictObject({ model: modelSchema.optional(), settings: settingsSchema.prefault({}) })
    .prefault({})
    .describe("Who plays the users. Default: the model that answers them"),
  minTurns: z
    .number()
    .int()
    .min(1)
    .default(4)
    .describe("Nobody is satisfied after fewer messages, answers included"),
  maxTurns: z.number().int().min(2).default(10).describe("Most messages, of both sides together"),
  targetAnswers: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe("Answers a user wants. Default: drawn, around 3"),
  feedbackProbability: z
    .number()
    .min(0)
    .max(1)
    .default(1)
    .describe(
      "How likely users are to have anything to say to an answer; otherwise they leave, after minTurns",
    ),
  styleTransfer: z
    .enum(["mixed", "full", "partial", "off"])
    .default("mixed")
    .describe("Whether queries are rewritten in the person's style"),
  retryMaxTokens: retryMaxTokensField,
  turnRetries: z.number().int().min(0).default(2).describe("How often a refused message is asked for again"),
  supplementRounds: z
    .number()
    .int()
    .min(0)
    .default(3)
    .describe(
      "How often interactions that were refused to the last are made again from queries that are left over",
    ),
  policies: policiesField,
  noise: noiseField,
  checkPersona: z
    .boolean()
    .default(false)
    .describe("Whether a judge sends back messages that contradict the person"),
});

/** Simulated users with personas who give feedback to an assistant (PersonaGym). */
export const interactionsKind: RecipeKind<z.output<typeof schema>, z.input<typeof schema>> = {
  name: "interactions",
  description: "Simulated users who ask an assistant and give it feedback",
  from: "@sdialog/runner",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  outcome(row) {
    const { stopReason, faults } = row as { stopReason?: unknown; faults?: Record<string, number> };
    if (typeof stopReason !== "string") return undefined;
    return { outcome: stopReason, reached: stopReason === "satisfied", faults: { ...faults } };
  },
  required: ({ required }) => required,
  idle: (recipe) => ({
    ...idleScoreFields(recipe),
    ...idleAnswerFields(recipe),
    ...idleNoiseFields(recipe.noise),
    ...(recipe.personas === undefined ? {} : { bank: "personas are the people" }),
  }),
  async create(recipe, { input }) {
    await checkScores(recipe);
    const texts = await readPrompts(recipe.prompts, input);
    const { perPersona, minTurns, maxTurns, targetAnswers, styleTransfer, seed, noise, count } = recipe;
    const user = recipe.user.model ?? recipe.model;
    const answering =
      recipe.chatbot === undefined ? undefined : chatbot(chatbotOf(recipe.chatbot, "chatbot"));
    const policies = await behaviourOf(recipe.policies, input);
    const generator = within(
      "maxTurns",
      () =>
        new InteractionGenerator<ModelSpec>({
          user: { ...recipe.user.settings, model: user },
          assistant: answering ?? { ...recipe.settings, model: recipe.model },
          policies,
          prompts: pickPrompts(texts, promptNames.feedbackUser, promptNames.query),
          noise: (context) => noiseOf(noise, user, context, pickPrompts(texts, promptNames.noise)),
          guards: async (context) =>
            recipe.checkPersona
              ? [
                  personaConsistent({
                    model: await context.model(user),
                    speakers: ["User"],
                    prompts: pickPrompts(texts, promptNames.personaCheck),
                  }),
                ]
              : [],
          minTurns,
          maxTurns,
          targetAnswers,
          feedbackProbability: recipe.feedbackProbability,
          styleTransfer,
          turnRetries: recipe.turnRetries,
          retryMaxTokens: recipe.retryMaxTokens,
        }),
    );
    const queries = queriesFrom(await readRecords(recipe.queries, input, "queries"), "queries");
    const personas = await people(recipe, input);
    const { supplementRounds } = recipe;
    const plan = within(queries.length < count ? "queries" : "personas", () =>
      generator.plan({ personas, queries, perPersona, count, seed, supplementRounds }),
    );
    return {
      ...dialogRows(mapPlan(plan, interactionDialog), { ...recipe, prompts: texts }),
      ...recordedPrompts(prompts, texts),
      models: [
        ...(answering === undefined ? [recipe.model] : []),
        user,
        ...noiseModels(noise, user),
        ...scoreModels(recipe),
      ],
      perTask: estimate(maxTurns / 2, styleTransfer !== "off"),
    };
  },
};

async function people({ bank, personas, seed }: z.output<typeof schema>, input: FindInput) {
  return personas === undefined ? bankOf(bank, input) : peopleOf(personas, seed, input);
}

/** A call of the user and one of the assistant for every answer; each reads what was said before. */
function estimate(answers: number, adapts: boolean) {
  const answer = 300;
  const message = 60;
  return {
    calls: 2 * answers + (adapts ? 1 : 0),
    inputTokens: answers * 700 + answers * answers * (answer + message) + (adapts ? 500 : 0),
    outputTokens: answers * (answer + message) + (adapts ? message : 0),
  };
}
