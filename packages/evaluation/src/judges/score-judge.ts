import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import { checkCriterion } from "./judge-options.ts";
import {
  type JudgeDefinition,
  judgeDefinitionNames,
  LLMJudge,
  type LLMJudgeOptions,
  llmJudgeOptionNames,
} from "./llm-judge.ts";

/** The range of the scores, both ends included, and whether they are whole numbers. */
export interface LLMJudgeScoreOptions extends LLMJudgeOptions {
  /** Lowest score. Default: 1. */
  readonly min?: number | undefined;
  /** Highest score. Default: 5. */
  readonly max?: number | undefined;
  /** Whether only whole numbers are scores. Default: true. */
  readonly integer?: boolean | undefined;
}

const llmJudgeScoreOptionNames: OptionNames<LLMJudgeScoreOptions> = {
  min: true,
  max: true,
  integer: true,
  ...llmJudgeOptionNames,
};

type ScoreSchema = z.ZodObject<{ score: z.ZodNumber }>;
type ScoreDefinition = Pick<JudgeDefinition<ScoreSchema>, "material" | "tools"> &
  Partial<Pick<JudgeDefinition<ScoreSchema>, "name" | "direction">>;

/**
 * How far does the criterion hold for a dialogue? A number from `min` to `max`; a reply outside is sent back.
 *
 * @throws InvalidArgumentError when the range is empty or unbounded
 */
export class LLMJudgeScore extends LLMJudge<ScoreSchema> {
  readonly min: number;
  readonly max: number;

  constructor(criterion: string, options: LLMJudgeScoreOptions = {}, definition: ScoreDefinition = {}) {
    checkArguments("new LLMJudgeScore", arguments, 3);
    if (new.target === LLMJudgeScore) checkOptions("new LLMJudgeScore", options, llmJudgeScoreOptionNames);
    checkOptions(`The definition of ${new.target.name}`, definition, judgeDefinitionNames);
    checkCriterion(new.target.name, criterion);
    const { min = 1, max = 5, integer = true } = options;
    if (!(Number.isFinite(min) && Number.isFinite(max) && min < max)) {
      throw new InvalidArgumentError(`There are no scores from ${min} to ${max}`, {
        hint: "min must be smaller than max, and both finite.",
      });
    }
    super(
      {
        name: "llm-judge-score",
        direction: "higher",
        ...definition,
        criterion: `${criterion}\n\nThe score is ${integer ? "a whole number" : "a number"} from ${min} to ${max}.`,
        schema: z.object({ score: (integer ? z.number().int() : z.number()).min(min).max(max) }),
        value: ({ score }) => score,
      },
      options,
    );
    this.min = min;
    this.max = max;
  }
}
