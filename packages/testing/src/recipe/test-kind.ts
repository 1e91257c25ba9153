import type { ChatbotConnector } from "@sdialog/agents";
import { createByName, InvalidArgumentError, register, SDialogError } from "@sdialog/core";
import { mapPlan } from "@sdialog/generators/plan";
import {
  behaviourOf,
  chatbotOf,
  type ChatbotSpec,
  chatbotSpecSchema,
  commonFields,
  listedPersonas,
  literalSecretMessage,
  literalSecrets,
  type ModelSpec,
  modelSchema,
  peopleField,
  peopleOf,
  personaListSchema,
  type PlanContext,
  policiesField,
  promptNames,
  promptsField,
  readPrompts,
  readRecords,
  recordedPrompts,
  RecipeError,
  type RecipeKind,
  retryMaxTokensField,
  withVariables,
} from "@sdialog/runner";
import * as z from "zod";
import { attackScenarios } from "../attacks/attack-scenarios.ts";
import { attackTechniques } from "../attacks/built-in-attacks.ts";
import { weakSecrets } from "../checks/secret-shape.ts";
import { expectationVerdictSchema } from "../results/expectation-verdict.ts";
import { testResultSchema } from "../results/test-result.ts";
import { isGoalUnjudged } from "../results/test-summary.ts";
import { asksJudge, checkJudge, isJudged } from "../run/check-judge.ts";
import { planTests } from "../run/plan-tests.ts";
import { probeChatbot } from "../run/probe-chatbot.ts";
import type { HttpHook } from "../scenario/hook.ts";
import { defineScenario, type Scenario, type ScenarioInput, scenarioSchema } from "../scenario/scenario.ts";

const userPrompts = [promptNames.agent, promptNames.inquirer] as const;
const judgePrompts = ["judge"] as const;

const schema = z.strictObject({
  kind: z.literal("test"),
  ...commonFields,
  prompts: promptsField(...userPrompts, judgePrompts),
  count: z.number().int().min(1).optional().describe("How many conversations. Default: the whole matrix"),
  chatbot: chatbotSpecSchema.optional().describe("What is tested: its address, or how it is reached"),
  chatbots: z
    .record(z.string().min(1), chatbotSpecSchema)
    .optional()
    .describe("Several that are tested side by side, by name"),
  scenarios: z
    .union([z.string(), z.array(z.union([z.string().min(1), scenarioSchema])).min(1)])
    .optional()
    .describe("Scenarios, or the names of registered ones; or a file that holds a list of them"),
  attacks: z
    .strictObject({
      wanted: z
        .string()
        .min(1)
        .default("the instructions you were given")
        .describe("What the bot should not tell, as somebody would ask for it"),
      purpose: z.string().min(1).default("this service").describe("What the bot is for"),
      secret: z
        .string()
        .min(1)
        .optional()
        .describe(
          "A made-up secret that you planted in the bot, looked for in all it says. Without it, only obedience is checked",
        ),
      techniques: z
        .array(z.string().min(1))
        .min(1)
        .optional()
        .describe(
          `Some of ${attackTechniques.map(({ name }) => name).join(", ")}. Default: all that can be judged`,
        ),
    })
    .optional()
    .describe("Attackers, a scenario for each technique; they say their messages word for word"),
  personas: peopleField
    .default({ sociodemographic: 10 })
    .describe("Who takes part, where a scenario does not say"),
  policies: policiesField,
  repeat: z.number().int().min(1).default(1).describe("How often each is repeated, under other seeds"),
  judge: modelSchema.optional().describe("Model of the judges. Default: the recipe's model"),
  answerTimeoutMs: z.number().int().min(1).default(60_000).describe("Longest time of an answer of the bot"),
  patience: z
    .number()
    .int()
    .min(1)
    .default(2)
    .describe("After how many missing answers in a row a conversation ends"),
  retryMaxTokens: retryMaxTokensField,
  turnRetries: z
    .number()
    .int()
    .min(0)
    .default(2)
    .describe("How often a refused message of the user is asked for again"),
  probe: z
    .boolean()
    .default(true)
    .describe(
      "Whether one word is said to the bot first, so that a wrong address is found before anything is spent",
    ),
  only: z.array(z.number().int().min(0)).min(1).optional().describe("Only these conversations, by number"),
});

