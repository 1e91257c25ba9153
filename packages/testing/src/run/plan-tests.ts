import type { Behaviour, ChatbotConnector } from "@sdialog/agents";
import { userPlace } from "@sdialog/agents/internal";
import { type AttributeModel, deriveSeed, type Dialog, InvalidArgumentError, Random } from "@sdialog/core";
import { checkOptions, type OptionNames, checkCount } from "@sdialog/core/internal";
import type { TaskPlan, TaskResult } from "@sdialog/generators/plan";
import type { ModelRef, ModelSettings, PromptTexts } from "@sdialog/llm";
import { modelSettingOptions } from "@sdialog/llm/internal";
import type { TestCell } from "../results/test-result.ts";
import type { Scenario } from "../scenario/scenario.ts";
import type { UserPrompts } from "../scenario/scenario-user.ts";
import { isJudged } from "./check-judge.ts";
import { testConversation } from "./test-conversation.ts";

/** What a test asks models by. */
export type TestPrompts = UserPrompts & PromptTexts<"judge">;

/** A matrix of conversations: every bot meets every scenario with every persona, so many times. */
export interface PlanTestsOptions<Ref = ModelRef> {
  readonly bots: readonly ChatbotConnector[];
  readonly scenarios: readonly Scenario[];
  /** Who, where a scenario does not say. */
  readonly personas: readonly (AttributeModel | string)[];
  /** How often each of them is repeated under other seeds. Default: 1. */
  readonly repeat?: number | undefined;
  /** How they behave besides what a scenario says: policies, or types of users with shares. */
  readonly policies?: Behaviour | undefined;
  readonly seed: number;
  /** Plays the users. Default: the configured model. */
  readonly user?:
    | { readonly model?: Ref | undefined; readonly settings?: ModelSettings | undefined }
    | undefined;
  /** Judges. Default: the model that plays the users. */
  readonly judge?: Ref | undefined;
  /** Longest time of an answer, in milliseconds. Default: 60,000. */
  readonly answerTimeoutMs?: number | undefined;
  /** After how many missing answers in a row a conversation ends. Default: 2. */
  readonly patience?: number | undefined;
  /** How often a refused message of the user is asked for again. Default: 2. */
  readonly turnRetries?: number | undefined;
  /** The token limit for asking again after a message of the user was cut off. Default: it is not asked for again. */
  readonly retryMaxTokens?: number | undefined;
  /** Templates in place of the prompts of users and judges, by the prompts' names. Default: the library's. */
  readonly prompts?: TestPrompts | undefined;
  /** Only these cells, by their numbers in the whole matrix. Default: all. */
  readonly only?: readonly number[] | undefined;
}

/** What {@link planTests} takes. */
export const planTestsOptionNames: OptionNames<PlanTestsOptions> = {
  bots: true,
  scenarios: true,
  personas: true,
  repeat: true,
  policies: true,
  seed: true,
  user: { model: true, settings: modelSettingOptions },
  judge: true,
  answerTimeoutMs: true,
  patience: true,
  turnRetries: true,
  retryMaxTokens: true,
  prompts: {
    agent: true,
    "agent-compact": true,
    inquirer: true,
    "inquirer-follow-up": true,
    judge: true,
  },
  only: true,
};

interface Cell extends TestCell {
  readonly of: {
    readonly scenario: Scenario;
    readonly person: AttributeModel | string;
    readonly chatbot: ChatbotConnector;
  };
}

/**
 * Plans the conversations of a test; each result is a dialogue that carries its {@link TestResult}. A conversation that
 * the user breaks off, or that cannot be set up, is no good, and is held again under another seed.
 *
 * @throws InvalidArgumentError for a matrix without conversations, and names that mean two things
 */
export function planTests<Ref = ModelRef>(options: PlanTestsOptions<Ref>): TaskPlan<Dialog, Ref> {
  checkOptions("planTests", options, planTestsOptionNames);
  const cells = selected(matrix(options), options.only);
  // Bots that are tested side by side meet the same users.
  const positions = new Map<string, number>();
  const places = cells.map(({ scenario, persona, repeat }) => {
    const key = JSON.stringify([scenario, persona, repeat]);
    return positions.get(key) ?? (positions.set(key, positions.size), positions.size - 1);
  });
  const { seed, user = {}, answerTimeoutMs = 60_000, patience = 2, turnRetries = 2, prompts = {} } = options;
  const tested = cells.map(({ of }) => of.scenario);
  return {
    count: cells.length,
    models: [
      // Scripts and attackers need no model.
      ...(tested.some(({ goal }) => goal !== undefined) ? [user.model] : []),
      ...(isJudged(tested, options.judge) ? [options.judge ?? user.model] : []),
    ],
    // The same for every bot, so that results of two of them can be compared pair by pair.
    seed(index) {
      const { scenario, persona, repeat } = cells[index] as Cell;
      return deriveSeed(seed, "test", scenario, persona, repeat);
    },
    async run(index, context): Promise<TaskResult<Dialog>> {
      const { of, ...cell } = cells[index] as Cell;
      const { scenario } = of;
      const { dialog, result, error } = await testConversation({
        cell,
        scenario,
        persona: of.person,
        bot: of.chatbot,
        model: () => context.model(user.model),
        settings: user.settings ?? {},
        policies: options.policies,
        place: userPlace(new Random(seed), places[index] as number),
        userSeed: context.taskSeed,
        judge: async () => ({
          model: await context.model(options.judge ?? user.model),
          seed: context.seed,
          signal: context.signal,
          prompts: { judge: prompts.judge },
        }),
        prompts,
        seed: context.seed,
        answerTimeoutMs,
        patience,
        turnRetries,
        retryMaxTokens: options.retryMaxTokens,
        signal: context.signal,
        clock: context.clock,
        release: context.release,
      });
      if (error !== undefined) return { made: dialog, error };
      const fault = result.findings.find(
        ({ class: kind }) => kind === "user_fault" || (kind === "hook_error" && dialog.length === 0),
      );
      if (fault === undefined) return { made: dialog };
      const reason = String(dialog.stopReason ?? fault.class);
      return { made: dialog, refused: { reason, message: fault.message } };
    },
  };
}

