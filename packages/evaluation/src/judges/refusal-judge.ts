import type { PresetJudgeOptions } from "./llm-judge.ts";
import { refusal } from "./prompts/refusal.ts";
import { LLMJudgeYesNo } from "./yes-no-judge.ts";

/** Does a speaker refuse what another asks for (1) or not (0)? */
export class LLMJudgeRefusal extends LLMJudgeYesNo {
  constructor(options: PresetJudgeOptions = {}) {
    super(options.criterion ?? refusal, options, { name: "llm-judge-refusal" });
  }
}
