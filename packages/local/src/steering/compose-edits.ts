import { dot } from "@sdialog/core/internal";
import type { DirectionEdit } from "./edit.ts";

/** One term of x + Σ (x · read + bias) write. */
export interface Term {
  readonly read: Float64Array;
  readonly bias: number;
  readonly write: Float64Array;
}

/**
 * Several edits, one after another, as one sum of terms over the unedited activations. Each edit is affine along
 * its direction, so their composition is: what a later edit reads, it reads from what the earlier ones wrote.
 */
export function composeEdits(
  edits: readonly Pick<DirectionEdit, "operation" | "direction" | "strength">[],
): readonly Term[] {
  const terms: Term[] = [];
  for (const { operation, direction, strength } of edits) {
    const unit = normalized(direction);
    if (operation === "add") terms.push(constant(direction, strength));
    else {
      const factor = { ablate: -strength, scale: strength - 1, pin: -1 }[operation];
      terms.push(afterTerms(terms, unit, factor));
      if (operation === "pin") terms.push(constant(unit, strength));
    }
  }
  return terms;
}

/** The term that reads `unit` from the stream as `terms` left it and writes it back, multiplied. */
function afterTerms(terms: readonly Term[], unit: Float64Array, factor: number): Term {
  const read = unit.slice();
  let bias = 0;
  for (const term of terms) {
    const overlap = dot(term.write, unit);
    bias += term.bias * overlap;
    for (let index = 0; index < read.length; index++) {
      read[index] = (read[index] as number) + overlap * (term.read[index] as number);
    }
  }
  return { read, bias, write: unit.map((value) => factor * value) };
}

function constant(direction: ArrayLike<number>, strength: number): Term {
  return {
    read: new Float64Array(direction.length),
    bias: 1,
    write: Float64Array.from(direction, (value) => strength * value),
  };
}

function normalized(direction: ArrayLike<number>): Float64Array {
  const wide = Float64Array.from(direction);
  const length = Math.sqrt(dot(wide, wide));
  return wide.map((value) => value / length);
}
