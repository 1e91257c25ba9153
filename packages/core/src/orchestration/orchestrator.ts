import type { DialogEvent } from "../dialog/event.ts";
import type { Instruction } from "../dialog/instruction.ts";
import type { Turn } from "../dialog/turn.ts";
import type { Facts } from "../facts/fact.ts";
import type { Random } from "../random.ts";

/** A rule that steers one speaker by instructing it before it replies. A description: its state lives in the session. */
export interface Orchestrator {
  /** Names the rule in events. */
  readonly label: string;
  /**
   * `false`: an instruction is seen by the model for one reply. `true`: it stays for the rest of the conversation
   * (the same text is never added twice).
   */
  readonly persistent: boolean;
  /** Changes how the speaker's messages are typed, after they were composed and before the others hear them. */
  readonly noise?: TypingNoise | undefined;
  /** Starts the rule's state for one conversation. */
  begin(run: OrchestratorRun): OrchestratorSession;
  /** How the rule is written down beside a persona. */
  toJSON(): unknown;
}

/** The conversation that a rule's state is started for. */
export interface OrchestratorRun {
  /** Name of the speaker being steered. */
  readonly agent: string;
  /** What was recorded for the speaker before, when an earlier dialogue is being continued. */
  readonly past: readonly DialogEvent[];
  /** What the speaker knows, where that is data. */
  readonly facts?: Facts | undefined;
  /** The rule's own random stream for the whole conversation: the same whenever it is held under the same seed. */
  readonly random: Random;
}

/** Changes a text as a hasty or careless writer would. */
export interface TypingNoise {
  /**
   * Words stay as they are spelt, and are only left out or put on other lines: it sees the whole message. From any other,
   * the values of facts are hidden, so that they stay what they are. Default: false.
   */
  readonly keepsSpelling?: boolean | undefined;
  /** @returns the text as sent, with what was done to it as plain JSON */
  apply(
    text: string,
    moment: { readonly speaker: string; readonly index: number; readonly random: Random },
  ): { readonly text: string; readonly record?: Readonly<Record<string, unknown>> | undefined };
}

/** One rule's state during one conversation. A session may answer either moment, or both. */
export interface OrchestratorSession {
  /** Called once before each reply. Returning nothing gives no instruction. */
  instruct?(moment: OrchestratorMoment): InstructionResult | Promise<InstructionResult>;
  /** Called after each tool result, before the model sees it. */
  afterTool?(moment: ToolMoment): InstructionResult | Promise<InstructionResult>;
}

/** What a rule returns: an instruction, just its text, or `undefined` when it has nothing to say. */
export type InstructionResult = string | Instruction | undefined;

/** What a rule can look at. */
export interface OrchestratorMoment {
  /** Name of the speaker being steered. */
  readonly agent: string;
  /** Everything said so far. */
  readonly turns: readonly Turn[];
  /** What the other side just said; empty when the agent itself, or nobody, spoke last. */
  readonly utterance: string;
  /** The rule's own random stream for this turn: the same whenever the turn is taken under the same seed. */
  readonly random: Random;
  /** What the agent would say now if nobody steered it: one extra model call, without tools and without a trace. */
  lookahead(): Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

/** What a rule can look at after a tool was called: the same as before a reply, and the call with its result. */
export interface ToolMoment extends OrchestratorMoment {
  /** The call: what the tool was given and what came back, which is an error's message when `isError`. */
  readonly tool: {
    readonly name: string;
    readonly input: unknown;
    readonly output: string;
    readonly isError: boolean;
  };
}
