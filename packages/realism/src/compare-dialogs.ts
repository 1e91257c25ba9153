import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { meanInterval } from "@sdialog/evaluation/statistics";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { type CohortDiversity, cohortDiversity } from "./cohort/cohort-diversity.ts";
import { compareDimensions, type DimensionsComparison } from "./dimensions/compare-dimensions.ts";
import { LLMJudgeDimensions } from "./dimensions/dimension-judge.ts";
import { labelDialogs } from "./dimensions/label-dialogs.ts";
import { type FingerprintOptions, fingerprintOptionNames, userTexts } from "./fingerprint/fingerprint.ts";
import { judgeCohortDiversity } from "./judges/judge-cohort-diversity.ts";
import { LLMJudgeUserRubric, type UserRubric, userRubrics } from "./judges/user-rubric.ts";

/** Whose words are compared, and by which model. */
export interface CompareDialogsOptions extends FingerprintOptions {
  /** Labels function and state, and rates the simulated users. Without one, nothing is asked of a model. */
  readonly model?: ModelRef | undefined;
  /** Conversations of each side that the model is shown, drawn at random. Default: 30. */
  readonly judged?: number | undefined;
  /** Templates in place of the library's, by which the model is asked: `judge`. */
  readonly prompts?: PromptTexts<"judge"> | undefined;
  /** Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
}

const compareDialogsOptionNames: OptionNames<CompareDialogsOptions> = {
  model: true,
  judged: true,
  prompts: { judge: true },
  seed: true,
  signal: true,
  ...fingerprintOptionNames,
};

/** A mean of a rubric's scores. */
export interface RubricMean {
  /** From 1 to 5; `null` when it applied nowhere. */
  readonly value: number | null;
  readonly interval: Interval | null;
  /** Conversations it applied to. */
  readonly n: number;
}

/** What the words of two sets of conversations say beside their fingerprints. */
export interface DialogsComparison {
  /** Of form in all conversations; `null` without words of people. */
  readonly dimensions: DimensionsComparison | null;
  /** Of function and state in the conversations that a model was shown; `null` without a model or words of people. */
  readonly judgedDimensions: DimensionsComparison | null;
  /** How different users are from each other on either side, at equal numbers. */
  readonly cohort: { readonly real: CohortDiversity | null; readonly simulated: CohortDiversity | null };
  /** The rubrics of the simulated users, the one of the cohort last; `null` without a model. */
  readonly rubrics: Readonly<Record<UserRubric | "diversity", RubricMean>> | null;
}

/**
 * What two sets of conversations say beside their fingerprints: distributions over the eight dimensions, how different
 * the users of either side are from each other, and, with a model, how it rates the simulated ones.
 *
 * @param real `null` for people of whom there are no words, such as a reference
 * @throws StructuredOutputError, ModelError from the model
 */
export async function compareDialogs(
  real: readonly Dialog[] | null,
  simulated: readonly Dialog[],
  options: CompareDialogsOptions = {},
): Promise<DialogsComparison> {
  checkOptions("compareDialogs", options, compareDialogsOptionNames);
  const { model, judged = 30, seed = 0, signal, user, bot, language } = options;
  const whose = { user, bot, language };
  const spoken = (dialogs: readonly Dialog[]): readonly Dialog[] =>
    dialogs.filter((dialog) => userTexts(dialog, whose).texts.length > 0);
  const [people, others] = [real && spoken(real), spoken(simulated)];
  const draw = (dialogs: readonly Dialog[], side: string): readonly Dialog[] =>
    new Random(seed).fork("judged", side).sample(dialogs, judged);
  const form = (dialogs: readonly Dialog[]) => labelDialogs(dialogs, { ...whose, signal });
  const smaller = Math.min(150, others.length, people?.length ?? Infinity);
  const diversity = (dialogs: readonly Dialog[]) =>
    smaller < 2 ? null : cohortDiversity(dialogs, { ...whose, seed, sampleSize: smaller });
  return {
    dimensions:
      people === null || people.length === 0 || others.length === 0
        ? null
        : compareDimensions((await form(people)).conversations, (await form(others)).conversations, { seed }),
    judgedDimensions:
      model === undefined || people === null || people.length === 0 || others.length === 0
        ? null
        : await judgeDimensions(model, draw(people, "real"), draw(others, "simulated"), options),
    cohort: { real: people && (await diversity(people)), simulated: await diversity(others) },
    rubrics:
      model === undefined || others.length === 0
        ? null
        : await rateUsers(model, draw(others, "simulated"), options),
  };
}

/** Who the user of a dialogue is, where names differ from one to the next. */
function userOf(dialog: Dialog, { user, bot }: FingerprintOptions): string | undefined {
  const named = new Set([user ?? bot ?? []].flat().map((name) => name.toLowerCase()));
  return dialog
    .speakers()
    .find((name) =>
      bot === undefined
        ? user === undefined || named.has(name.toLowerCase())
        : !named.has(name.toLowerCase()),
    );
}

/** The dialogues with one name for the user, so that one judge can be asked about all. */
function renamed(dialogs: readonly Dialog[], options: FingerprintOptions): readonly Dialog[] {
  return dialogs.map((dialog) => {
    const name = userOf(dialog, options);
    return name === undefined || name === "User" ? dialog : dialog.renameSpeaker(name, "User");
  });
}

async function judgeDimensions(
  model: ModelRef,
  real: readonly Dialog[],
  simulated: readonly Dialog[],
  options: CompareDialogsOptions,
): Promise<DimensionsComparison> {
  const { seed = 0, signal, language, prompts } = options;
  const judge = new LLMJudgeDimensions({ model, user: "User", prompts });
  const label = async (dialogs: readonly Dialog[]) =>
    (await labelDialogs(renamed(dialogs, options), { user: "User", language, judge, signal })).conversations;
  return compareDimensions(await label(real), await label(simulated), { seed });
}

async function rateUsers(
  model: ModelRef,
  dialogs: readonly Dialog[],
  options: CompareDialogsOptions,
): Promise<NonNullable<DialogsComparison["rubrics"]>> {
  const { seed = 0, signal, prompts } = options;
  const named = renamed(dialogs, options);
  const verdicts = await new LLMJudgeUserRubric({ model, speaker: "User", prompts }).judgeAll(named, {
    signal,
  });
  const mean = (name: UserRubric): RubricMean => {
    const scores = verdicts.flatMap((verdict) => verdict?.[name] ?? []);
    const interval = meanInterval(
      scores.map((score) => [score]),
      { resamples: 1000, level: 0.95, seed },
    );
    return {
      value: scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length,
      interval: interval && { ...interval, low: Math.max(1, interval.low), high: Math.min(5, interval.high) },
      n: scores.length,
    };
  };
  const cohort =
    named.length < 2 ? null : await judgeCohortDiversity(named, { model, user: "User", prompts, signal });
  return {
    ...(Object.fromEntries(
      (Object.keys(userRubrics) as UserRubric[]).map((name) => [name, mean(name)]),
    ) as Record<UserRubric, RubricMean>),
    // One verdict on one cohort has no interval.
    diversity: { value: cohort?.diversity ?? null, interval: null, n: cohort?.n ?? 0 },
  };
}
