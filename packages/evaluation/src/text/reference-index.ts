import type { Dialog } from "@sdialog/core";
import { dialogText } from "./dialog-text.ts";
import { gramSet } from "./shingles.ts";
import type { Tokenizer } from "./tokenizer.ts";

/** What of a dialogue is looked up in a reference. */
export interface LookUp {
  readonly tokenizer: Tokenizer;
  /** Words per n-gram. */
  readonly n: number;
  readonly speaker?: string | undefined;
}

/** The reference dialogue that is most like another. */
export interface Nearest {
  readonly id: number | string;
  /** Jaccard similarity of the n-grams. */
  readonly similarity: number;
}

/**
 * The n-grams of reference dialogues, by which another dialogue is found in them. A dialogue that is itself one of the
 * reference (the same object) is compared with the others.
 */
export class ReferenceIndex {
  readonly #dialogs: readonly Dialog[];
  readonly #places: ReadonlyMap<Dialog, number>;
  /** By n-gram, the dialogues that hold it. */
  readonly #holders = new Map<string, number[]>();
  /** How many different n-grams each dialogue has. */
  readonly #sizes: number[] = [];

  constructor(dialogs: readonly Dialog[], look: Pick<LookUp, "tokenizer" | "n">) {
    this.#dialogs = dialogs;
    this.#places = new Map(dialogs.map((dialog, place) => [dialog, place]));
    for (const [place, dialog] of dialogs.entries()) {
      // A speaker's n-grams end with their turns, those of all go on: both are kept.
      const grams = new Set([...dialogGrams(dialog, look), ...turnGrams(dialog, look)]);
      this.#sizes.push(dialogGrams(dialog, look).size);
      for (const gram of grams) {
        const holders = this.#holders.get(gram);
        if (holders === undefined) this.#holders.set(gram, [place]);
        else holders.push(place);
      }
    }
  }

  /** The share of a dialogue's different n-grams that the reference holds, in [0, 1]; `null` when it has none. */
  shared(dialog: Dialog, look: LookUp): number | null {
    const grams = gramsOf(dialog, look);
    if (grams.size === 0) return null;
    const own = this.#places.get(dialog);
    let shared = 0;
    for (const gram of grams) {
      const holders = this.#holders.get(gram);
      if (holders !== undefined && (holders.length > 1 || holders[0] !== own)) shared++;
    }
    return shared / grams.size;
  }

  /** The reference dialogue nearest to one; `null` when that has no n-gram, or there is no other. */
  nearest(dialog: Dialog, look: LookUp): Nearest | null {
    const grams = gramsOf(dialog, look);
    const own = this.#places.get(dialog);
    const first = own === 0 ? 1 : 0;
    if (grams.size === 0 || this.#dialogs.length <= first) return null;
    const shared = new Map<number, number>();
    for (const gram of grams) {
      for (const holder of this.#holders.get(gram) ?? []) shared.set(holder, (shared.get(holder) ?? 0) + 1);
    }
    let nearest = { place: first, similarity: 0 };
    for (const [place, count] of shared) {
      if (place === own) continue;
      const similarity = count / (grams.size + (this.#sizes[place] as number) - count);
      const nearer = similarity - nearest.similarity;
      if (nearer > 0 || (nearer === 0 && place < nearest.place)) nearest = { place, similarity };
    }
    return { id: (this.#dialogs[nearest.place] as Dialog).id, similarity: nearest.similarity };
  }
}

function gramsOf(dialog: Dialog, look: LookUp): Set<string> {
  return look.speaker === undefined ? dialogGrams(dialog, look) : turnGrams(dialog, look);
}

/** Of all that is said, from one turn to the next: what was copied was copied with what came after. */
function dialogGrams(dialog: Dialog, { tokenizer, n }: Pick<LookUp, "tokenizer" | "n">): Set<string> {
  return gramSet([dialogText(dialog, tokenizer).words], n);
}

function turnGrams(dialog: Dialog, { tokenizer, n, speaker }: LookUp): Set<string> {
  return gramSet(
    dialogText(dialog, tokenizer, speaker).turns.map(({ words }) => words),
    n,
  );
}

const known = new WeakMap<readonly Dialog[], Map<string, ReferenceIndex>>();

/** The index of reference dialogues, made once for a list of them. */
export function referenceIndex(dialogs: readonly Dialog[], look: LookUp): ReferenceIndex {
  const indices = known.get(dialogs) ?? new Map<string, ReferenceIndex>();
  known.set(dialogs, indices);
  const key = `${look.n} ${look.tokenizer.name}`;
  const index = indices.get(key) ?? new ReferenceIndex(dialogs, look);
  indices.set(key, index);
  return index;
}
