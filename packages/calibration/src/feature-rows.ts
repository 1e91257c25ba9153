import { featureNames, mostDeviations } from "@sdialog/realism";
import type { Talk } from "./talk.ts";

/** Features of conversations as numbers, standardised by those of reference conversations. */
export type Standardise = (talks: readonly Talk[]) => readonly Float64Array[];

/** Mean 0 and deviation 1 of every feature over the reference, as coverage has it; what is not defined counts as its mean. */
export function standardiser(reference: readonly Talk[]): Standardise {
  const scales = featureNames.map((name) => {
    const values = reference.flatMap(({ fingerprint }) => fingerprint.features[name] ?? []);
    const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
    return { name, mean, deviation: Math.sqrt(variance) };
  });
  return (talks) =>
    talks.map(({ fingerprint }) =>
      Float64Array.from(scales, ({ name, mean, deviation }) => {
        const value = fingerprint.features[name];
        if (value === null) return 0;
        // What nobody varies in says nothing by how much somebody does.
        const far = (value - mean) / (deviation > 0 ? deviation : 1);
        return Math.max(-mostDeviations, Math.min(mostDeviations, far));
      }),
    );
}

export function distance(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += ((a[index] as number) - (b[index] as number)) ** 2;
  return Math.sqrt(sum);
}
