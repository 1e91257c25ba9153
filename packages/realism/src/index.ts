import "./metrics.ts";

export { behaviourFeatures, featureGroups, featureNames } from "./fingerprint/features.ts";
export type { BehaviourFeature, FeatureGroup, FeatureName } from "./fingerprint/features.ts";
export { findDetails } from "./fingerprint/find-details.ts";
export type { Detail, DetailKind } from "./fingerprint/find-details.ts";
export { fingerprintDialogs } from "./fingerprint/fingerprint-dialogs.ts";
export type {
  DialogFingerprint,
  FingerprintDialogsOptions,
  Fingerprints,
} from "./fingerprint/fingerprint-dialogs.ts";
export { fingerprint } from "./fingerprint/fingerprint.ts";
export type { FeatureValues, Fingerprint, FingerprintOptions } from "./fingerprint/fingerprint.ts";
export { countRepetitions } from "./fingerprint/near-repetition.ts";
export { lexicons } from "./lexicons/lexicons.ts";
export type { LexicalFeature, Lexicon } from "./lexicons/lexicon.ts";
