import { checkOptions, type OptionNames, parseJson, requireArguments } from "@sdialog/core/internal";
import { DataFormatError, Random, type Seed } from "@sdialog/core";
import * as z from "zod";
import { fromThousandths, thousandths } from "../comparison/as-stored.ts";
import type { FingerprintRow } from "../comparison/feature-columns.ts";
import { type FeatureName, featureNames } from "../fingerprint/features.ts";
import type { FeatureValues } from "../fingerprint/fingerprint.ts";

const quantileSchema = z.record(z.string(), z.number());
const summarySchema = z.object({
  /** Conversations that define it. */
  n: z.number().int(),
  mean: z.number().nullable(),
  /** Standard deviation, ÷ (n − 1). */
  deviation: z.number().nullable(),
  /** By percentage: "5", "25", "50", … */
  quantiles: quantileSchema,
});
const domainSchema = z.object({
  n: z.number().int(),
  features: z.record(z.string(), summarySchema),
  /** Pearson's, of each feature with those before it: a triangle in the order of `features`; `null` without spread. */
  correlations: z.array(z.array(z.number().nullable())),
});
const referenceSchema = z.object({
  format: z.literal("sdialog-behaviour-reference"),
  version: z.literal(1),
  name: z.string(),
  /** Where the conversations are from. */
  source: z.string(),
  /** How many conversations the summaries are of. */
  n: z.number().int(),
  /** The lists of words the fingerprints were made with. */
  lexicons: z.array(z.string()),
  features: z.array(z.string()),
  /** All conversations, under "", and each domain. */
  domains: z.record(z.string(), domainSchema),
  /** Fingerprints, of all conversations or of some drawn at random: place of the domain, of the list of words (−1: none), then thousandths. */
  rows: z.array(z.array(z.number().nullable())),
});

/** How people behave, as numbers: summaries by domain and fingerprints, without a word that was said. */
export type BehaviourReference = z.output<typeof referenceSchema>;

/** What a reference is called, and how much of it is kept. */
export interface MakeReferenceOptions {
  readonly name: string;
  /** Where the conversations are from, for whoever reads the numbers. */
  readonly source: string;
  /** Most fingerprints that are kept, drawn at random; summaries are of all. Default: all. */
  readonly rows?: number | undefined;
  /** Of the drawing. Default: 0. */
  readonly seed?: Seed | undefined;
}

const makeReferenceOptionNames: OptionNames<MakeReferenceOptions> = {
  name: true,
  source: true,
  rows: true,
  seed: true,
};

const quantilesKept = [5, 10, 25, 50, 75, 90, 95] as const;

/** A reference from fingerprints, to be kept as JSON. */
export function makeReference(
  fingerprints: readonly FingerprintRow[],
  options: MakeReferenceOptions,
): BehaviourReference {
  const { name, source, rows, seed = 0 } = checkOptions("makeReference", options, makeReferenceOptionNames);
  const domains = [...new Set(fingerprints.flatMap(({ domain }) => domain || []))].sort();
  const lexicons = [...new Set(fingerprints.flatMap(({ lexicon }) => lexicon ?? []))].sort();
  const kept =
    rows === undefined || fingerprints.length <= rows
      ? fingerprints
      : new Random(seed).sample(fingerprints, rows);
  return {
    format: "sdialog-behaviour-reference",
    version: 1,
    name,
    source,
    n: fingerprints.length,
    lexicons,
    features: [...featureNames],
    domains: Object.fromEntries(
      ["", ...domains].map((domain) => [
        domain,
        summarize(domain === "" ? fingerprints : fingerprints.filter((one) => one.domain === domain)),
      ]),
    ),
    rows: kept.map(({ domain, lexicon, features }) => [
      domains.indexOf(domain ?? ""),
      lexicons.indexOf(lexicon ?? ""),
      ...featureNames.map((feature) => thousandths(features[feature])),
    ]),
  };
}

/** The fingerprints of a reference, as comparisons take them. */
export function referenceRows(reference: BehaviourReference): FingerprintRow[] {
  requireArguments("referenceRows", arguments, 1);
  const { domains, lexicons, features, rows } = reference;
  // Sorted as when they were written: of an object's keys, those that are numbers come first.
  const names = Object.keys(domains)
    .filter((domain) => domain !== "")
    .sort();
  return rows.map(([domain, lexicon, ...values]) => ({
    domain: names[domain as number] ?? null,
    lexicon: lexicons[lexicon as number] ?? null,
    features: Object.fromEntries(
      featureNames.map((name) => [name, fromThousandths(values[features.indexOf(name)])]),
    ) as FeatureValues,
  }));
}

/** Reads a reference from JSON. @throws DataFormatError when it is not one */
export function parseReference(json: string, source?: string): BehaviourReference {
  const parsed = referenceSchema.safeParse(parseJson(json));
  if (parsed.success) return parsed.data;
  throw new DataFormatError("It is not a behaviour reference", {
    source,
    hint: "References are written by `sdialog realism --save-reference FILE`.",
    cause: parsed.error,
  });
}

function summarize(rows: readonly FingerprintRow[]): BehaviourReference["domains"][string] {
  const columns = featureNames.map((name) => rows.map(({ features }) => features[name]));
  return {
    n: rows.length,
    features: Object.fromEntries(
      featureNames.map((name, place) => [name, summary(columns[place] as Column)]),
    ),
    correlations: columns.map((column, place) =>
      columns.slice(0, place).map((other) => correlation(column, other)),
    ),
  };
}

type Column = readonly FeatureValues[FeatureName][];

function summary(column: Column): z.output<typeof summarySchema> {
  const sorted = column.filter((value) => value !== null).sort((a, b) => a - b);
  const { mean, deviation } = moments(sorted);
  const at = (percent: number): number => {
    const place = (percent / 100) * (sorted.length - 1);
    const [low, high] = [sorted[Math.floor(place)] as number, sorted[Math.ceil(place)] as number];
    return low + (high - low) * (place - Math.floor(place));
  };
  return {
    n: sorted.length,
    mean: rounded(mean),
    deviation: rounded(deviation),
    quantiles:
      sorted.length === 0
        ? {}
        : Object.fromEntries(quantilesKept.map((percent) => [percent, rounded(at(percent)) as number])),
  };
}

function moments(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (values.length - 1)) };
}

function correlation(a: Column, b: Column): number | null {
  const pairs = a.flatMap((value, row): [number, number][] => {
    const other = b[row] ?? null;
    return value === null || other === null ? [] : [[value, other]];
  });
  const [x, y] = [moments(pairs.map(([of]) => of)), moments(pairs.map(([, of]) => of))];
  const products = pairs.reduce((sum, [u, v]) => sum + (u - x.mean) * (v - y.mean), 0);
  return rounded(products / (pairs.length - 1) / (x.deviation * y.deviation), 2);
}

function rounded(value: number, digits = 4): number | null {
  return Number.isFinite(value) ? Number(value.toFixed(digits)) : null;
}
