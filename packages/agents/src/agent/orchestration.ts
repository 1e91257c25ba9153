import { instructionMessage } from "@sdialog/llm/internal";
import {
  type DialogEvent,
  type Facts,
  type InstructionResult,
  type Orchestrator,
  type OrchestratorMoment,
  type OrchestratorSession,
  type Random,
  SDialogError,
} from "@sdialog/core";
import type { Message } from "@sdialog/llm";
import type { ReplyEvent, ToldInstruction, View } from "../participant.ts";
import type { UsedTool } from "../tools/used-tool.ts";

interface Rule {
  readonly orchestrator: Orchestrator;
  readonly session: OrchestratorSession;
}

/** What a rule wants of the speaker's next message. */
export interface Guidance {
  /** The instruction as the model gets it. */
  readonly message?: Message | undefined;
  /** Whether the instruction stays for the rest of the conversation. */
  readonly persistent: boolean;
  /** Said word for word. */
  readonly reply?: string | undefined;
  /** Whether the conversation must (`true`) or may not (`false`) end with this message. */
  readonly end?: boolean | undefined;
}

/** The rules of one agent in one conversation. */
export class Orchestration {
  readonly #agent: string;
  readonly #rules: readonly Rule[];
  readonly #random: Random;

  constructor(
    agent: string,
    orchestrators: readonly Orchestrator[],
    random: Random,
    past: readonly DialogEvent[],
    facts?: Facts,
  ) {
    this.#agent = agent;
    this.#random = random;
    this.#rules = orchestrators.map((orchestrator, index) => ({
      orchestrator,
      session: orchestrator.begin({ agent, past, facts, random: random.fork("orchestrator", index) }),
    }));
  }

  /** What all rules, in the order they were attached, have to say before a reply. */
  async *beforeReply(
    view: View,
    lookahead: () => Promise<string>,
    signal?: AbortSignal,
  ): AsyncGenerator<ReplyEvent, Guidance[], void> {
    const moment = this.#moment(view, lookahead, signal);
    const guidance: Guidance[] = [];
    for (const [index, { orchestrator, session }] of this.#rules.entries()) {
      const random = this.#random.fork("orchestrator", index, view.turns.length);
      const result = await ask(orchestrator, signal, () => session.instruct?.({ ...moment, random }));
      guidance.push(...(yield* announce(orchestrator, result)));
    }
    return guidance;
  }

  /** What the rules have to say about a tool's result. */
  async *afterTool(
    used: UsedTool,
    view: View,
    lookahead: () => Promise<string>,
    signal?: AbortSignal,
  ): AsyncGenerator<ReplyEvent, Guidance[], void> {
    const moment = this.#moment(view, lookahead, signal);
    const guidance: Guidance[] = [];
    for (const [index, { orchestrator, session }] of this.#rules.entries()) {
      const random = this.#random.fork("orchestrator", index, view.turns.length, "tool", used.name);
      const afterTool = () => session.afterTool?.({ ...moment, random, tool: used });
      const result = await ask(orchestrator, signal, afterTool);
      guidance.push(...(yield* announce(orchestrator, result)));
    }
    return guidance;
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

/** Asks a rule; when it throws, the error says which rule it was. */
async function ask(
  { label }: Orchestrator,
  signal: AbortSignal | undefined,
  speak: () => InstructionResult | Promise<InstructionResult>,
): Promise<InstructionResult> {
  try {
    return await speak();
  } catch (cause) {
    if (signal?.aborted === true || SDialogError.isInstance(cause)) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new SDialogError(`The orchestrator "${label}" failed: ${what}`, {
      code: "orchestrator_failed",
      cause,
    });
  }
}

function* announce(
  { label, persistent }: Pick<Orchestrator, "label" | "persistent">,
  result: InstructionResult,
): Generator<ReplyEvent, Guidance[], void> {
  const instruction = typeof result === "string" ? { text: result } : result;
  if (instruction === undefined) return [];
  const { text = "", reply, end, events = [] } = instruction;
  for (const event of events) yield { type: "event", event };
  const note = (kind: string, content: string): ReplyEvent => ({
    type: "event",
    event: { action: `instruct${kind}`, actionLabel: label, content },
  });
  const told = text.trim() !== "";
  if (told) yield note(persistent ? "-persist" : "", text);
  if (reply !== undefined) yield note("-reply", reply);
  if (end !== undefined) yield note("-end", end ? "end now" : "do not end yet");
  const message = told ? instructionMessage(text) : undefined;
  return [{ message, persistent, reply, end }];
}

/** What whoever asks for a reply wants of it, recorded as the instructions of rules are. */
export function* announceTold(
  told: readonly ToldInstruction[] = [],
): Generator<ReplyEvent, Guidance[], void> {
  const guidance: Guidance[] = [];
  for (const { text, persist } of told)
    guidance.push(...(yield* announce({ label: "instruct", persistent: persist }, text)));
  return guidance;
}
