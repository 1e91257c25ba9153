import type { Span } from "./read-lines.ts";

/** Something in a run's folder that is not as it was written. */
export interface Damage {
  /** Name of the file in the run's folder. */
  readonly file: string;
  /** Line, from 1; nothing when the whole file is meant. */
  readonly line?: number | undefined;
  /** The last line, where several that follow each other are damaged in the same way. */
  readonly lastLine?: number | undefined;
  /** What is wrong, as the end of a sentence whose beginning is the place. */
  readonly problem: string;
}

/** Damage of lines. */
export type LineDamage = Damage & { readonly line: number };

/** `dialogues.jsonl:3 is not JSON`, `usage.jsonl:3-7, each of which is not JSON` */
export function describeDamage({ file, line, lastLine, problem }: Damage): string {
  if (line === undefined) return `${file} ${problem}`;
  return lastLine === undefined
    ? `${file}:${line} ${problem}`
    : `${file}:${line}-${lastLine}, each of which ${problem}`;
}

/** How many lines it is; 1 where a whole file is damaged. */
export function countOfDamage({ line = 1, lastLine = line }: Damage): number {
  return lastLine - line + 1;
}

/** So many damaged places of a file are named; of a file with more, the others are counted. */
const mostNamed = 1000;

/**
 * The damaged lines of one file, in little memory however many there are: a file may be nothing else.
 */
export class DamagedLines {
  readonly #named: Damage[] = [];
  #others = 0;
  /** Where they lie. */
  readonly bytes = new ByteRanges();

  /** Takes a damaged line, for `onDamage` of `readRows`. */
  readonly add = (damage: LineDamage, place: Span): void => {
    if (this.#named.length < mostNamed) this.#named.push(damage);
    else this.#others += countOfDamage(damage);
    this.bytes.add(place);
  };

  /** How many lines they are. */
  get count(): number {
    return this.#named.reduce((sum, one) => sum + countOfDamage(one), this.#others);
  }

  get isEmpty(): boolean {
    return this.#named.length === 0;
  }

  /** What is said of them. */
  list(): readonly Damage[] {
    const [first] = this.#named;
    if (first === undefined || this.#others === 0) return this.#named;
    return [...this.#named, { file: first.file, problem: `has ${this.#others} more damaged lines` }];
  }
}

/** Parts of a file, which are added in their order. */
export class ByteRanges {
  /** Where each begins and ends, one after another. */
  readonly #bounds: number[] = [];

  add({ offset, length }: Span): void {
    const bounds = this.#bounds;
    if (bounds.at(-1) === offset) bounds[bounds.length - 1] = offset + length;
    else bounds.push(offset, offset + length);
  }

  /** A cutter of bytes that come in pieces, from the first on: which of them lie within the ranges, and which do not. */
  cutter(): (piece: Buffer) => { readonly within: readonly Buffer[]; readonly beside: readonly Buffer[] } {
    let [at, next] = [0, 0];
    return (piece) => {
      const parts: [beside: Buffer[], within: Buffer[]] = [[], []];
      for (let from = 0; from < piece.length;) {
        // Beginnings have even places, ends odd ones: before an end is within.
        const bound = this.#bounds[next] ?? Number.POSITIVE_INFINITY;
        const to = Math.min(piece.length, bound - at);
        if (to > from) parts[next % 2]?.push(piece.subarray(from, to));
        from = to;
        if (at + from === bound) next++;
      }
      at += piece.length;
      return { beside: parts[0], within: parts[1] };
    };
  }
}
