import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, InvalidArgumentError, Random, type Seed } from "@sdialog/core";
import { askJudge, judgeOptionNames, judgePrompt } from "@sdialog/evaluation/internal";
import { type JudgeOptions, renderMaterial, type VerdictRecord } from "@sdialog/evaluation/judges";
import * as z from "zod";
import { userTexts } from "../fingerprint/fingerprint.ts";

/** Whose cohort is judged, by whom, and how much of it is shown. */
export interface CohortJudgeOptions extends JudgeOptions {
  /** The users' name, or names, in the dialogues. */
  readonly user: string | readonly string[];
  /** Conversations that are shown, drawn at random. Default: 12. */
  readonly sampleSize?: number | undefined;
  /** Of the drawing. The model's own is `seed` of its settings. Default: 0. */
  readonly sampleSeed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
}

const cohortJudgeOptionNames: OptionNames<CohortJudgeOptions> = {
  user: true,
  sampleSize: true,
  sampleSeed: true,
  signal: true,
  ...judgeOptionNames,
};

/** What a model says of a cohort. */
export interface CohortVerdict {
  /** From 1, everybody is the same user, to 5, as different as people are. */
  readonly diversity: number;
  readonly reason: string;
  /** How many conversations it was shown. */
  readonly n: number;
  readonly record: VerdictRecord;
}

const criterion = `Below is what the users of several conversations wrote, each conversation by itself. Rate how different these users are from each other, in how they open, what they are called, what they care about and how they write: 1: one user with other names and numbers. 2: a few patterns, told again and again. 3: different matters in one voice. 4: different people, with some phrases in common. 5: as different as people are. That they talk about one matter or use one service is no fault.`;

const schema = z.object({
  reason: z.string().describe("What they share and what sets them apart, in at most four sentences"),
  diversity: z.number().int().min(1).max(5),
});

/**
 * How different the users of a cohort are from each other, as a model sees it: the eighth rubric of a simulated user.
 *
 * @throws InvalidArgumentError for fewer than two conversations in which the user speaks
 * @throws StructuredOutputError when no reply of the model fitted within the retries; ModelError when the call failed
 */
export async function judgeCohortDiversity(
  dialogs: readonly Dialog[],
  options: CohortJudgeOptions,
): Promise<CohortVerdict> {
  const {
    user,
    sampleSize = 12,
    sampleSeed = 0,
    signal,
    ...judge
  } = checkOptions("judgeCohortDiversity", options, cohortJudgeOptionNames);
  const spoken = dialogs
    .map((dialog) => userTexts(dialog, { user }).texts)
    .filter((texts) => texts.length > 0);
  if (spoken.length < 2)
    throw new InvalidArgumentError(`A cohort needs at least two users; ${spoken.length} spoke`);
  const shown = new Random(sampleSeed).sample(spoken, sampleSize);
  const material = shown.map((texts, index) => renderMaterial(`user ${index + 1}`, texts));
  const question = {
    name: "verdict",
    messages: judgePrompt.with(judge.prompts?.judge).messages({ criterion, material }),
    schema,
  };
  const { value, record } = await askJudge(judge, question, { signal });
  return { ...value, n: shown.length, record };
}
