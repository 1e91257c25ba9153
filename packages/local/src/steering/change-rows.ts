import { InvalidArgumentError } from "@sdialog/core";
import type { ActivationChange, ChangedPlace, Edit } from "./edit.ts";

/** Activations of some tokens at one tensor, for a function to change. */
export interface RowsToChange {
  /** The number of the edit among a request's. */
  readonly edit: number;
  readonly tensor: string;
  readonly promptLength: number;
  readonly positions: readonly number[];
  /** As many numbers for each position. */
  readonly data: Float32Array;
}

/** What the rows become. Functions do not cross threads, so whoever computes asks whoever has them. */
export type ChangeRows = (rows: RowsToChange) => Promise<Float32Array>;

/** What is added to the activations of one token. */
export interface Addition {
  /** Its place among those fed. */
  readonly token: number;
  readonly values: Float32Array;
}

/** What is added to a tensor, row by row. */
export type Additions = readonly (readonly Addition[])[];

/** The functions among edits, asked where they are. */
export function ownChanges(edits: readonly Edit[]): ChangeRows {
  return async (rows) => {
    const edit = edits[rows.edit];
    if (edit?.operation !== "function") throw new TypeError(`edit ${rows.edit} has no function`);
    return changedRows(edit.change, rows);
  };
}

/** Edits as they cross threads: without their functions. */
export function withoutFunctions(edits: readonly Edit[]): readonly Edit[] {
  return edits.map((edit) =>
    edit.operation === "function" ? { ...edit, change: undefined as never } : edit,
  );
}

/**
 * What a function makes of the rows.
 * @throws InvalidArgumentError when it does not return as many finite numbers as it was given; whatever it throws
 */
async function changedRows(change: ActivationChange, rows: RowsToChange): Promise<Float32Array> {
  const { tensor, promptLength, positions, data } = rows;
  const width = data.length / positions.length;
  const changed = new Float32Array(data.length);
  for (const [row, position] of positions.entries()) {
    const place: ChangedPlace = { tensor, position, promptLength };
    const result: unknown = await change(data.slice(row * width, (row + 1) * width), place);
    changed.set(checked(result, width, place), row * width);
  }
  return changed;
}

function checked(result: unknown, width: number, { tensor, position }: ChangedPlace): ArrayLike<number> {
  const values = result as ArrayLike<number> | null | undefined;
  const isList = Array.isArray(values) || (ArrayBuffer.isView(values) && !(values instanceof DataView));
  const found = !isList
    ? `it returned ${values === undefined ? "nothing" : typeof values}`
    : values.length !== width
      ? `it returned ${values.length} numbers`
      : Array.prototype.every.call(values, Number.isFinite)
        ? undefined
        : "some that it returned are not";
  if (found === undefined) return values as ArrayLike<number>;
  throw new InvalidArgumentError(
    `A function that changes activations returns ${width} finite numbers; for position ${position} of ${tensor} ${found}`,
    { hint: "Return the array that was given, changed, or a new one of its length." },
  );
}