function matrix<Ref>({ bots, scenarios, personas, repeat = 1 }: PlanTestsOptions<Ref>): readonly Cell[] {
  if (bots.length === 0) throw new InvalidArgumentError("A test needs a chatbot");
  if (scenarios.length === 0) throw new InvalidArgumentError("A test needs a scenario");
  checkCount("repeat", repeat, 1);
  for (const scenario of scenarios) for (const bot of bots) requireLendable(scenario, bot);
  unique(
    "chatbot",
    bots.map(({ name }) => name),
  );
  unique(
    "scenario",
    scenarios.map(({ name }) => name),
  );
  // Round by round, so that a test that is stopped early has seen something of everything.
  return Array.from({ length: repeat }, (_, round) => round).flatMap((round) =>
    bots.flatMap((chatbot) =>
      scenarios.flatMap((scenario) => {
        const people = scenario.personas ?? personas;
        checkPeople(people);
        if (people.length === 0)
          throw new InvalidArgumentError(`Nobody takes part in the scenario "${scenario.name}"`, {
            hint: "Give personas to the scenario or to the test.",
          });
        const labels = personaLabels(people);
        return people.map((person, position) => ({
          scenario: scenario.name,
          persona: labels[position] as string,
          bot: chatbot.name,
          repeat: round,
          of: { scenario, person, chatbot },
        }));
      }),
    ),
  );
}

/** @throws InvalidArgumentError where the tools of an environment could not reach the bot, so that nothing in it could change */
function requireLendable({ name, environment }: Scenario, bot: ChatbotConnector): void {
  if (environment === undefined || environment.tools.length === 0 || bot.takesTools === true) return;
  throw new InvalidArgumentError(
    `The scenario "${name}" cannot be met: its environment lends tools, and the chatbot ${bot.name} takes none`,
    {
      hint: `Lend them: name {{tools}} in the body of a webhook or WebSocket, the argument \`tools\` of an MCP server, a function of the tools instead of an agent of the AI SDK or of OpenAI's. A bot that works on data of its own is tested without an environment, with setUp and tearDown.`,
    },
  );
}

function selected(cells: readonly Cell[], only: readonly number[] | undefined): readonly Cell[] {
  if (only === undefined) return cells;
  const chosen = only.flatMap((number) => cells[number] ?? []);
  if (chosen.length < only.length || chosen.length === 0)
    throw new InvalidArgumentError(
      `The test has ${cells.length} conversations, counted from 0, and some of these are not among them: ${only.join(", ")}`,
    );
  return chosen;
}

function unique(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new InvalidArgumentError(`Two ${what}s are called "${twice}"`, {
      hint: "Results go by names: choose others.",
    });
}

/** @throws InvalidArgumentError for somebody who is neither text nor a persona, as in a script without types */
function checkPeople(people: readonly (AttributeModel | string)[]): void {
  const position = people.findIndex(
    (person) =>
      typeof person !== "string" && typeof (person as Partial<AttributeModel> | null)?.toJSON !== "function",
  );
  if (position !== -1)
    throw new InvalidArgumentError(`personas.${position} is neither text nor a persona`, {
      hint: 'Make one of plain data: new Persona({ name: "Ann" }), of @sdialog/personas; in a recipe it may stand as it is.',
    });
}

/** What people are called in results: their names, or how they are described; numbered where two are called the same. */
function personaLabels(people: readonly (AttributeModel | string)[]): readonly string[] {
  const labels = people.map((person) => {
    const name = typeof person === "string" ? person : (person.toJSON() as { readonly name?: unknown }).name;
    const label =
      typeof name === "string" && name.trim() !== ""
        ? name
        : String(typeof person === "string" ? person : person.describe());
    return label.replaceAll(/\s+/g, " ").trim();
  });
  const taken = new Set(labels);
  return labels.map((label, index) => {
    if (labels.indexOf(label) === index) return label;
    // Somebody may be called by a numbered name already.
    let number = 2;
    while (taken.has(`${label} (${number})`)) number++;
    taken.add(`${label} (${number})`);
    return `${label} (${number})`;
  });
}
