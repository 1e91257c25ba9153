import { contentId, DataFormatError, InvalidArgumentError, Random } from "@sdialog/core";
import { checkArguments, fieldWords, type OptionNames, checkOptions } from "@sdialog/core/internal";
import * as z from "zod";
import { defaultDimensions } from "./default-dimensions.ts";
import { type Dimension, dimensionRecordSchema, type Features } from "./dimension.ts";
import { FeatureIndex } from "./feature-index.ts";
import { dimensionNamed, randomSampling, type Sampling } from "./sampling.ts";

type Bounds = readonly [least: number, most: number];

/** What personas of a bank are made of, and how unlike each other they must be. */
export interface PersonaBankOptions {
  /** Default: 33 dimensions that ship. */
  readonly dimensions?: readonly Dimension[] | undefined;
  /** Default: {@link randomSampling}. */
  readonly sampling?: Sampling | undefined;
  /** How many dimensions a persona has. Default: 15 to all of them. */
  readonly features?: Bounds | undefined;
  /** How many constraint dimensions a persona has. Default: 5 to 20. */
  readonly constraints?: Bounds | undefined;
  /** In how many dimensions a persona must differ from every stored one. Default: 3. */
  readonly distance?: number | undefined;
  /** Dimensions that every persona has a value of, besides those that say so themselves. */
  readonly required?: readonly string[] | undefined;
  /** Dimensions that count twice in the distance. */
  readonly priority?: readonly string[] | undefined;
  /** How often somebody too much like a stored one is drawn again; the most unlike then stays. Default: 49. */
  readonly retries?: number | undefined;
}

const personaBankOptionNames: OptionNames<PersonaBankOptions> = {
  dimensions: true,
  sampling: true,
  features: true,
  constraints: true,
  distance: true,
  required: true,
  priority: true,
  retries: true,
};

/** A persona of a bank: a value for each of its features, and how unlike the stored ones it is. */
export interface BankPersona {
  /** Follows from the features. */
  readonly id: string;
  /** Number in the sequence of the seed. */
  readonly index: number;
  readonly features: Features;
  /** To the nearest stored persona; infinite for the first. */
  readonly distance: number;
  /** False when no draw was far enough from what is stored; the farthest one was taken. */
  readonly diverse: boolean;
}

/**
 * Makes people by drawing from dimensions. Persona number `i` is a function of the seed, `i` and the personas before
 * it, so a run that goes on with what is stored continues the sequence instead of starting it again.
 */
