import "./metrics.ts";

export { cohortDiversity } from "./cohort/cohort-diversity.ts";
export type { CohortDiversity, CohortDiversityOptions, CohortNumber } from "./cohort/cohort-diversity.ts";
export type { AlignmentForm } from "./comparison/alignment.ts";
export type { BehaviourGap } from "./comparison/behaviour-gaps.ts";
export { classifierTest } from "./comparison/classifier-test.ts";
export type { ClassifierTest, ClassifierTestOptions } from "./comparison/classifier-test.ts";
export { compareRealism } from "./comparison/compare-realism.ts";
export type { CompareRealismOptions } from "./comparison/compare-realism.ts";
export type {
  AlignmentValue,
  FeatureComparison,
  HumanLikeness,
  RealismComparison,
  RealismSection,
  NoInterval,
  SideCounts,
} from "./comparison/realism-comparison.ts";
export { coverage, mostDeviations } from "./comparison/coverage.ts";
export type { Coverage, CoverageOptions } from "./comparison/coverage.ts";
export { evaluativeAgreement } from "./comparison/evaluative-agreement.ts";
export type { RatingPair, RatingScale } from "./comparison/evaluative-agreement.ts";
export { gapExamples } from "./comparison/gap-examples.ts";
export type {
  BehaviourExample,
  FingerprintedDialogs,
  GapExamples,
  GapExamplesOptions,
} from "./comparison/gap-examples.ts";
export type { FingerprintRow } from "./comparison/feature-columns.ts";
export { outcomeCalibration } from "./comparison/outcome-calibration.ts";
export type {
  OutcomeCalibration,
  OutcomeCalibrationOptions,
  PairedMeasure,
  PairedMeasureOptions,
  TaskOutcomes,
} from "./comparison/outcome-calibration.ts";
export { userSimIndex } from "./comparison/user-sim-index.ts";
export type { MeasuredOutcomes, UserSimIndex, UserSimPart } from "./comparison/user-sim-index.ts";
export { compareDimensions } from "./dimensions/compare-dimensions.ts";
export type {
  CompareDimensionsOptions,
  DimensionComparison,
  DimensionComparisons,
  DimensionsComparison,
  LabelDistance,
  LabelledConversation,
} from "./dimensions/compare-dimensions.ts";
export { LLMJudgeDimensions } from "./dimensions/dimension-judge.ts";
export type { DimensionJudgeOptions } from "./dimensions/dimension-judge.ts";
export { eightDimensions } from "./dimensions/dimension-set.ts";
export type { TurnDimension, DimensionLabel, DimensionSet } from "./dimensions/dimension-set.ts";
export { labelDialogs } from "./dimensions/label-dialogs.ts";
export type { LabelDialogsOptions, LabelledDialogs } from "./dimensions/label-dialogs.ts";
export { findSurfaceErrors } from "./dimensions/surface-errors.ts";
export type { SurfaceError } from "./dimensions/surface-errors.ts";
export { surfaceLabels } from "./dimensions/surface-labels.ts";
export type { TurnLabels } from "./dimensions/surface-labels.ts";
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
export { judgeCohortDiversity } from "./judges/judge-cohort-diversity.ts";
export type { CohortJudgeOptions, CohortVerdict } from "./judges/judge-cohort-diversity.ts";
export { LLMJudgeUserRubric, userRubrics } from "./judges/user-rubric.ts";
export type { UserRubric, UserRubricJudgeOptions } from "./judges/user-rubric.ts";
export { lexicons } from "./lexicons/lexicons.ts";
export { lexicalFeatures } from "./lexicons/lexicon.ts";
export type { LexicalFeature, Lexicon } from "./lexicons/lexicon.ts";
export { makeReference, parseReference, referenceRows } from "./references/behaviour-reference.ts";
export type { BehaviourReference, MakeReferenceOptions } from "./references/behaviour-reference.ts";
export { loadReference, referenceNames } from "./references/load-reference.ts";
export { renderRealismReport, saveRealismReport } from "./report/realism-report.ts";
export type { RealismReportOptions } from "./report/realism-report.ts";
export { behaviourLabel } from "./report/words.ts";
export { compareDialogs } from "./compare-dialogs.ts";
export type { CompareDialogsOptions, DialogsComparison } from "./compare-dialogs.ts";
export { parseMeasured } from "./comparison/parse-measured.ts";
