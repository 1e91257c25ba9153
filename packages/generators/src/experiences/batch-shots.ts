import type { Random } from "@sdialog/core";
import type { ExampleHub, HubExample } from "./example-hub.ts";
import { type GeneratedExperience, withoutOrigin } from "./experience.ts";

/** What the experiences of a batch are made from. */
export interface BatchShot {
  /** The example all of them are shown. */
  readonly shot: HubExample;
  readonly taken: ExampleHub["taken"];
  /** All that the hub held then: what is made should be like none of them. */
  readonly examples: readonly HubExample[];
}

/**
 * The example of each batch. Those of the first batches are drawn at once from the hub as it is; each further one when
 * the results before it are known, from a hub in which they are. So the examples follow from hub, seed and results alone,
 * and are the same after an interruption.
 */
export class BatchShots {
  readonly #shots: BatchShot[] = [];
  readonly #hub: ExampleHub;
  readonly #batch: number;
  readonly #random: (number: number) => Random;

  /** @param options.batches how many draw from the hub as it is, which counts their uses */
  constructor(
    hub: ExampleHub,
    options: {
      readonly batches: number;
      readonly batch: number;
      readonly random: (number: number) => Random;
    },
  ) {
    this.#batch = options.batch;
    this.#random = options.random;
    for (let number = 0; number < options.batches; number++)
      this.#shots.push(drawn(hub, this.#random(number)));
    this.#hub = hub.copy();
  }

  /** @param inherited the experiences made so far, by number */
  of(number: number, inherited: ReadonlyMap<number, unknown> = new Map()): BatchShot {
    for (let next = this.#shots.length; next <= number; next++) {
      if (next > 0) this.#learn(next - 1, inherited);
      this.#shots.push(drawn(this.#hub, this.#random(next)));
    }
    return this.#shots[number] as BatchShot;
  }

  #learn(batch: number, inherited: ReadonlyMap<number, unknown>): void {
    for (let index = batch * this.#batch; index < (batch + 1) * this.#batch; index++) {
      const made = inherited.get(index) as GeneratedExperience | undefined;
      if (made === undefined) continue;
      this.#hub.add(withoutOrigin(made), made.parentShot);
    }
  }
}

function drawn(hub: ExampleHub, random: Random): BatchShot {
  return { shot: hub.draw(random), taken: hub.taken, examples: hub.examples };
}