export class PersonaBank {
  readonly dimensions: readonly Dimension[];
  readonly #options: {
    readonly sampling: Sampling;
    readonly features: Bounds;
    readonly constraints: Bounds;
    readonly distance: number;
    readonly retries: number;
  };
  readonly #priority: ReadonlySet<string>;

  /** @throws InvalidArgumentError for bounds that cannot be met, or a dimension that is not there */
  constructor(options: PersonaBankOptions = {}) {
    checkArguments("new PersonaBank", arguments, 1);
    checkOptions("new PersonaBank", options, personaBankOptionNames);
    this.dimensions = withRequired(options.dimensions ?? defaultDimensions, options.required ?? []);
    const all = this.dimensions.length;
    const {
      sampling = randomSampling(),
      features = [Math.min(15, all), all],
      constraints = [5, 20],
      distance = 3,
      retries = 49,
    } = options;
    const constraintCount = this.dimensions.filter(({ constraint }) => constraint).length;
    if (
      features[0] > all ||
      features[0] > features[1] ||
      constraints[0] > Math.min(constraintCount, features[1]) ||
      constraints[0] > constraints[1] ||
      retries < 0
    ) {
      throw new InvalidArgumentError(
        `A bank of ${all} dimensions, ${constraintCount} of them constraints, cannot give ${features.join(" to ")} features with ${constraints.join(" to ")} constraints`,
      );
    }
    this.#options = { sampling, features, constraints, distance, retries };
    this.#priority = new Set(options.priority);
  }

  /** A bank from data, for example a parsed YAML list of dimensions, ours or PersonaGym's. @throws DataFormatError naming the wrong place */
  static from(
    data: unknown,
    options: Omit<PersonaBankOptions, "dimensions"> = {},
    source?: string,
  ): PersonaBank {
    checkOptions("PersonaBank.from", options, {
      retries: true,
      sampling: true,
      features: true,
      constraints: true,
      distance: true,
      required: true,
      priority: true,
    });
    const parsed = z.array(dimensionRecordSchema).min(1).safeParse(data);
    if (!parsed.success)
      throw new DataFormatError(`not a list of dimensions: ${z.prettifyError(parsed.error)}`, { source });
    return new PersonaBank({ ...options, dimensions: parsed.data });
  }

  /** Personas number `stored.length` up to, not including, `n`. */
  *generate(options: {
    readonly n: number;
    readonly seed: number;
    readonly stored?: readonly Features[];
  }): Generator<BankPersona, void, void> {
    const {
      n,
      seed,
      stored = [],
    } = checkOptions("PersonaBank.generate", options, { n: true, seed: true, stored: true });
    const known = [...stored];
    const near = new FeatureIndex(known, this.#priority);
    const random = new Random(seed);
    for (let index = stored.length; index < n; index++) {
      const persona = this.#one(random.fork("persona", index), index, known, near);
      known.push(persona.features);
      near.add(persona.features);
      yield persona;
    }
  }

  #one(random: Random, index: number, stored: readonly Features[], near: FeatureIndex): BankPersona {
    const { retries, distance: wanted } = this.#options;
    let best: { readonly features: Features; readonly distance: number } | undefined;
    for (let attempt = 0; attempt <= retries; attempt++) {
      const features = this.#draw(random.fork("attempt", attempt), stored);
      const distance = near.nearest(features);
      if (best === undefined || distance > best.distance) best = { features, distance };
      if (best.distance >= wanted) break;
    }
    const { features, distance } = best as NonNullable<typeof best>;
    return { id: contentId(features), index, features, distance, diverse: distance >= wanted };
  }

  #draw(random: Random, stored: readonly Features[]): Features {
    const { sampling, features, constraints } = this.#options;
    const drawn: Record<string, string> = { ...sampling.sample(this.dimensions, random, stored) };
    for (const { name, values, required } of this.dimensions)
      if (required) drawn[name] ??= random.pick(values);
    const kept = new Set([
      ...(sampling.keeps ?? []),
      ...this.dimensions.filter(({ required }) => required).map(({ name }) => name),
    ]);
    fit(drawn, this.dimensions.filter(isConstraint), constraints, kept, random);
    // The number of constraints is settled by now: only the others are added or removed.
    const settled = new Set([...kept, ...this.dimensions.filter(isConstraint).map(({ name }) => name)]);
    fit(drawn, this.dimensions, features, settled, random, (dimension) => !isConstraint(dimension));
    return Object.fromEntries(
      this.dimensions.flatMap(({ name }) => (drawn[name] === undefined ? [] : [[name, drawn[name]]])),
    );
  }
}

function withRequired(dimensions: readonly Dimension[], names: readonly string[]): readonly Dimension[] {
  for (const name of names) dimensionNamed(dimensions, name);
  return dimensions.map((dimension) =>
    names.includes(dimension.name) ? { ...dimension, required: true } : dimension,
  );
}

function isConstraint({ constraint }: Dimension): boolean {
  return constraint;
}

/** Adds or removes dimensions at random until the number of `counted` ones that are drawn is within bounds. */
function fit(
  drawn: Record<string, string>,
  counted: readonly Dimension[],
  [least, most]: Bounds,
  kept: ReadonlySet<string>,
  random: Random,
  mayAdd: (dimension: Dimension) => boolean = () => true,
): void {
  const count = (): number => counted.filter(({ name }) => drawn[name] !== undefined).length;
  for (const { name, values } of random.shuffle(counted.filter(mayAdd))) {
    if (count() >= least) break;
    drawn[name] ??= random.pick(values);
  }
  for (const { name } of random.shuffle(counted)) {
    if (count() <= most) break;
    if (!kept.has(name)) delete drawn[name];
  }
}

/** Features as lines, the way a prompt wants them. */
export function describeFeatures(features: Features): string {
  return Object.entries(features)
    .map(([name, value]) => `Your ${fieldWords(name)}: ${value}`)
    .join("\n");
}
