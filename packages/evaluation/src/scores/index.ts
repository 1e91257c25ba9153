export {
  BackChannelRateScore,
  FillerWordDensityScore,
  HesitationRateScore,
  QuestionRateScore,
  RepeatedTurnRateScore,
} from "./conversational-scores.ts";
export { DistinctNScore, EadScore } from "./distinct-n.ts";
export type { DistinctNOptions, EadOptions } from "./distinct-n.ts";
export { CompressionRatioScore } from "./compression-ratio-score.ts";
export { HomogenizationScore } from "./homogenization-score.ts";
export { MaasScore } from "./maas.ts";
export { VocdDScore } from "./vocd-d.ts";
export { YulesKScore } from "./yules-k.ts";
export {
  ContaminationScore,
  NearDuplicateScore,
  NearestReferenceScore,
  NoveltyScore,
} from "./reference-scores.ts";
export type { OverlapOptions, ReferenceDuplicateOptions, ReferenceScoreOptions } from "./reference-scores.ts";
export { HddScore } from "./hdd.ts";
export type { HddOptions } from "./hdd.ts";
export { MeanTurnLengthScore, TurnCountScore, TurnLengthScore, WordCountScore } from "./length-scores.ts";
export { matchToolPattern } from "./match-tool-pattern.ts";
export type { ToolPatternMatch } from "./match-tool-pattern.ts";
export { MtldMaScore, MtldScore } from "./mtld.ts";
export type { MtldOptions } from "./mtld.ts";
export {
  AutomatedReadabilityIndexScore,
  ColemanLiauScore,
  DaleChallScore,
  FleschKincaidGradeScore,
  FleschReadingEaseScore,
  GunningFogScore,
  LinsearWriteScore,
  SmogScore,
} from "./readability-scores.ts";
export type { ReadabilityOptions } from "./readability-scores.ts";
export { CostScore, DurationScore, LatencyScore, TokenCountScore } from "./usage-scores.ts";
export type { UsageScoreOptions } from "./usage-scores.ts";
export { SelfBleuScore } from "./self-bleu-score.ts";
export type { SelfBleuOptions } from "./self-bleu-score.ts";
export { SpeakerEntropyScore, SpeakerShareScore, TurnTakingRatioScore } from "./speaker-scores.ts";
export type { SpeakerShareOptions } from "./speaker-scores.ts";
export { TextScore } from "./text-score.ts";
export type { TextScoreOptions } from "./text-score.ts";
export { ToolCallCountScore, ToolSequenceScore } from "./tool-scores.ts";
export type { ToolSequenceOptions } from "./tool-scores.ts";
export { LexicalDiversityScore, MattrScore, MsttrScore } from "./type-token-ratio.ts";
export type { MattrOptions, MsttrOptions } from "./type-token-ratio.ts";
