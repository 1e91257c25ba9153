import { InvalidArgumentError } from "@sdialog/core";
import { sha256Hex } from "@sdialog/core/internal";
import { siteName } from "../sites/site.ts";
import { composeEdits, type Term } from "./compose-edits.ts";
import type { Edit } from "./edit.ts";
import { isSelected } from "./token-selector.ts";

/**
 * Which edits act on one token, written so that two tokens have the same mark exactly when they are edited alike.
 * "" when none does.
 */
export type Mark = string;

/** All edits of one request, resolved to the sites of a graph. */
export class SteeringPlan {
  /** Equal for equal edits. "" without any. */
  readonly signature: string;
  readonly #edits: readonly Edit[];
  readonly #tensorsOf: readonly (readonly string[])[];

  /**
   * @param resolve the names of the tensors an edit is about
   * @throws InvalidArgumentError for a direction of length 0 or with numbers that are not finite
   */
  constructor(edits: readonly Edit[], resolve: (edit: Edit) => readonly string[]) {
    for (const edit of edits) assertDirection(edit);
    this.#edits = edits;
    this.#tensorsOf = edits.map(resolve);
    this.signature = edits.length === 0 ? "" : signatureOf(edits);
  }

  /** The mark of a position. */
  mark(position: number, promptLength: number): Mark {
    const acting = this.#edits.map(({ tokens }) => isSelected(tokens, position, promptLength));
    if (!acting.includes(true)) return "";
    return `${this.signature}:${acting.map((each) => (each ? "1" : "0")).join("")}`;
  }

  /** What is done to a tensor at tokens with this mark. */
  terms(tensor: string, mark: Mark): readonly Term[] {
    if (mark === "") return [];
    const acting = mark.slice(mark.indexOf(":") + 1);
    return composeEdits(
      this.#edits.filter((_, index) => acting[index] === "1" && this.#tensorsOf[index]?.includes(tensor)),
    );
  }
}

function assertDirection({ direction, site, operation }: Edit): void {
  let square = 0;
  for (const value of direction) square += value * value;
  if (Number.isFinite(square) && square > 0) return;
  throw new InvalidArgumentError(
    `The direction to ${operation} at ${site} ${square === 0 ? "has length 0" : "holds numbers that are not finite"}`,
    { hint: "A difference of means is 0 when both sets of examples are the same." },
  );
}

function signatureOf(edits: readonly Edit[]): string {
  const all = edits.map(({ site, side, operation, direction, strength, tokens }) => [
    siteName({ path: site, side }),
    operation,
    strength,
    tokens,
    Array.from(direction),
  ]);
  return sha256Hex(JSON.stringify(all)).slice(0, 16);
}
