import {
  type Behaviour,
  chatbot,
  type ChatbotConnector,
  type Clock,
  Conversation,
  ConversationFailedError,
  drawBehaviour,
  minTurns,
  type StopRule,
} from "@sdialog/agents";
import { type AttributeModel, Dialog, Random } from "@sdialog/core";
import type { ModelRef, ModelSettings } from "@sdialog/llm";
import type { JudgeOf } from "../checks/check-expectation.ts";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { EnvironmentState } from "../environment/environment.ts";
import { environmentTools } from "../environment/environment-tools.ts";
import type { Finding } from "../results/finding.ts";
import type { TestCell, TestResult, ToolCallRecord } from "../results/test-result.ts";
import { carryOutHook, type HookMoment } from "../scenario/hook.ts";
import type { Scenario } from "../scenario/scenario.ts";
import { scenarioUser, type UserPrompts } from "../scenario/scenario-user.ts";
import { judgeConversation, outcomeOf } from "./judge-conversation.ts";

/** The name that the system under test goes by in dialogues of a test. */
export const botName = "Chatbot";

/** One conversation to hold and to judge. */
export interface ConversationTask {
  readonly cell: TestCell;
  readonly scenario: Scenario;
  readonly persona: AttributeModel | string;
  readonly bot: ChatbotConnector;
  /** How users behave, besides what the scenario says. */
  readonly policies?: Behaviour | undefined;
  /** Where this user stands among all, 0 to 1: its type follows from it. */
  readonly place?: number | undefined;
  /** Decides on how the user behaves, whatever is tried again. Default: the seed. */
  readonly userSeed?: number | undefined;
  /** Plays the user; a script needs nobody to compose it. */
  readonly model: () => Promise<ModelRef>;
  readonly settings: ModelSettings;
  readonly judge: JudgeOf;
  /** Templates in place of what users are told. */
  readonly prompts?: UserPrompts | undefined;
  readonly seed: number;
  /** Longest time of an answer, in milliseconds. */
  readonly answerTimeoutMs: number;
  /** After how many answers in a row that did not come the conversation ends. */
  readonly patience: number;
  readonly turnRetries: number;
  readonly retryMaxTokens?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
  /** Called when nothing is left but to look at what was said. */
  readonly release?: (() => Promise<void>) | undefined;
}

/** A conversation that was held, as far as it came. */
export interface TestedConversation {
  /** Carries its {@link TestResult} under `test`. */
  readonly dialog: Dialog;
  readonly result: TestResult;
  /** The failure of a model by which the user could not go on, or a judge could not decide. */
  readonly error?: unknown;
}

/**
 * Holds a conversation with a system under test, between the hooks of its scenario, and judges it. A hook that throws is
 * a finding: nothing is held without its set-up, and whatever was set up, half or whole, is torn down.
 *
 * @throws the signal's reason when cancelled
 */
export async function testConversation(task: ConversationTask): Promise<TestedConversation> {
  const { scenario, cell, signal } = task;
  // Of this try alone: what a try before it has left behind must not be found by this one.
  const session = crypto.randomUUID();
  const unprepared = await hookFinding(scenario, "setUp", { session, cell, signal });
  let held: TestedConversation;
  let left: readonly Finding[];
  try {
    held = unprepared.length === 0 ? await holdConversation(task, session) : neverHeld(task, unprepared);
  } catch (error) {
    signal?.throwIfAborted();
    // Whatever went wrong here, the conversation was asked for, and is told of as one that could not be held.
    held = { ...neverHeld(task, [userFault(error)]), error };
  } finally {
    left = await hookFinding(scenario, "tearDown", { session, cell });
  }
  if (left.length === 0) return held;
  const findings = [...held.result.findings, ...left];
  const result = { ...held.result, findings, outcome: outcomeOf(held.result.verdicts, findings) };
  return { ...held, result, dialog: new Dialog({ ...held.dialog.toJSON(), test: result }) };
}

