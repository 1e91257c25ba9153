import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { sha256Hex } from "./content-hash.ts";
import { InvalidArgumentError } from "./errors/invalid-argument-error.ts";
import { checkArguments, requireArguments } from "./options/check-arguments.ts";

/** Where a random stream starts: any integer or text. */
export type Seed = number | string;

/** @throws InvalidArgumentError for what is neither a number nor a text, and for a number that is not one, or was rounded */
function checkSeed(seed: unknown, what = "A seed"): void {
  if (typeof seed === "string" || (typeof seed === "number" && Math.abs(seed) <= Number.MAX_SAFE_INTEGER))
    return;
  const told =
    typeof seed === "number" || seed === undefined || seed === null ? String(seed) : `a ${typeof seed}`;
  if (typeof seed === "number" && Number.isFinite(seed))
    throw new InvalidArgumentError(
      `${what} that is a number must lie within ±${Number.MAX_SAFE_INTEGER}, and ${told} does not`,
      { hint: "Larger numbers are rounded, and several of them become one: give it as a string." },
    );
  throw new InvalidArgumentError(`${what} must be a number or a string, not ${told}`);
}

/**
 * A seed that is a pure function of `seed` and `labels`, independent of every other label list.
 *
 * @returns an integer in [0, 2³¹), the range every backend's `seed` accepts
 * @throws InvalidArgumentError for a seed or label that is neither text nor a number, since all those would give one seed
 */
export function deriveSeed(seed: Seed, ...labels: readonly (string | number)[]): number {
  checkSeed(seed);
  for (const label of labels) checkSeed(label, "A label of a seed");
  return Number.parseInt(sha256Hex(JSON.stringify([seed, ...labels])).slice(0, 8), 16) & 0x7fffffff;
}

/**
 * A seeded random stream (xoroshiro128+). Nothing in the library reads a global random source: whoever needs
 * chance is handed one of these, and independent parts get independent streams through {@link Random.fork}.
 */
export class Random {
  /** A fork's own is derived when it is first needed: most are made in case that somebody wants chance, and nobody does. */
  #seed: Seed | (() => Seed);
  #made: ReturnType<typeof xoroshiro128plus> | undefined;

  /**
   * The same seed gives the same stream, on every machine.
   * @throws InvalidArgumentError for a number that is not one (NaN, Infinity), since they all would give one stream, and for a bigint
   */
  constructor(seed: Seed) {
    checkArguments("new Random", arguments, 1);
    checkSeed(seed);
    this.#seed = seed;
  }

  /** An independent stream named by `labels`; it does not depend on what was drawn from this one. */
  fork(...labels: readonly (string | number)[]): Random {
    for (const label of labels) checkSeed(label, "A label of a seed");
    const fork = new Random(0);
    fork.#seed = () => deriveSeed(this.#ownSeed, ...labels);
    return fork;
  }

  /** A seed to hand on (to a model call, say) that is a pure function of this stream's seed and `labels`. */
  derive(...labels: readonly (string | number)[]): number {
    return deriveSeed(this.#ownSeed, ...labels);
  }

  get #ownSeed(): Seed {
    if (typeof this.#seed === "function") this.#seed = this.#seed();
    return this.#seed;
  }

  get #generator(): ReturnType<typeof xoroshiro128plus> {
    return (this.#made ??= xoroshiro128plus(deriveSeed(this.#ownSeed)));
  }

  /** A number in [0, 1). */
  next(): number {
    return uniformFloat64(this.#generator);
  }

  /** An integer from `low` to `high`, both included. @throws InvalidArgumentError when there is none */
  integer(low: number, high: number): number {
    checkArguments("Random.integer", arguments, 2);
    if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high) || low > high) {
      throw new InvalidArgumentError(`There is no integer from ${low} to ${high}`);
    }
    return uniformInt(this.#generator, low, high);
  }

  /** True with probability `p`. */
  chance(p: number): boolean {
    checkArguments("Random.chance", arguments, 1);
    return this.next() < p;
  }

  /** One element, each equally likely. @throws InvalidArgumentError when there is none */
  pick<T>(items: readonly T[]): T {
    checkArguments("Random.pick", arguments, 1);
    requireArguments("Random.pick", arguments, 1);
    if (items.length === 0) throw new InvalidArgumentError("Cannot pick from an empty list");
    return items[this.integer(0, items.length - 1)] as T;
  }

  /** One element with probability proportional to its weight. @throws InvalidArgumentError when a weight is negative, or all are 0 */
  weighted<T>(items: readonly T[], weights: readonly number[]): T {
    checkArguments("Random.weighted", arguments, 2);
    requireArguments("Random.weighted", arguments, 2);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    if (
      items.length === 0 ||
      items.length !== weights.length ||
      !(total > 0) ||
      weights.some((weight) => !(weight >= 0))
    ) {
      throw new InvalidArgumentError(
        "There must be one weight per item, none negative, and at least one above 0",
      );
    }
    let rest = this.next() * total;
    for (const [index, weight] of weights.entries()) {
      rest -= weight;
      if (rest < 0) return items[index] as T;
    }
    return items[weights.findLastIndex((weight) => weight > 0)] as T;
  }

  /** A new list with the same elements in random order (Fisher–Yates). */
  shuffle<T>(items: readonly T[]): T[] {
    checkArguments("Random.shuffle", arguments, 1);
    requireArguments("Random.shuffle", arguments, 1);
    const result = [...items];
    for (let last = result.length - 1; last > 0; last--) {
      const other = this.integer(0, last);
      [result[last], result[other]] = [result[other] as T, result[last] as T];
    }
    return result;
  }

  /** `n` different elements in random order (all of them when there are fewer). */
  sample<T>(items: readonly T[], n: number): T[] {
    checkArguments("Random.sample", arguments, 2);
    requireArguments("Random.sample", arguments, 2);
    return this.shuffle(items).slice(0, n);
  }

  /** A standard normal draw (Box–Muller). */
  normal(mean = 0, deviation = 1): number {
    checkArguments("Random.normal", arguments, 2);
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.next());
  }
}
