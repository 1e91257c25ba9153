export type { VerdictRecord } from "./ask-judge.ts";
export type { GEvalChain } from "./geval/geval-chain.ts";
export { GEval } from "./geval/geval.ts";
export type { GEvalOptions, GEvalVerdict } from "./geval/geval.ts";
export { LLMJudgeGroundedness } from "./geval/groundedness-judge.ts";
export type {
  GroundednessAspect,
  GroundednessOptions,
  GroundednessVerdict,
} from "./geval/groundedness-judge.ts";
export { scoreProbabilities } from "./geval/score-distribution.ts";
export type { ScoreDistribution } from "./geval/score-distribution.ts";
export {
  LLMJudgeCompleteness,
  LLMJudgeKnowledgeRetention,
  LLMJudgeTopicAdherence,
  LLMJudgeTurnRelevancy,
} from "./conversation-judges.ts";
export { LLMJudgeLineToLine, LLMJudgePromptToLine } from "./persona-consistency-judges.ts";
export type { TurnJudgeOptions } from "./persona-consistency-judges.ts";
export { LLMJudgePersonaQa } from "./persona-qa-judge.ts";
export type { PersonaAnswer } from "./persona-qa-judge.ts";
export { LLMJudgeTurnInference } from "./turn-inference-judge.ts";
export type { TurnInference } from "./turn-inference-judge.ts";
export { LLMJudgeTurns } from "./turn-judge.ts";
export type { TurnJudgeDefinition, TurnVerdicts } from "./turn-judge.ts";
export { LLMJudgeGoalSuccess } from "./goal-success-judge.ts";
export type { GoalSuccessJudgeOptions } from "./goal-success-judge.ts";
export type { JudgeMaterial } from "./judge-messages.ts";
export type { JudgeOptions } from "./judge-options.ts";
export { LLMJudge } from "./llm-judge.ts";
export type { JudgeDefinition, LLMJudgeOptions, PresetJudgeOptions, Verdict } from "./llm-judge.ts";
export { LLMJudgePairwise } from "./pairwise-judge.ts";
export type { PairwiseJudgeOptions, PairwiseVerdict, Preference } from "./pairwise-judge.ts";
export { LLMJudgePersonaAdherence, LLMJudgePersonaAttributes } from "./persona-judges.ts";
export type { PersonaJudgeOptions } from "./persona-judges.ts";
export {
  LLMJudgeRealDialog,
  LLMJudgeRealDialogLikertScore,
  LLMJudgeRealDialogScore,
} from "./realism-judges.ts";
export type { RealDialogScoreOptions } from "./realism-judges.ts";
export { LLMJudgeRefusal } from "./refusal-judge.ts";
export { LLMJudgeScore } from "./score-judge.ts";
export type { LLMJudgeScoreOptions } from "./score-judge.ts";
export { renderMaterial, renderTranscript } from "./transcript.ts";
export { LLMJudgeYesNo } from "./yes-no-judge.ts";

// The judges judged
export { examineJudge } from "./laboratory/examine-judge.ts";
export type {
  JudgeExamination,
  JudgeExaminationOptions,
  JudgeStatistic,
  LabelledDialog,
} from "./laboratory/examine-judge.ts";
export { tournament } from "./laboratory/tournament.ts";
export type { NamedVerdict, Tournament } from "./laboratory/tournament.ts";
