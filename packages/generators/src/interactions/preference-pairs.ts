import { checkOptions } from "@sdialog/core/internal";
import { type Interaction, interactionStop } from "./interaction.ts";
import {
  type SampleMessage,
  messagesSample,
  type TrainingSampleOptions,
  trainingSampleOptionNames,
} from "./training-samples.ts";

/** Two answers to one prompt, the better one first: a row for preference training. */
export interface PreferenceSample {
  /** What was said before the two answers. */
  readonly prompt: readonly SampleMessage[];
  /** The better answer. */
  readonly chosen: readonly SampleMessage[];
  /** The worse answer. */
  readonly rejected: readonly SampleMessage[];
}

/**
 * Pairs of answers to the same words of the same person. An answer is better when its conversation ended with the
 * person satisfied and the other's did not, or took fewer answers to get there; equally good ones make no pair. Such
 * conversations come from several runs under one seed with different assistants.
 */
export function preferencePairs(
  interactions: Iterable<Interaction>,
  options: TrainingSampleOptions = {},
): PreferenceSample[] {
  checkOptions("preferencePairs", options, trainingSampleOptionNames);
  const groups = new Map<string, Interaction[]>();
  for (const interaction of interactions) {
    if (interaction.num_turns === 0) continue;
    const { persona_id: persona, messages } = interaction;
    const key = JSON.stringify([persona, messages[0]?.content]);
    groups.set(key, [...(groups.get(key) ?? []), interaction]);
  }
  return [...groups.values()].flatMap((group) =>
    group.flatMap((one, index) => group.slice(index + 1).flatMap((other) => pairOf(one, other, options))),
  );
}

function pairOf(one: Interaction, other: Interaction, options: TrainingSampleOptions): PreferenceSample[] {
  const difference = answersNeeded(one) - answersNeeded(other);
  if (difference === 0 || Number.isNaN(difference)) return [];
  const [better, worse] = difference < 0 ? [one, other] : [other, one];
  const { messages: chosen } = messagesSample(better, options);
  const { messages: rejected } = messagesSample(worse, options);
  const fork = chosen.findIndex(({ content }, at) => content !== rejected[at]?.content);
  const answers = [chosen[fork], rejected[fork]];
  // Where the two conversations part, both must have an answer: a difference in what the user says is to no assistant's credit.
  if (!answers.every((message) => message?.role === "assistant")) return [];
  const [best, worst] = answers as [SampleMessage, SampleMessage];
  return [{ prompt: chosen.slice(0, fork), chosen: [best], rejected: [worst] }];
}

/** Answers until the person was satisfied; infinitely many when it never was. */
function answersNeeded(interaction: Interaction): number {
  return interactionStop(interaction) === "satisfied" ? interaction.num_turns : Infinity;
}
