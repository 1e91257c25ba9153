import { behaviourFeatures, type FeatureName } from "../fingerprint/features.ts";
import type { FeatureValues } from "../fingerprint/fingerprint.ts";

/** A fingerprint as comparisons take it; those of `fingerprintDialogs` are such. */
export interface FingerprintRow {
  readonly features: FeatureValues;
  readonly domain?: string | null | undefined;
  /** Which lists of words it was made with. */
  readonly lexicon?: string | null | undefined;
}

/** One feature of many conversations: values and bins; NaN and −1 where it is not defined. */
export interface FeatureColumn {
  readonly name: FeatureName;
  readonly values: Float64Array;
  readonly bins: Int8Array;
  /** How many values are defined. */
  readonly n: number;
}

/** The features of fingerprints, each by itself, in the order of `behaviourFeatures`. */
export function featureColumns(rows: readonly FingerprintRow[]): readonly FeatureColumn[] {
  return behaviourFeatures.map(({ name, edges }) => {
    const values = Float64Array.from(rows, ({ features }) => features[name] ?? Number.NaN);
    return {
      name,
      values,
      bins: Int8Array.from(values, (value) => (Number.isNaN(value) ? -1 : binOf(edges, value))),
      n: values.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0),
    };
  });
}

/** The bin of a value: the last edge it reaches. */
export function binOf(edges: readonly number[], value: number): number {
  let bin = edges.length - 1;
  while (bin > 0 && value < (edges[bin] as number)) bin--;
  return bin;
}
