import type { Random } from "@sdialog/core";
import type { Timing } from "./timing-options.ts";

/** How a turn follows the one before it. */
export interface Transition {
  /** `same`: the same speaker goes on; `interruption`: the one before is cut off. */
  readonly kind: "gap" | "overlap" | "interruption" | "same";
  /** Seconds between the one's end and the other's beginning, or of the overlap: at least 0. */
  readonly seconds: number;
}

/** The shortest overlap that is one, in seconds. */
const shortestOverlap = 0.05;

/**
 * How each turn follows the one before, drawn in advance: as many changes of speaker overlap, or are interruptions,
 * as their shares say. Which ones is chance, and so is whether a part of one is one or none, so that many short dialogues have their
 * share, too.
 *
 * @param speakers who speaks each turn that is heard
 * @param canBeCut whether a turn has anything that could be cut off; the others are interrupted last
 * @returns one transition fewer than there are turns
 */
export function planTransitions(
  speakers: readonly string[],
  timing: Timing,
  random: Random,
  canBeCut: (turn: number) => boolean = () => true,
): Transition[] {
  const follows = speakers.slice(1).map((speaker, index) => speaker === speakers[index]);
  const changes = follows.flatMap((same, index) => (same ? [] : [index]));
  const order = random.fork("which").shuffle(changes);
  // The same for both: no fewer overlaps than interruptions, which are overlaps too.
  const part = random.fork("part").next();
  const countOf = (share: number): number => Math.min(order.length, Math.floor(share * order.length + part));
  const byLength = [...order.filter(canBeCut), ...order.filter((index) => !canBeCut(index))];
  const interrupting = new Set(byLength.slice(0, countOf(timing.interruptions)));
  const overlapping = new Set(
    [...interrupting, ...order.filter((index) => !interrupting.has(index))].slice(0, countOf(timing.overlap)),
  );
  return follows.map((same, index): Transition => {
    const draw = random.fork("offset", index);
    if (same) return { kind: "same", seconds: positive(draw, timing.gap, timing.gapDeviation) };
    if (!overlapping.has(index))
      return { kind: "gap", seconds: positive(draw, timing.gap, timing.gapDeviation) };
    // The magnitude of a normal distribution around 0 has a mean of √(2/π) deviations.
    const length = Math.abs(draw.normal(0, timing.overlapLength * Math.sqrt(Math.PI / 2)));
    const seconds = Math.max(shortestOverlap, Math.min(length, timing.longestOverlap));
    return { kind: interrupting.has(index) ? "interruption" : "overlap", seconds };
  });
}

/** A positive time with that mean and deviation: log-normal, as gaps are skewed to the right (Heldner and Edlund, 2010). */
function positive(random: Random, mean: number, deviation: number): number {
  if (mean === 0 || deviation === 0) return mean;
  const variance = Math.log(1 + (deviation / mean) ** 2);
  return Math.min(10, Math.exp(random.normal(Math.log(mean) - variance / 2, Math.sqrt(variance))));
}