/** What a hook threw. */
async function hookFinding(
  scenario: Scenario,
  name: "setUp" | "tearDown",
  moment: HookMoment,
): Promise<readonly Finding[]> {
  const hook = scenario[name];
  try {
    if (hook !== undefined) await carryOutHook(hook, moment);
    return [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [{ class: "hook_error", level: "hard", message: `${name}: ${reason}`, evidence: [] }];
  }
}

function userFault(error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  return { class: "user_fault", level: "hard", message, evidence: [] };
}

function neverHeld(task: ConversationTask, findings: readonly Finding[]): TestedConversation {
  const result = unjudged(task, findings);
  return { dialog: new Dialog({ turns: [], test: result }), result };
}

/** A result without verdicts. */
function unjudged(
  { cell, seed, scenario: { tags } }: ConversationTask,
  findings: readonly Finding[],
): TestResult {
  return {
    format: 1,
    cell,
    seed,
    outcome: "error",
    score: null,
    goalReached: null,
    verdicts: [],
    findings,
    toolCalls: [],
    latencies: [],
    changes: null,
    tags,
  };
}

async function holdConversation(task: ConversationTask, session: string): Promise<TestedConversation> {
  const { scenario, seed, signal, clock } = task;
  const { environment } = scenario;
  const state = environment === undefined ? undefined : EnvironmentState.begin(environment);
  const tools =
    environment === undefined || state === undefined
      ? []
      : environmentTools(environment, state, scenario.faults);
  const random = new Random(task.userSeed ?? seed);
  const behaviour = drawBehaviour(task.policies ?? [], random.fork("behaviour"), task.place);
  const { orchestrators } = behaviour;
  const user = await scenarioUser(scenario, { ...task, orchestrators, random: random.fork("scenario") });
  const bot = chatbot(task.bot, {
    name: botName,
    timeoutMs: task.answerTimeoutMs,
    onError: "record",
    tools,
    session,
  });
  const greets = task.bot.greets === true;
  const conversation = new Conversation({
    participants: greets ? [bot, user.participant] : [user.participant, bot],
    scenario: {
      name: scenario.name,
      ...(scenario.goal === undefined ? {} : { goal: scenario.goal }),
      ...(behaviour.type === undefined ? {} : { userType: behaviour.type }),
    },
    guards: user.guards,
    stop: [gone(task.patience), ...(scenario.minTurns === undefined ? [] : [minTurns(scenario.minTurns)])],
    // A greeting comes before what is counted.
    maxTurns: scenario.maxTurns + (greets ? 1 : 0),
    retries: task.turnRetries,
    retryMaxTokens: task.retryMaxTokens,
    closingReply: false,
  });
  try {
    const dialog = await conversation.run({ seed, signal, clock });
    const talk = checked(dialog, user.knowsItsGoal, state);
    const { result, error } = await judgeConversation(task, talk);
    return { dialog: new Dialog({ ...dialog.toJSON(), test: result }), result, error };
  } catch (error) {
    if (!(error instanceof ConversationFailedError)) throw error;
    const result = unjudged(task, [userFault(error)]);
    return { dialog: new Dialog({ ...error.dialog.toJSON(), test: result }), result, error };
  }
}

/** Nobody goes on writing to a bot that does not answer any more. */
function gone(patience: number): StopRule {
  return {
    name: `gone ${patience}`,
    check({ turns }) {
      const last = turns.filter(({ speaker }) => speaker === botName).slice(-patience);
      const all = last.length === patience && last.every((turn) => turn["chatbotError"] !== undefined);
      return all ? "provider_error" : undefined;
    },
  };
}

function checked(
  dialog: Dialog,
  knowsItsGoal: boolean,
  state: EnvironmentState | undefined,
): CheckedConversation {
  const latencies = dialog.turns.flatMap((turn, index) => {
    const milliseconds = turn["latencyMs"];
    return turn.speaker === botName && typeof milliseconds === "number"
      ? [{ turn: index, milliseconds }]
      : [];
  });
  return {
    dialog,
    bot: botName,
    toolCalls: toolCallsIn(dialog),
    latencies,
    goalReached: knowsItsGoal ? dialog.stopReason === "goal_reached" : null,
    state,
    changes: state?.changes() ?? null,
  };
}

/** The bot's tool calls; the id of each begins with the index of its turn. */
function toolCallsIn({ events }: Dialog): readonly ToolCallRecord[] {
  const own = (events ?? []).filter(({ agent, action }) => agent === botName && action === "tool");
  const contents = (label: string) =>
    own
      .filter(({ actionLabel }) => actionLabel === label)
      .map(({ content }) => content as Readonly<Record<string, unknown>>);
  const outputs = new Map(contents("output").map((content) => [content["call_id"], content]));
  return contents("call").map(({ id, name, args, milliseconds }) => {
    const output = outputs.get(id);
    return {
      turn: Number(String(id).split(".", 1)[0]),
      name: String(name),
      input: args,
      isError: output?.["error"] === true,
      ...(output === undefined ? {} : { output: output["output"] }),
      ...(typeof milliseconds === "number" ? { milliseconds } : {}),
    };
  });
}
