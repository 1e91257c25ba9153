import "./metrics.ts";

export type { AlignmentForm } from "./comparison/alignment.ts";
export type { BehaviourGap } from "./comparison/behaviour-gaps.ts";
export { classifierTest } from "./comparison/classifier-test.ts";
export type { ClassifierTest, ClassifierTestOptions } from "./comparison/classifier-test.ts";
export { compareRealism } from "./comparison/compare-realism.ts";
export type {
  AlignmentValue,
  CompareRealismOptions,
  FeatureComparison,
  HumanLikeness,
  RealismComparison,
  RealismSection,
  SideCounts,
} from "./comparison/compare-realism.ts";
export { coverage } from "./comparison/coverage.ts";
export type { Coverage, CoverageOptions } from "./comparison/coverage.ts";
export { gapExamples } from "./comparison/gap-examples.ts";
export type {
  BehaviourExample,
  FingerprintedDialogs,
  GapExamples,
  GapExamplesOptions,
} from "./comparison/gap-examples.ts";
export type { FingerprintRow } from "./comparison/feature-columns.ts";
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
export { makeReference, parseReference, referenceRows } from "./references/behaviour-reference.ts";
export type { BehaviourReference, MakeReferenceOptions } from "./references/behaviour-reference.ts";
export { loadReference, referenceNames } from "./references/load-reference.ts";
export { renderRealismReport, saveRealismReport } from "./report/realism-report.ts";
export type { RealismReportOptions } from "./report/realism-report.ts";
