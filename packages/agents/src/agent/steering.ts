import type {
  DialogEvent,
  InstructionResult,
  Orchestrator,
  OrchestratorMoment,
  OrchestratorSession,
  Random,
} from "@sdialog/core";
import type { Message } from "@sdialog/llm";
import type { ReplyEvent, View } from "../participant.ts";
import type { UsedTool } from "./model-turn.ts";

interface Rule {
  readonly orchestrator: Orchestrator;
  readonly session: OrchestratorSession;
}

/** An instruction as the model gets it, and whether it stays. */
export interface Steer {
  readonly message: Message;
  readonly persistent: boolean;
}

/** The rules of one agent in one conversation. */
export class Steering {
  readonly #agent: string;
  readonly #rules: readonly Rule[];
  readonly #random: Random;

  constructor(
    agent: string,
    orchestrators: readonly Orchestrator[],
    random: Random,
    past: readonly DialogEvent[],
  ) {
    this.#agent = agent;
    this.#random = random;
    this.#rules = orchestrators.map((orchestrator) => ({
      orchestrator,
      session: orchestrator.begin({ agent, past }),
    }));
  }

  /** What all rules, in the order they were attached, have to say before a reply. */
  async *beforeReply(
    view: View,
    lookahead: () => Promise<string>,
    signal?: AbortSignal,
  ): AsyncGenerator<ReplyEvent, Steer[], void> {
    const moment = this.#moment(view, lookahead, signal);
    const steers: Steer[] = [];
    for (const [index, { orchestrator, session }] of this.#rules.entries()) {
      const random = this.#random.fork("orchestrator", index, view.turns.length);
      steers.push(...(yield* announce(orchestrator, await session.instruct?.({ ...moment, random }))));
    }
    return steers;
  }

  /** What the rules have to say about a tool's result. */
  async *afterTool(
    used: UsedTool,
    view: View,
    lookahead: () => Promise<string>,
    signal?: AbortSignal,
  ): AsyncGenerator<ReplyEvent, Message[], void> {
    const moment = this.#moment(view, lookahead, signal);
    const messages: Message[] = [];
    for (const [index, { orchestrator, session }] of this.#rules.entries()) {
      const random = this.#random.fork("orchestrator", index, view.turns.length, "tool", used.name);
      const result = await session.afterTool?.({ ...moment, random, tool: used });
      for (const { message } of yield* announce(orchestrator, result)) messages.push(message);
    }
    return messages;
  }

  #moment(
    view: View,
    lookahead: () => Promise<string>,
    signal?: AbortSignal,
  ): Omit<OrchestratorMoment, "random"> {
    const last = view.turns.at(-1);
    return {
      agent: this.#agent,
      turns: view.turns,
      utterance: last === undefined || last.speaker === view.me ? "" : last.text,
      lookahead,
      signal,
    };
  }
}

function* announce(
  { label, persistent }: Orchestrator,
  result: InstructionResult,
): Generator<ReplyEvent, Steer[], void> {
  const instruction = typeof result === "string" ? { text: result } : result;
  if (instruction === undefined) return [];
  for (const event of instruction.events ?? []) yield { type: "event", event };
  if (instruction.text.trim() === "") return [];
  const action = persistent ? "instruct-persist" : "instruct";
  yield { type: "event", event: { action, actionLabel: label, content: instruction.text } };
  return [{ message: { role: "system", content: instruction.text }, persistent }];
}
