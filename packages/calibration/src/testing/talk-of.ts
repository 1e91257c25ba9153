import { featureNames, type DialogFingerprint, type FeatureName } from "@sdialog/realism";
import type { Talk } from "../talk.ts";

/** A conversation with just these features, and otherwise nothing to say. */
export function talkOf(
  features: Partial<Record<FeatureName, number | null>>,
  { texts = ["Hello"], goal }: { readonly texts?: readonly string[]; readonly goal?: string } = {},
): Talk {
  const all = Object.fromEntries(featureNames.map((name) => [name, features[name] ?? null]));
  return { fingerprint: { features: all } as unknown as DialogFingerprint, texts, goal };
}