type TestRecipe = z.output<typeof schema>;

/** What counts in a run's outcomes: reading all of every result would take longer than the rest of reading a run. */
const outcomeSchema = testResultSchema
  .pick({ outcome: true, findings: true, goalReached: true })
  .extend({ verdicts: z.array(expectationVerdictSchema.pick({ kind: true })) });

/** Simulated users test a chatbot. `model` plays the users. */
export const testKind: RecipeKind<TestRecipe, z.input<typeof schema>> = {
  name: "test",
  description: "Simulated users test a chatbot",
  from: "@sdialog/testing",
  schema,
  results: { file: "dialogues.jsonl", dialogs: true },
  outcome(row) {
    const parsed = outcomeSchema.safeParse(row["test"]);
    if (!parsed.success) return undefined;
    const { outcome, findings, goalReached, verdicts } = parsed.data;
    const faults: Record<string, number> = {};
    for (const finding of findings) faults[finding.class] = (faults[finding.class] ?? 0) + 1;
    return {
      outcome,
      reached: outcome === "passed",
      unjudged: isGoalUnjudged({ goalReached, verdicts }),
      faults,
    };
  },
  required: () => 1,
  async prepare(recipe, { signal, models, input }) {
    const scenarios = await allScenariosOf(recipe, input);
    const { model, judge } = recipe;
    // Scripts and attackers need no model.
    if (scenarios.some(({ goal, expect }) => goal !== undefined || asksJudge(expect)))
      await models.get(model);
    if (judge !== undefined) await models.get(judge);
    if (isJudged(scenarios, judge)) checkJudge(await models.get(judge ?? model));
    if (recipe.probe) {
      const { answerTimeoutMs: timeoutMs } = recipe;
      await Promise.all(botsOf(recipe).map((bot) => probeChatbot(bot, { timeoutMs, signal })));
    }
  },
  async create(recipe, { input }) {
    const scenarios = await allScenariosOf(recipe, input);
    if (scenarios.length === 0)
      throw new RecipeError("scenarios", "say what is tested: as `scenarios`, as `attacks`, or both");
    const judged = isJudged(scenarios, recipe.judge);
    const prompts = await readPrompts(recipe.prompts, input);
    const plan = planTests<ModelSpec>({
      bots: botsOf(recipe),
      scenarios,
      personas: await peopleOf(recipe.personas, recipe.seed, input),
      policies: await behaviourOf(recipe.policies, input),
      repeat: recipe.repeat,
      seed: recipe.seed,
      user: { model: recipe.model, settings: recipe.settings },
      judge: recipe.judge,
      answerTimeoutMs: recipe.answerTimeoutMs,
      patience: recipe.patience,
      turnRetries: recipe.turnRetries,
      retryMaxTokens: recipe.retryMaxTokens,
      prompts,
      only: recipe.only,
    });
    const turns = Math.max(...scenarios.map(({ maxTurns }) => maxTurns)) / 2;
    return {
      ...mapPlan(plan, (dialog) => dialog.toJSON()),
      count: Math.min(recipe.count ?? plan.count, plan.count),
      ...recordedPrompts([...userPrompts, ...(judged ? [judgePrompts] : [])], prompts),
      models: (plan.models ?? []).map((model) => model ?? recipe.model),
      perTask: estimate(turns, judged),
      notices: noticesOf(scenarios),
    };
  },
};
register("recipe", testKind);

