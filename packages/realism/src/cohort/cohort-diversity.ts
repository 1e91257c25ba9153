import { checkOptions, dot, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { hashingEmbedding } from "@sdialog/evaluation/embeddings";
import { jackknife, selfBleuOf } from "@sdialog/evaluation/internal";
import { vendiScore } from "@sdialog/evaluation/statistics";
import { within01 } from "../comparison/coverage.ts";
import { findDetails } from "../fingerprint/find-details.ts";
import {
  type FingerprintOptions,
  fingerprintOptionNames,
  languageOf,
  userTexts,
} from "../fingerprint/fingerprint.ts";
import { lexicons } from "../lexicons/lexicons.ts";
import { tokenizerOf } from "../lexicons/phrase-matcher.ts";

/** Whose cohort is measured, and how much of it. */
export interface CohortDiversityOptions extends FingerprintOptions {
  /**
   * Conversations that are looked at, drawn at random; diversities depend on how many there are, so compare at equal
   * numbers. Default: 150, or all when there are fewer.
   */
  readonly sampleSize?: number | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
  /** Default: 0.95. */
  readonly level?: number | undefined;
  /** Default: 50. */
  readonly resamples?: number | undefined;
}

const cohortDiversityOptionNames: OptionNames<CohortDiversityOptions> = {
  sampleSize: true,
  seed: true,
  level: true,
  resamples: true,
  ...fingerprintOptionNames,
};

/** A diversity, or its opposite. */
export interface CohortNumber {
  /** `null` when no conversation, or too few, define it. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Conversations it rests on. */
  readonly n: number;
}

/** How different the users of many conversations are from each other. */
export interface CohortDiversity {
  /** Share of the conversations whose opening no other has, capitals, digits and punctuation aside. */
  readonly differentOpenings: CohortNumber;
  /** Self-BLEU of the openings: 1 when all open alike. */
  readonly openingSelfBleu: CohortNumber;
  /** Share of the users who say their name that have the commonest one. */
  readonly commonestName: CohortNumber;
  /** Self-BLEU of all that users write: 1 when all write alike. */
  readonly wordingSelfBleu: CohortNumber;
  /** Vendi score of all that users write, ÷ n: 1 when nobody is like another. */
  readonly vendi: CohortNumber;
  /** How many conversations were looked at. */
  readonly n: number;
}

interface User {
  readonly opening: readonly string[];
  readonly turns: readonly (readonly string[])[];
  readonly name: string | null;
}

type Measure = (indices: Uint32Array) => number;

/**
 * How different the users of many conversations are from each other: openings, names, wording, and everything together as
 * a Vendi score (Friedman & Dieng 2023) of embeddings of shared wording. A simulated cohort that shares its openings and
 * its Alex Chen is one user many times over.
 *
 * @throws InvalidArgumentError for fewer than two conversations in which the user speaks
 */
export async function cohortDiversity(
  dialogs: readonly Dialog[],
  options: CohortDiversityOptions = {},
): Promise<CohortDiversity> {
  checkOptions("cohortDiversity", options, cohortDiversityOptionNames);
  const { sampleSize = 150, seed = 0, level = 0.95, resamples = 50, language = "auto" } = options;
  const spoken = dialogs
    .map((dialog) => userTexts(dialog, options).texts)
    .filter((texts) => texts.length > 0)
    // What is drawn, and the last digit of a sum, depend on the order, which is to make no difference.
    .map((texts) => ({ texts, key: JSON.stringify(texts) }))
    .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
    .map(({ texts }) => texts);
  if (spoken.length < 2)
    throw new InvalidArgumentError(`A cohort needs at least two users; ${spoken.length} spoke`);
  const texts = spoken.length <= sampleSize ? spoken : new Random(seed).sample(spoken, sampleSize);
  const users = texts.map((of) => userOf(of, language));
  const number = (members: readonly number[], measure: Measure): CohortNumber => {
    const within: Measure = (indices) => measure(indices.map((index) => members[index] as number));
    const value = within(Uint32Array.from(members.keys()));
    if (Number.isNaN(value)) return { value: null, interval: null, n: members.length };
    const [interval = null] = jackknife(members.length, [value], (chosen) => [within(chosen)], {
      resamples,
      level,
      seed,
    });
    return { value, interval: interval && within01(interval), n: members.length };
  };
  const all = users.map((_, index) => index);
  const named = all.filter((index) => users[index]?.name !== null);
  const [openings, wordings] = [
    selfBleuOf(
      users.map(({ opening }) => [opening]),
      3,
    ),
    selfBleuOf(
      users.map(({ turns }) => turns),
      3,
    ),
  ];
  return {
    differentOpenings: number(
      all,
      shareAlone(users.map(({ opening }) => opening.join(" ").replaceAll(/\d+/g, "0"))),
    ),
    openingSelfBleu: number(all, (indices) => openings(indices) ?? Number.NaN),
    commonestName: number(named, shareOfCommonest(users.map(({ name }) => name))),
    wordingSelfBleu: number(all, (indices) => wordings(indices) ?? Number.NaN),
    vendi: number(all, await relativeVendi(texts.map((of) => of.join("\n")))),
    n: users.length,
  };
}

function userOf(texts: readonly string[], language: string): User {
  const known = languageOf(texts, language);
  const lexicon = lexicons[known ?? ""] ?? null;
  const turns = texts.map((text) => tokenizerOf(lexicon?.language ?? null).words(text));
  return { opening: turns[0] as readonly string[], turns, name: lexicon && ownName(texts, lexicon) };
}

/** The name that follows "my name is" and the like. */
function ownName(texts: readonly string[], lexicon: NonNullable<(typeof lexicons)[string]>): string | null {
  // Where capitals mark names, those of others stand in the text as well.
  const cued = { ...lexicon, capitalsMarkNames: false };
  for (const text of texts) {
    const name = findDetails(text, cued).find(({ kind }) => kind === "name");
    if (name !== undefined) return name.text.toLowerCase();
  }
  return null;
}

function shareAlone(keys: readonly string[]): Measure {
  return (indices) => {
    const counts = countsOf(indices, keys);
    const alone = Array.from(indices).filter((index) => counts.get(keys[index] as string) === 1).length;
    return alone / indices.length;
  };
}

function shareOfCommonest(names: readonly (string | null)[]): Measure {
  return (indices) =>
    indices.length === 0 ? Number.NaN : Math.max(...countsOf(indices, names).values()) / indices.length;
}

function countsOf<Key>(indices: Uint32Array, keys: readonly Key[]): Map<Key, number> {
  const counts = new Map<Key, number>();
  for (const index of indices) counts.set(keys[index] as Key, (counts.get(keys[index] as Key) ?? 0) + 1);
  return counts;
}

async function relativeVendi(texts: readonly string[]): Promise<Measure> {
  const { vectors } = await hashingEmbedding().embed([...texts]);
  const kernel = vectors.map((a) => Float64Array.from(vectors, (b) => dot(a, b)));
  return (indices) =>
    vendiScore(
      Array.from(indices, (row) => Array.from(indices, (column) => kernel[row]?.[column] as number)),
    ) / indices.length;
}
