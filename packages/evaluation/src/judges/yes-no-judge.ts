import { checkArguments, checkOptions } from "@sdialog/core/internal";
import * as z from "zod";
import { type JudgeDefinition, LLMJudge, type LLMJudgeOptions, llmJudgeOptionNames } from "./llm-judge.ts";

const yesNoSchema = z.object({
  positive: z.boolean().describe("Whether the criterion is met"),
});

type YesNoDefinition = Pick<JudgeDefinition<typeof yesNoSchema>, "material" | "direction" | "tools"> &
  Partial<Pick<JudgeDefinition<typeof yesNoSchema>, "name">>;

/**
 * Does the criterion hold for a dialogue? As a score 1 or 0, so that its mean over a dataset is a frequency.
 *
 * @example `new LLMJudgeYesNo("Does the customer say thanks?", { name: "thanks", feedback: true })`
 */
export class LLMJudgeYesNo extends LLMJudge<typeof yesNoSchema> {
  readonly yesNo = true;

  constructor(criterion: string, options: LLMJudgeOptions = {}, definition: YesNoDefinition = {}) {
    checkArguments("new LLMJudgeYesNo", arguments, 3);
    if (new.target === LLMJudgeYesNo) checkOptions("new LLMJudgeYesNo", options, llmJudgeOptionNames);
    super(
      {
        name: "llm-judge-yes-no",
        ...definition,
        criterion,
        schema: yesNoSchema,
        value: ({ positive }) => (positive ? 1 : 0),
      },
      options,
    );
  }
}
