import { NameCounter } from "@sdialog/core/internal";

/** Gives every dialogue an id of its own, millions of them too. */
export class FreeIds {
  readonly #taken = new NameCounter();
  #size = 0;

  /** How many were given. */
  get size(): number {
    return this.#size;
  }

  /** The id, or when another dialogue has it, one like it that is free. */
  take(id: string | number): string | number {
    let free = id;
    for (let number = 2; this.#taken.get(JSON.stringify(free)) > 0; number++) free = `${id}-${number}`;
    this.#taken.add(JSON.stringify(free));
    this.#size++;
    return free;
  }
}
