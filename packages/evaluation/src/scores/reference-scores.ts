import {
  checkCount,
  checkArguments,
  requireOptions,
  checkOptions,
  type OptionNames,
} from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, type JsonObject } from "@sdialog/core";
import type { Assessment, DialogScore } from "../dialog-score.ts";
import { type LookUp, type ReferenceIndex, referenceIndex } from "../text/reference-index.ts";
import { shingleLength, usualThreshold } from "../text/shingles.ts";
import { defaultTokenizer, type Tokenizer } from "../text/tokenizer.ts";

/** What dialogues are looked up in, and what of them. */
export interface ReferenceScoreOptions {
  readonly name?: string | undefined;
  /** What was there before: training data, a benchmark, the dialogues of a seed. */
  readonly reference: readonly Dialog[];
  /**
   * Only what this speaker says, looked up in what anybody says there; n-grams then end with the turn. Otherwise they go on
   * from one turn to the next.
   */
  readonly speaker?: string | undefined;
  readonly tokenizer?: Tokenizer | undefined;
}

/** The same for n-grams of any length. */
export interface OverlapOptions extends ReferenceScoreOptions {
  /** Words per n-gram. */
  readonly n?: number | undefined;
}

/** The same for dialogues as wholes. */
export interface ReferenceDuplicateOptions extends ReferenceScoreOptions {
  /** From which Jaccard similarity of 5-grams on a dialogue counts as the same, in (0, 1]. Default: 0.8. */
  readonly threshold?: number | undefined;
}

const referenceScoreOptionNames: OptionNames<ReferenceScoreOptions> = {
  name: true,
  reference: true,
  speaker: true,
  tokenizer: true,
};
const overlapOptionNames: OptionNames<OverlapOptions> = { n: true, ...referenceScoreOptionNames };
const referenceDuplicateOptionNames: OptionNames<ReferenceDuplicateOptions> = {
  threshold: true,
  ...referenceScoreOptionNames,
};

/** Base of the scores that look a dialogue up in others. A dialogue of the reference itself is looked up in the rest. */
abstract class ReferenceScore implements DialogScore {
  readonly name: string;
  readonly #reference: readonly Dialog[];
  protected readonly look: LookUp;

  constructor(name: string, options: ReferenceScoreOptions, n: number) {
    const { reference, speaker, tokenizer = defaultTokenizer } = options;
    this.name = options.name ?? name;
    checkCount("n", n, 1);
    if (reference.length === 0) {
      throw new InvalidArgumentError(`${this.name} needs dialogues to look in, and the reference has none`);
    }
    this.#reference = reference;
    this.look = { tokenizer, n, speaker };
  }

  get configuration(): JsonObject {
    const { tokenizer, n, speaker } = this.look;
    return {
      tokenizer: tokenizer.name,
      n,
      reference: this.#reference.length,
      ...(speaker === undefined ? {} : { speaker }),
    };
  }

  /** Made when the first dialogue is scored. */
  protected get index(): ReferenceIndex {
    return referenceIndex(this.#reference, this.look);
  }

  abstract score(dialog: Dialog): number | null;
}

/**
 * Contamination: the share of a dialogue's different 13-grams that the reference holds (Brown et al. 2020, arXiv
 * 2005.14165, who removed what shared one), in [0, 1]. `null` for fewer than 13 words.
 */
export class ContaminationScore extends ReferenceScore {
  readonly direction = "lower";

  /** @throws InvalidArgumentError for an `n` that is not a whole number of at least 1, and an empty reference */
  constructor(options: OverlapOptions) {
    checkArguments("new ContaminationScore", arguments, 1);
    checkOptions("new ContaminationScore", options, overlapOptionNames);
    requireOptions("new ContaminationScore", options, ["reference"]);
    super("contamination", options, options.n ?? 13);
  }

  score(dialog: Dialog): number | null {
    return this.index.shared(dialog, this.look);
  }
}

/**
 * Novelty: the share of a dialogue's different 4-grams that the reference nowhere holds (McCoy et al. 2023, arXiv
 * 2111.09509), in [0, 1]. `null` for fewer than four words.
 */
export class NoveltyScore extends ReferenceScore {
  readonly direction = "higher";

  /** @throws InvalidArgumentError for an `n` that is not a whole number of at least 1, and an empty reference */
  constructor(options: OverlapOptions) {
    checkArguments("new NoveltyScore", arguments, 1);
    checkOptions("new NoveltyScore", options, overlapOptionNames);
    requireOptions("new NoveltyScore", options, ["reference"]);
    super("novelty", options, options.n ?? 4);
  }

  score(dialog: Dialog): number | null {
    const shared = this.index.shared(dialog, this.look);
    return shared === null ? null : 1 - shared;
  }
}

/**
 * How like the nearest dialogue of the reference a dialogue is: the Jaccard similarity of their 5-grams, in [0, 1]. Details
 * hold the `nearest` one's id. `null` for fewer than five words.
 */
export class NearestReferenceScore extends ReferenceScore {
  readonly direction = "lower";

  constructor(options: ReferenceScoreOptions) {
    checkArguments("new NearestReferenceScore", arguments, 1);
    checkOptions("new NearestReferenceScore", options, referenceScoreOptionNames);
    requireOptions("new NearestReferenceScore", options, ["reference"]);
    super("nearest-reference", options, shingleLength);
  }

  score(dialog: Dialog): number | null {
    return this.index.nearest(dialog, this.look)?.similarity ?? null;
  }

  assess(dialog: Dialog): Assessment {
    const nearest = this.index.nearest(dialog, this.look);
    if (nearest === null) return { value: null };
    return { value: nearest.similarity, details: { nearest: nearest.id } };
  }
}

/**
 * 1 when a dialogue of the reference says nearly the same: a Jaccard similarity of 5-grams of 0.8 or more (Lee et al. 2022,
 * arXiv 2107.06499); else 0. Details hold the `nearest` one's id and its `similarity`. `null` for fewer than five words.
 */
export class NearDuplicateScore extends ReferenceScore {
  readonly direction = "lower";
  readonly yesNo = true;
  readonly threshold: number;

  /** @throws InvalidArgumentError for a threshold outside (0, 1], and an empty reference */
  constructor(options: ReferenceDuplicateOptions) {
    checkArguments("new NearDuplicateScore", arguments, 1);
    checkOptions("new NearDuplicateScore", options, referenceDuplicateOptionNames);
    requireOptions("new NearDuplicateScore", options, ["reference"]);
    super("near-duplicate", options, shingleLength);
    this.threshold = options.threshold ?? usualThreshold;
    if (!(this.threshold > 0 && this.threshold <= 1)) {
      throw new InvalidArgumentError(`A similarity must be above 0 and at most 1, not ${this.threshold}`);
    }
  }

  override get configuration(): JsonObject {
    return { ...super.configuration, threshold: this.threshold };
  }

  score(dialog: Dialog): number | null {
    return this.assess(dialog).value;
  }

  assess(dialog: Dialog): Assessment & { readonly value: number | null } {
    const nearest = this.index.nearest(dialog, this.look);
    if (nearest === null) return { value: null };
    const { id, similarity } = nearest;
    return { value: Number(similarity >= this.threshold), details: { nearest: id, similarity } };
  }
}
