import type { Features } from "./dimension.ts";

/**
 * Stored personas as a table of numbers, for the distance to the nearest of many: how many dimensions differ or are told
 * of only one; dimensions in `priority` count twice.
 */
export class FeatureIndex {
  readonly #columns = new Map<string, { readonly at: number; readonly codes: Map<string, number> }>();
  readonly #priority: ReadonlySet<string>;
  #weights = new Uint8Array(64);
  /** Row after row, `#weights.length` cells each; 0: nothing told. */
  #cells = new Uint16Array(0);
  #rows = 0;

  constructor(stored: Iterable<Features> = [], priority: ReadonlySet<string> = new Set()) {
    this.#priority = priority;
    for (const features of stored) this.add(features);
  }

  add(features: Features): void {
    const row = this.#encode(features);
    const stride = this.#weights.length;
    const end = (this.#rows + 1) * stride;
    if (end > this.#cells.length) {
      const larger = new Uint16Array(Math.max(end, 2 * this.#cells.length));
      larger.set(this.#cells);
      this.#cells = larger;
    }
    this.#cells.set(row, this.#rows * stride);
    this.#rows++;
  }

  /** The distance to the nearest stored persona; infinite when there is none. */
  nearest(features: Features): number {
    const row = this.#encode(features);
    const used = this.#columns.size;
    const [cells, weights] = [this.#cells, this.#weights];
    let least = Infinity;
    for (let start = 0, end = this.#rows * weights.length; start < end; start += weights.length) {
      let distance = 0;
      for (let column = 0; column < used; column++)
        if (row[column] !== cells[start + column]) distance += weights[column] as number;
      if (distance < least) least = distance;
    }
    return least;
  }

  /** A number per dimension, in the order in which dimensions were first seen. */
  #encode(features: Features): Uint16Array {
    const told = Object.entries(features).map(([name, value]) => {
      const { at, codes } = this.#columns.get(name) ?? this.#newColumn(name);
      const code = codes.get(value) ?? codes.size + 1;
      codes.set(value, code);
      return [at, code] as const;
    });
    const row = new Uint16Array(this.#weights.length);
    for (const [at, code] of told) row[at] = code;
    return row;
  }

  #newColumn(name: string) {
    const column = { at: this.#columns.size, codes: new Map<string, number>() };
    this.#columns.set(name, column);
    if (column.at === this.#weights.length) this.#widen();
    this.#weights[column.at] = this.#priority.has(name) ? 2 : 1;
    return column;
  }

  #widen(): void {
    const stride = this.#weights.length;
    const weights = new Uint8Array(2 * stride);
    weights.set(this.#weights);
    const cells = new Uint16Array(2 * this.#cells.length);
    for (let row = 0; row < this.#rows; row++)
      cells.set(this.#cells.subarray(row * stride, (row + 1) * stride), row * 2 * stride);
    this.#weights = weights;
    this.#cells = cells;
  }
}
