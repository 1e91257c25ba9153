import type { Span } from "./read-lines.ts";

/** Something in a run's folder that is not as it was written. */
export interface Damage {
  /** Name of the file in the run's folder. */
  readonly file: string;
  /** Line, from 1; nothing when the whole file is meant. */
  readonly line?: number | undefined;
  /** The last line, where several that follow each other are damaged in the same way. */
  readonly lastLine?: number | undefined;
  /** How many lines it is, where they are not named one by one. */
  readonly count?: number | undefined;
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
export function countOfDamage({ line = 1, lastLine = line, count = lastLine - line + 1 }: Damage): number {
  return count;
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

  get isEmpty(): boolean {
    return this.#named.length === 0;
  }

  /** What is said of them. */
  list(): readonly Damage[] {
    const [first] = this.#named;
    if (first === undefined || this.#others === 0) return this.#named;
    const count = this.#others;
    const what = count === 1 ? "1 more damaged line" : `${count} more damaged lines`;
    return [...this.#named, { file: first.file, count, problem: `has ${what}` }];
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

  /** How many bytes of a place lie within the ranges. */
  within({ offset, length }: Span): number {
    const end = offset + length;
    let bytes = 0;
    for (let at = this.#firstAfter(offset); at < this.#bounds.length; at += 2) {
      const [from, to] = this.#bounds.slice(at, at + 2) as [from: number, to: number];
      if (from >= end) break;
      bytes += Math.min(to, end) - Math.max(from, offset);
    }
    return bytes;
  }

  /** Where the first range that ends after an offset has its beginning among the bounds. */
  #firstAfter(offset: number): number {
    let [low, high] = [0, this.#bounds.length / 2];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.#bounds[2 * middle + 1] as number) > offset) high = middle;
      else low = middle + 1;
    }
    return 2 * low;
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
