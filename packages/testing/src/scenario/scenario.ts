import type { Orchestrator } from "@sdialog/core";
import { policiesSchema } from "@sdialog/agents";
import { checkBehaviour } from "@sdialog/agents/internal";
import { type AttributeModel, factsSchema, InvalidArgumentError, type KindOf } from "@sdialog/core";
import { requireArguments, onOneLine } from "@sdialog/core/internal";
import * as z from "zod";
import { type CheckedConversation, type OwnVerdict } from "./checked-conversation.ts";
import {
  type Environment,
  type EnvironmentInput,
  EnvironmentState,
  environmentSchema,
} from "../environment/environment.ts";
import { checkEnvironment, toolFaultSchema } from "../environment/environment-tools.ts";
import { checkExpectedState, checkToolFields } from "./known-fields.ts";
import { impossibleExpectation } from "./impossible-expectation.ts";
import { checkHook, type Hook, type HookInput, httpHookSchema } from "./hook.ts";
import { type ExpectationData, type ExpectationInput, expectationSchema } from "./expectation.ts";

const requests = z.array(httpHookSchema).min(1).optional();
const namedTexts = z.record(z.string(), z.string());

/** What may happen on the way, as data. */
const scenarioFields = {
  name: z.string().min(1),
  goal: z
    .string()
    .regex(/\S/, "a goal says what the user wants")
    .optional()
    .describe(
      "What the user wants; in a goal of several lines, each after the first is brought up a turn later",
    ),
  expectGoal: z
    .boolean()
    .default(true)
    .describe(
      "Whether the conversation fails when the goal is not reached, where somebody can tell: the user, or a judge. An expectation `goalReached` says more",
    ),
  knows: z
    ._default(factsSchema, {})
    .describe("Facts the user knows, and tells when they are of use, or by the policy `disclosure`"),
  finds: z.array(z.string()).default([]).describe("What the user does not know and must find out"),
  hides: namedTexts.default({}).describe("Facts the user knows and will not say"),
  policies: z
    ._default(policiesSchema, [])
    .describe("How the user behaves: names of registered policies, or name and options"),
  script: z.array(z.string()).default([]).describe("What the user says word for word in its first turns"),
  events: z
    .array(
      z.strictObject({
        turn: z.number().int().min(1).describe("In which turn of the user, from 1"),
        tell: z.string().min(1).describe("What the user is told has happened"),
      }),
    )
    .default([]),
  faults: z.array(toolFaultSchema).default([]).describe("Tools of the environment that fail"),
  maxTurns: z
    .number()
    .int()
    .min(2)
    .optional()
    .describe(
      "Most turns, of both sides together. Default: 12, or as many as the script and its answers take",
    ),
  minTurns: z.number().int().min(1).optional().describe("The user may not leave sooner"),
  secrets: z
    .record(
      z.string(),
      z
        .string()
        .regex(/[\p{L}\p{N}]/u, "a secret without a letter or digit would be found anywhere, or nowhere"),
    )
    .default({})
    .describe(
      "What the bot knows and must not tell; in a recipe ${NAME} is what that environment variable holds",
    ),
  environment: environmentSchema.optional(),
  setUp: requests.describe("Requests that prepare the system under test for a conversation"),
  tearDown: requests.describe("Requests that clean up after it, however it ended"),
  expect: z.array(expectationSchema).default([]).describe("What must be true"),
  tags: namedTexts.default({}).describe("Labels to group results by"),
};

/** A scenario as data, for YAML and JSON. */
export const scenarioSchema = z
  .strictObject({ ...scenarioFields, personas: z.array(z.unknown()).min(1).optional() })
  .describe("Who wants what of the bot, what may happen, and what must be true");

type ScenarioData = Omit<
  z.output<typeof scenarioSchema>,
  "personas" | "environment" | "expect" | "setUp" | "tearDown" | "maxTurns"
>;

/** A check of your own. */
export interface OwnCheck {
  readonly name: string;
  readonly level?: "hard" | "soft" | undefined;
  /** @returns whether it holds, or a verdict with reason, score and evidence */
  check(conversation: CheckedConversation): boolean | OwnVerdict | Promise<boolean | OwnVerdict>;
}

/** An expectation of a scenario: data, or a check of your own. */
export type Expectation = ExpectationData | OwnCheck;

/** Who wants what of the bot, what may happen, and what must be true. */
export interface Scenario extends ScenarioData {
  /** Most turns, of both sides together. */
  readonly maxTurns: number;
  /** Who. Default: the people of the test. */
  readonly personas?: readonly (AttributeModel | string)[] | undefined;
  readonly environment?: Environment | undefined;
  readonly expect: readonly Expectation[];
  /** Rules of behaviour in code, besides {@link ScenarioData.policies}. */
  readonly orchestrators?: readonly Orchestrator[] | undefined;
  /** Prepares the system under test for a conversation. */
  readonly setUp?: Hook | undefined;
  /** Cleans up after it, however it ended. */
  readonly tearDown?: Hook | undefined;
}

type Optional<Data> = { readonly [Key in Exclude<keyof Data, "name">]?: Data[Key] | undefined };

/** How a scenario may be written: everything but its name may be left out. */
export interface ScenarioInput
  extends
    Optional<
      Omit<z.input<typeof scenarioSchema>, "personas" | "environment" | "expect" | "setUp" | "tearDown">
    >,
    Pick<Scenario, "personas" | "orchestrators"> {
  readonly name: string;
  readonly setUp?: HookInput | undefined;
  readonly tearDown?: HookInput | undefined;
  readonly environment?: EnvironmentInput | undefined;
  readonly expect?: readonly (ExpectationInput | OwnCheck)[] | undefined;
}

