import { InvalidArgumentError } from "@sdialog/core";
import { dot, sha256Hex } from "@sdialog/core/internal";
import { siteName } from "../sites/site.ts";
import { composeEdits, type Term } from "./compose-edits.ts";
import type { Addition, ChangeRows } from "./change-rows.ts";
import type { DirectionEdit, Edit } from "./edit.ts";
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
  readonly #functions: SteeringFunctions | undefined;
  readonly #terms = new Map<string, readonly Term[]>();

  /**
   * @param resolve the names of the tensors an edit is about
   * @param functions needed when functions are among the edits
   * @throws InvalidArgumentError for a direction of length 0 or with numbers that are not finite
   */
  constructor(
    edits: readonly Edit[],
    resolve: (edit: Edit) => readonly string[],
    functions?: SteeringFunctions,
  ) {
    for (const edit of edits) if (edit.operation !== "function") assertDirection(edit);
    this.#edits = edits;
    this.#tensorsOf = edits.map(resolve);
    this.#functions = functions;
    this.signature = edits.length === 0 ? "" : signatureOf(edits);
  }

  /** The mark of a position. */
  mark(position: number, promptLength: number): Mark {
    const acting = this.#edits.map(({ tokens }) => isSelected(tokens, position, promptLength));
    if (!acting.includes(true)) return "";
    return `${this.signature}:${acting.map((each) => (each ? "1" : "0")).join("")}`;
  }

  /**
   * What is done to a tensor at tokens with this mark; nothing where functions change them: then {@link additions} does all.
   * Where the same edits act, the terms are the same objects.
   */
  terms(tensor: string, mark: Mark): readonly Term[] {
    if (this.hasFunction(tensor, mark)) return [];
    const edits = this.#at(tensor, mark).filter(isAlongDirection);
    const key = edits.map((edit) => this.#edits.indexOf(edit)).join(" ");
    const known = this.#terms.get(key);
    if (known !== undefined) return known;
    const terms = composeEdits(edits);
    this.#terms.set(key, terms);
    return terms;
  }

  /** Whether functions change a tensor at tokens with this mark. */
  hasFunction(tensor: string, mark: Mark): boolean {
    return this.#at(tensor, mark).some(({ operation }) => operation === "function");
  }

  /**
   * What all edits, functions and others, add to a tensor at the tokens of one sequence.
   * @param activations before any edit, as many for each token
   * @param first position of the first token
   */
  async additions(
    tensor: string,
    activations: Float32Array,
    first: number,
    marks: readonly Mark[],
  ): Promise<readonly Addition[]> {
    const width = activations.length / marks.length;
    const rows = marks.map((mark, token) => {
      const before = activations.subarray(token * width, (token + 1) * width);
      return { token, edits: new Set(this.#at(tensor, mark)), before, now: before.slice() };
    });
    for (const [number, edit] of this.#edits.entries()) {
      const edited = rows.filter(({ edits }) => edits.has(edit));
      if (edited.length === 0) continue;
      if (edit.operation !== "function") {
        const terms = composeEdits([edit]);
        for (const { now } of edited) applyTerms(terms, now);
        continue;
      }
      if (this.#functions === undefined)
        throw new TypeError("there are edits by functions here, and no functions to call");
      const { change, promptLength } = this.#functions;
      const data = new Float32Array(edited.length * width);
      for (const [index, { now }] of edited.entries()) data.set(now, index * width);
      const positions = edited.map(({ token }) => first + token);
      const changed = await change({ edit: number, tensor, promptLength, positions, data });
      for (const [index, { now }] of edited.entries())
        now.set(changed.subarray(index * width, (index + 1) * width));
    }
    return rows
      .filter(({ edits }) => edits.size > 0)
      .map(({ token, before, now }) => ({
        token,
        values: now.map((value, index) => value - (before[index] as number)),
      }));
  }

  /** The edits of a tensor at tokens with this mark, in their order. */
  #at(tensor: string, mark: Mark): readonly Edit[] {
    if (mark === "") return [];
    const acting = mark.slice(mark.indexOf(":") + 1);
    return this.#edits.filter(
      (_, index) => acting[index] === "1" && this.#tensorsOf[index]?.includes(tensor),
    );
  }
}

/** How functions among the edits are asked. */
export interface SteeringFunctions {
  readonly change: ChangeRows;
  readonly promptLength: number;
}

function isAlongDirection(edit: Edit): edit is DirectionEdit {
  return edit.operation !== "function";
}

function applyTerms(terms: readonly Term[], row: Float32Array): void {
  const before = row.slice();
  for (const { read, bias, write } of terms) {
    const factor = dot(read, before) + bias;
    for (let index = 0; index < row.length; index++)
      row[index] = (row[index] as number) + factor * (write[index] as number);
  }
}

function assertDirection({ direction, site, operation }: DirectionEdit): void {
  let square = 0;
  for (const value of direction) square += value * value;
  if (Number.isFinite(square) && square > 0) return;
  throw new InvalidArgumentError(
    `The direction to ${operation} at ${site} ${square === 0 ? "has length 0" : "holds numbers that are not finite"}`,
    { hint: "A difference of means is 0 when both sets of examples are the same." },
  );
}

/** What a function does is not known, so the edits of one request with functions are equal to those of no other. */
let requestsWithFunctions = 0;

function signatureOf(edits: readonly Edit[]): string {
  if (!edits.every(isAlongDirection)) return `functions-${++requestsWithFunctions}`;
  const all = edits.map(({ site, side, operation, direction, strength, tokens }) => [
    siteName({ path: site, side }),
    operation,
    strength,
    tokens,
    Array.from(direction),
  ]);
  return sha256Hex(JSON.stringify(all)).slice(0, 16);
}
