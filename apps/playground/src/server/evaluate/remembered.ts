import { randomUUID } from "node:crypto";
import { InvalidArgumentError } from "@sdialog/core";

const most = 10;

/** The comparisons that were made last, for their plots and reports. */
export class Remembered<Comparison> {
  readonly #comparisons = new Map<string, Comparison>();

  /** @returns the name it is found by */
  add(comparison: Comparison): string {
    const id = randomUUID();
    this.#comparisons.set(id, comparison);
    const [oldest] = this.#comparisons.keys();
    if (this.#comparisons.size > most && oldest !== undefined) this.#comparisons.delete(oldest);
    return id;
  }

  /** @throws InvalidArgumentError when others were made since */
  find(id: string): Comparison {
    const comparison = this.#comparisons.get(id);
    if (comparison === undefined)
      throw new InvalidArgumentError("This comparison has been forgotten; make it again");
    return comparison;
  }
}