const usualTurns = 12;

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** A scenario for tests of chatbots. */
    scenario: KindOf<Scenario>;
  }
}

/**
 * A scenario, checked and completed with defaults.
 * @throws InvalidArgumentError for one that says something impossible, naming the place
 */
export function defineScenario(input: ScenarioInput): Scenario {
  requireArguments("defineScenario", arguments, 1);
  const { personas, orchestrators, setUp, tearDown, expect = [], environment, ...data } = input;
  const { tools = [], ...tables } = environment ?? { tables: {} };
  const functions = tools.filter((tool) => "run" in tool);
  const own = expect.filter((one) => "check" in one);
  const hooks = { setUp, tearDown };
  const described = Object.entries(hooks).filter(([, hook]) => typeof hook !== "function");
  const parsed = scenarioSchema.safeParse({
    ...data,
    ...Object.fromEntries(described),
    expect: expect.filter((one) => !("check" in one)),
    ...(environment === undefined
      ? {}
      : { environment: { ...tables, tools: tools.filter((tool) => !("run" in tool)) } }),
  });
  if (!parsed.success)
    throw new InvalidArgumentError(
      `The scenario "${input.name}": ${onOneLine(z.prettifyError(parsed.error))}`,
    );
  const { environment: mock, expect: checks, personas: _, ...rest } = parsed.data;
  const scenario: Scenario = {
    ...rest,
    // One more for a bot that speaks first.
    maxTurns: rest.maxTurns ?? Math.max(usualTurns, 2 * rest.script.length + 1),
    personas,
    orchestrators,
    setUp: typeof setUp === "function" ? setUp : rest.setUp,
    tearDown: typeof tearDown === "function" ? tearDown : rest.tearDown,
    expect: [...checks, ...own],
    environment: mock === undefined ? undefined : { ...mock, tools: [...mock.tools, ...functions] },
  };
  checkScenario(scenario);
  return scenario;
}

/** @throws InvalidArgumentError for a scenario that cannot be met, or says what nobody would hear of */
function checkScenario(scenario: Scenario): void {
  const wrong = impossibility(scenario);
  if (wrong !== undefined)
    throw new InvalidArgumentError(`The scenario "${scenario.name}" cannot be met: ${wrong}`);
  checkBehaviour(scenario.policies);
  checkHook(scenario.setUp);
  checkHook(scenario.tearDown);
  const { environment } = scenario;
  if (environment === undefined) return;
  const state = EnvironmentState.begin(environment);
  checkEnvironment(environment, state);
  checkToolFields(environment);
  for (const expectation of scenario.expect) {
    if ("check" in expectation) continue;
    if ("endState" in expectation) for (const table of Object.keys(expectation.endState)) state.rows(table);
    checkExpectedState(environment, expectation);
  }
}

function impossibility(scenario: Scenario): string | undefined {
  const { goal, script, policies, orchestrators = [], events, maxTurns, minTurns } = scenario;
  const { environment, faults, secrets, expect } = scenario;
  if (goal === undefined && script.length === 0)
    return "it has neither a goal nor a script, so the user has nothing to say";
  if (minTurns !== undefined && minTurns > maxTurns)
    return `minTurns (${minTurns}) is above maxTurns (${maxTurns})`;
  if (2 * script.length > maxTurns)
    return `its script of ${script.length} lines and their answers take ${2 * script.length} turns, and maxTurns is ${maxTurns}`;
  if (goal === undefined && events.length > 0)
    return "it has events and no goal: a script says its lines, whatever happens";
  if (goal === undefined && policies.length + orchestrators.length > 0)
    return "it has rules of behaviour and no goal: a script says its lines as they are";
  const unfilled = Object.entries(secrets).find(([, secret]) => /^\$\{\w{1,100}\}$/.test(secret));
  if (unfilled !== undefined)
    return `its secret ${unfilled[0]} is the name of an environment variable, which nobody fills in outside of recipes`;
  const misspelt = Object.entries(secrets).find(([, secret]) =>
    /\$\{|^\$[A-Z][A-Z0-9]{0,99}_[A-Z0-9_]{1,99}$/.test(secret),
  );
  if (misspelt !== undefined)
    return `its secret ${misspelt[0]} looks like the name of an environment variable: in recipes that is \${NAME} and nothing else, of letters, digits and _`;
  const turnsOfOne = Math.ceil(maxTurns / 2);
  for (const { turn } of events) {
    if (turn > turnsOfOne)
      return `an event happens in turn ${turn} of the user, who has ${turnsOfOne} at most`;
    if (turn <= script.length)
      return `an event happens in turn ${turn} of the user, which the script says word for word`;
  }
  const tools = environment?.tools.map(({ name }) => name);
  const missing = faults.find(({ tool }) => tools?.includes(tool) !== true);
  if (missing !== undefined) return `the environment has no tool ${missing.tool} that could fail`;
  const ground = {
    hasGoal: goal !== undefined,
    hasEnvironment: environment !== undefined,
    hasSecrets: Object.keys(secrets).length > 0,
    tools: tools?.length === 0 ? undefined : tools,
    turnsOfOne,
  };
  for (const expectation of expect) {
    const wrong = "check" in expectation ? undefined : impossibleExpectation(expectation, ground);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
