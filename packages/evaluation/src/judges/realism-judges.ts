import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { presetJudgeOptionNames } from "./llm-judge.ts";
import type { PresetJudgeOptions } from "./llm-judge.ts";
import { LLMJudgeScore } from "./score-judge.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

const signs = `Look at both sides before you decide.
Signs of people talking: turns that answer what was just said; wishes, feelings and misunderstandings that come from somewhere; speech that is cut short, corrected on the way, loose in its grammar where talk is loose; speakers who stay themselves; details nobody would invent for a script.
Signs of a machine: turns that are all alike in length and shape; politeness and summaries at every step; both speakers using the same polished voice; nothing ever unclear, refused, forgotten or interrupted; an ending in which everything is thanked for and settled; phrases about being an assistant; facts that drift or contradict each other.
Length proves nothing: many real conversations are short. A short dialogue is judged by what there is of it.`;

/** Criterion of {@link LLMJudgeRealDialog}. */
const realismYesNo = `Decide whether this dialogue was held by people (positive) or produced by a machine (not positive).
${signs}
Answer positive only if the signs of people outweigh the others.`;

/** Criterion of {@link LLMJudgeRealDialogLikertScore}. */
const realismLikert = `Rate how likely it is that this dialogue was held by people rather than produced by a machine.
${signs}
1: certainly a machine. 2: rather a machine. 3: the signs balance. 4: rather people. 5: certainly people.`;

/** Criterion of {@link LLMJudgeRealDialogScore}; the range is stated with the answer. */
const realismScore = `Rate how likely it is that this dialogue was held by people rather than produced by a machine. The lowest score means certainly a machine, the highest certainly people, the middle that the signs balance.
${signs}`;

/** Was the dialogue held by people (1) or produced by a machine (0)? */
export class LLMJudgeRealDialog extends LLMJudgeYesNo {
  constructor(options: PresetJudgeOptions = {}) {
    checkArguments("new LLMJudgeRealDialog", arguments, 1);
    checkOptions("new LLMJudgeRealDialog", options, presetJudgeOptionNames);
    super(options.criterion ?? realismYesNo, options, { name: "llm-judge-real-dialog", direction: "higher" });
  }
}

/** The same on five labelled levels, from 1 (certainly a machine) to 5 (certainly people). */
export class LLMJudgeRealDialogLikertScore extends LLMJudgeScore {
  constructor(options: PresetJudgeOptions = {}) {
    checkArguments("new LLMJudgeRealDialogLikertScore", arguments, 1);
    checkOptions("new LLMJudgeRealDialogLikertScore", options, presetJudgeOptionNames);
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
  /** Lowest score. Default: 0. */
  readonly min?: number | undefined;
  /** Highest score. Default: 10. */
  readonly max?: number | undefined;
}

const realDialogScoreOptionNames: OptionNames<RealDialogScoreOptions> = {
  min: true,
  max: true,
  ...presetJudgeOptionNames,
};

/** The same as a whole number in a range of your choice. */
export class LLMJudgeRealDialogScore extends LLMJudgeScore {
  constructor(options: RealDialogScoreOptions = {}) {
    checkArguments("new LLMJudgeRealDialogScore", arguments, 1);
    checkOptions("new LLMJudgeRealDialogScore", options, realDialogScoreOptionNames);
    const { min = 0, max = 10 } = options;
    super(
      options.criterion ?? realismScore,
      { ...options, min, max },
      { name: "llm-judge-real-dialog-score" },
    );
  }
}
