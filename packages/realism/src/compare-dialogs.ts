import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Dialog, Random, type Seed } from "@sdialog/core";
import type { Interval } from "@sdialog/evaluation";
import { mapConcurrently } from "@sdialog/evaluation/internal";
import { meanInterval } from "@sdialog/evaluation/statistics";
import type { ModelRef, PromptTexts } from "@sdialog/llm";
import { type CohortDiversity, cohortDiversity } from "./cohort/cohort-diversity.ts";
import { compareDimensions, type DimensionsComparison } from "./dimensions/compare-dimensions.ts";
import { LLMJudgeDimensions } from "./dimensions/dimension-judge.ts";
import { labelDialogs, readOrNull } from "./dimensions/label-dialogs.ts";
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
  /** Replies of the model that could not be read: what they were about is left out of what it judged. */
  readonly unreadReplies: number;
}

/**
 * What two sets of conversations say beside their fingerprints: distributions over the eight dimensions, how different
 * the users of either side are from each other, and, with a model, how it rates the simulated ones.
 *
 * @param real `null` for people of whom there are no words, such as a reference
 * @throws ModelError from the model; a reply of it that cannot be read is left out and counted
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
    dialogs
      .filter((dialog) => userTexts(dialog, whose).texts.length > 0)
      // What is drawn, and the last digit of a sum, depend on the order, which is to make no difference.
      .map((dialog) => ({ dialog, key: JSON.stringify([dialog.id, dialog.turns.map(({ text }) => text)]) }))
      .sort((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)))
      .map(({ dialog }) => dialog);
  const [people, others] = [real && spoken(real), spoken(simulated)];
  const draw = (dialogs: readonly Dialog[], side: string): readonly Dialog[] =>
    new Random(seed).fork("judged", side).sample(dialogs, judged);
  const form = (dialogs: readonly Dialog[]) => labelDialogs(dialogs, { ...whose, signal });
  const smaller = Math.min(150, others.length, people?.length ?? Infinity);
  const diversity = (dialogs: readonly Dialog[]) =>
    smaller < 2 ? null : cohortDiversity(dialogs, { ...whose, seed, sampleSize: smaller });
  let unreadReplies = 0;
  const unread = (count: number): void => void (unreadReplies += count);
  const found = {
    dimensions:
      people === null || people.length === 0 || others.length === 0
        ? null
        : compareDimensions((await form(people)).conversations, (await form(others)).conversations, { seed }),
    judgedDimensions:
      model === undefined || people === null || people.length === 0 || others.length === 0
        ? null
        : await judgeDimensions(model, [draw(people, "real"), draw(others, "simulated")], options, unread),
    cohort: { real: people && (await diversity(people)), simulated: await diversity(others) },
    rubrics:
      model === undefined || others.length === 0
        ? null
        : await rateUsers(model, draw(others, "simulated"), options, unread),
  };
  return { ...found, unreadReplies };
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
  [real, simulated]: readonly [readonly Dialog[], readonly Dialog[]],
  options: CompareDialogsOptions,
  unread: (count: number) => void,
): Promise<DimensionsComparison> {
  const { seed = 0, signal, language, prompts } = options;
  const judge = new LLMJudgeDimensions({ model, user: "User", prompts });
  const label = async (dialogs: readonly Dialog[]) => {
    const settings = { user: "User", language, judge, signal };
    const { conversations, unreadReplies } = await labelDialogs(renamed(dialogs, options), settings);
    unread(unreadReplies);
    return conversations;
  };
  return compareDimensions(await label(real), await label(simulated), { seed });
}

async function rateUsers(
  model: ModelRef,
  dialogs: readonly Dialog[],
  options: CompareDialogsOptions,
  unread: (count: number) => void,
): Promise<NonNullable<DialogsComparison["rubrics"]>> {
  const { seed = 0, signal, prompts } = options;
  const named = renamed(dialogs, options);
  const judge = new LLMJudgeUserRubric({ model, speaker: "User", prompts });
  const read = await mapConcurrently(named, (dialog) => readOrNull(judge.judgeAll([dialog], { signal })), {
    concurrency: 8,
    signal,
  });
  const verdicts = read.flatMap((one) => one ?? []);
  unread(read.filter((one) => one === null).length);
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
    named.length < 2
      ? null
      : await readOrNull(judgeCohortDiversity(named, { model, user: "User", prompts, signal }));
  if (named.length >= 2 && cohort === null) unread(1);
  return {
    ...(Object.fromEntries(
      (Object.keys(userRubrics) as UserRubric[]).map((name) => [name, mean(name)]),
    ) as Record<UserRubric, RubricMean>),
    // One verdict on one cohort has no interval.
    diversity: { value: cohort?.diversity ?? null, interval: null, n: cohort?.n ?? 0 },
  };
}