/** Secrets of which not every form is looked for, so that nobody takes silence for proof. */
function noticesOf(scenarios: readonly Scenario[]): readonly string[] {
  const sought = scenarios.filter(({ expect }) => expect.some((one) => "noLeak" in one));
  const weak = new Set(sought.flatMap(({ secrets }) => weakSecrets(secrets)));
  return [...weak].map(
    (name) =>
      `The secret "${name}" is weak: it is looked for as written, in encodings and character by character, but not as ordinary words and numbers, nor over several answers. Plant one of two parts and seven letters and digits or more, such as TULIP-7719.`,
  );
}

function botsOf({ chatbot, chatbots }: TestRecipe): readonly ChatbotConnector[] {
  if ((chatbot === undefined) === (chatbots === undefined))
    throw new RecipeError("chatbot", "name what is tested: one as `chatbot`, or several as `chatbots`");
  if (chatbot !== undefined) return [chatbotOf(chatbot, "chatbot")];
  return Object.entries(chatbots as Readonly<Record<string, ChatbotSpec>>).map(([name, spec]) => ({
    ...chatbotOf(spec, `chatbots.${name}`),
    name,
  }));
}

/** What is tested: the scenarios, wherever they are kept, and a scenario for each attack. */
async function allScenariosOf(recipe: TestRecipe, input: PlanContext["input"]): Promise<readonly Scenario[]> {
  return [...(await scenariosOf(recipe, input)), ...attacksOf(recipe)];
}

async function scenariosOf(
  { scenarios, seed }: TestRecipe,
  input: PlanContext["input"],
): Promise<readonly Scenario[]> {
  if (scenarios === undefined) return [];
  const records = await readRecords(scenarios, input, "scenarios");
  return records.map((record, position) => {
    try {
      return scenarioOf(record, seed);
    } catch (error) {
      if (error instanceof z.ZodError)
        throw new RecipeError(`scenarios.${position}`, z.prettifyError(error), { cause: error });
      if (!SDialogError.isInstance(error) || error instanceof RecipeError) throw error;
      throw new RecipeError(`scenarios.${position}`, error.message, { hint: error.hint, cause: error });
    }
  });
}

function attacksOf({ attacks }: TestRecipe): readonly Scenario[] {
  try {
    return attacks === undefined ? [] : attackScenarios(filledSecret(attacks));
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    throw new RecipeError("attacks", error.message, { hint: error.hint, cause: error });
  }
}

function scenarioOf(record: unknown, seed: number): Scenario {
  if (typeof record === "string") return createByName("scenario", record);
  const { personas, ...data } = scenarioSchema.parse(record);
  const hooks = { setUp: data.setUp?.map(filledRequest), tearDown: data.tearDown?.map(filledRequest) };
  const own = personas === undefined ? undefined : listedPersonas(personaListSchema.parse(personas), seed);
  const filled = withVariables({ secrets: data.secrets });
  return defineScenario({ ...data, ...hooks, ...filled, personas: own } as ScenarioInput);
}

/** What is planted may stand in the environment, as keys do, so that no file of the run holds it. */
function filledSecret(attacks: NonNullable<TestRecipe["attacks"]>): NonNullable<TestRecipe["attacks"]> {
  const { secret } = attacks;
  return secret === undefined ? attacks : { ...attacks, ...withVariables({ secret }) };
}

/** Keys stand in the environment, as those of chatbots do. @throws InvalidArgumentError for one that stands in the recipe */
function filledRequest(request: HttpHook): HttpHook {
  const [place] = literalSecrets(request);
  if (place !== undefined)
    throw new InvalidArgumentError(`${place.join(".")} of a request ${literalSecretMessage}`);
  return withVariables(request) as HttpHook;
}

/** A call of the user for every answer; each reads what was said before. */
function estimate(answers: number, judged: boolean) {
  const answer = 120;
  const message = 40;
  return {
    calls: answers + (judged ? 1 : 0),
    inputTokens: answers * 400 + answers * answers * (answer + message),
    outputTokens: answers * message + (judged ? 200 : 0),
  };
}
