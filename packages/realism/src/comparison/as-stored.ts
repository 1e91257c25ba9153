import type { FingerprintRow } from "./feature-columns.ts";
import { featureNames } from "../fingerprint/features.ts";
import type { FeatureValues } from "../fingerprint/fingerprint.ts";

/** A value as a reference stores it. */
export function thousandths(value: number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(value * 1000);
}

/** What a reference says a value is. */
export function fromThousandths(stored: number | null | undefined): number | null {
  return stored === null || stored === undefined ? null : stored / 1000;
}

/**
 * A fingerprint as it comes back from a reference: in thousandths, and without a domain where that has no name. Whoever
 * compares rows takes them so, wherever they are from: a third of one side would otherwise be told from 0.333 of the other.
 */
export function asStored({ features, domain, lexicon }: FingerprintRow): FingerprintRow {
  return {
    domain: domain || null,
    lexicon: lexicon ?? null,
    features: Object.fromEntries(
      featureNames.map((name) => [name, fromThousandths(thousandths(features[name]))]),
    ) as FeatureValues,
  };
}
