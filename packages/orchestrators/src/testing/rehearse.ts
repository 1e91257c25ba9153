import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import {
  type EventDraft,
  type Facts,
  type InstructionResult,
  type Orchestrator,
  type OrchestratorMoment,
  Random,
  type Turn,
} from "@sdialog/core";

/** The scripted conversation that a rule is tried out in. */
export interface RehearseOptions {
  /** Name of the speaker being steered. Default: `Agent`. */
  readonly agent?: string;
  /** Name of the other side. Default: `Other`. */
  readonly other?: string;
  /** Default: 0. */
  readonly seed?: number;
  /** What the speaker answers, by the number of its reply. Default: `Reply 1`, `Reply 2`, … */
  readonly reply?: (index: number) => string;
  /** What the speaker would say if nobody steered it. Default: its next reply. */
  readonly lookahead?: (index: number) => string;
  /** What the speaker knows. */
  readonly facts?: Facts;
}

const rehearseOptionNames: OptionNames<RehearseOptions> = {
  agent: true,
  other: true,
  seed: true,
  reply: true,
  lookahead: true,
  facts: true,
};

/** What a rule had to say before one reply. */
export interface Rehearsed {
  /** The instruction; nothing when the rule kept silent. */
  readonly instruction: string | undefined;
  /** What the speaker was made to say. */
  readonly reply?: string;
  /** Whether the conversation must or may not end with the reply. */
  readonly end?: boolean;
  readonly events: readonly EventDraft[];
}

/**
 * Plays one side of a conversation against a rule, without a model, and returns what the rule said before each reply.
 *
 * @param utterances what the other side says before each reply; for an empty text the speaker goes on by itself
 */
export async function rehearse(
  orchestrator: Orchestrator,
  utterances: readonly string[],
  options: RehearseOptions = {},
): Promise<Rehearsed[]> {
  checkOptions("rehearse", options, rehearseOptionNames);
  const { agent = "Agent", other = "Other", seed = 0, reply = (index) => `Reply ${index + 1}` } = options;
  const { lookahead = reply } = options;
  const session = orchestrator.begin({ agent, past: [], facts: options.facts, random: new Random(seed) });
  const turns: Turn[] = [];
  const rehearsed: Rehearsed[] = [];
  for (const [index, utterance] of utterances.entries()) {
    if (utterance !== "") turns.push({ speaker: other, text: utterance });
    const moment: OrchestratorMoment = {
      agent,
      turns: [...turns],
      utterance,
      random: new Random(seed).fork(index),
      lookahead: () => Promise.resolve(lookahead(index)),
    };
    rehearsed.push(asRehearsed(await session.instruct?.(moment)));
    turns.push({ speaker: agent, text: reply(index) });
  }
  return rehearsed;
}

function asRehearsed(result: InstructionResult): Rehearsed {
  if (result === undefined || typeof result === "string") return { instruction: result, events: [] };
  const { text, reply, end, events = [] } = result;
  return {
    instruction: text === "" ? undefined : text,
    ...(reply === undefined ? {} : { reply }),
    ...(end === undefined ? {} : { end }),
    events,
  };
}
