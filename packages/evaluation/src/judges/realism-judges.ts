import type { PresetJudgeOptions } from "./llm-judge.ts";
import { realismLikert, realismScore, realismYesNo } from "./prompts/realism.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

/** Was the dialogue held by people (1) or produced by a machine (0)? */
export class LLMJudgeRealDialog extends LLMJudgeYesNo {
  constructor(options: PresetJudgeOptions = {}) {
    super(options.criterion ?? realismYesNo, options, { name: "llm-judge-real-dialog", direction: "higher" });
  }
}

/** The same on five labelled levels, from 1 (certainly a machine) to 5 (certainly people). */
export class LLMJudgeRealDialogLikertScore extends LLMJudgeScore {
  constructor(options: PresetJudgeOptions = {}) {
    const scale = { min: 1, max: 5, integer: true };
    super(
      options.criterion ?? realismLikert,
      { ...options, ...scale },
      { name: "llm-judge-real-dialog-likert-score" },
    );
  }
}

/** The range of the scores, both ends included. */
export interface RealDialogScoreOptions extends PresetJudgeOptions {
  /** Lowest score; 0 when not given. */
  readonly min?: number | undefined;
  /** Highest score; 10 when not given. */
  readonly max?: number | undefined;
}

/** The same as a whole number in a range of your choice. */
export class LLMJudgeRealDialogScore extends LLMJudgeScore {
  constructor(options: RealDialogScoreOptions = {}) {
    const { min = 0, max = 10 } = options;
    super(
      options.criterion ?? realismScore,
      { ...options, min, max },
      { name: "llm-judge-real-dialog-score" },
    );
  }
}
