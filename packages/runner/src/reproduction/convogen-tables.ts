import { type Dialog, deriveSeed } from "@sdialog/core";
import { type Interval, metricByName } from "@sdialog/evaluation";
import { mean, standardDeviation } from "@sdialog/evaluation/internal";
import { meanInterval } from "@sdialog/evaluation/statistics";
import { type ConvogenExperiment, judgedAspects } from "./convogen-experiments.ts";
import type { Judgement } from "./judge-conversations.ts";
import { humanBaselines, publishedConvogen } from "./published-convogen.ts";

/** A mean over conversations; nothing where nothing was measured. */
export interface Measured {
  readonly mean: number;
  /** Standard deviation of what the conversations are a sample of (÷ n − 1); `null` for one. */
  readonly deviation: number | null;
  /** Of the mean, at 95 %; `null` for fewer than two conversations or no spread. */
  readonly interval: Interval | null;
  readonly n: number;
}

/** A row of a table: what was measured beside what was published. */
export interface TableRow<Ours, Theirs> {
  readonly dataset: string;
  readonly measured: Ours | null;
  readonly published: Theirs | null;
}

/** The paper's tables, each with what was measured beside what was published. */
export interface ConvogenTables {
  /** The experiments, and how many conversations there are. */
  readonly I: readonly (ConvogenExperiment & {
    /** Where the people are from here, which need not be where the paper's are from. */
    readonly source: string;
    readonly n: number;
    readonly failed: number;
    /** How many conversations the paper has, and where its people are from. */
    readonly published: { readonly n: number; readonly source: string };
  })[];
  /** Words, turns and words per turn; `nW/nT` is the mean of the quotients, which the paper's words per turn fall short of by one. */
  readonly III: readonly TableRow<
    Readonly<Record<"nW" | "nT" | "nW/nT", Measured>>,
    Readonly<Record<"nW" | "nT" | "nW/T", number>>
  >[];
  /** Scores of the judge for people who are made up: Q1 to Q9; and how many conversations it failed on. */
  readonly IV: readonly (TableRow<
    Readonly<Record<string, Measured | null>>,
    Readonly<Record<string, number>>
  > & { readonly failed: number })[];
  /** MTLD of each conversation. */
  readonly V: readonly TableRow<Measured, { readonly mean: number; readonly deviation: number }>[];
  /** Scores of the judge for people from elsewhere: Q1 to Q4. */
  readonly VI: ConvogenTables["IV"];
}

/** What an experiment came to. */
export interface ExperimentOutcome {
  readonly experiment: ConvogenExperiment;
  readonly dialogs: readonly Dialog[];
  readonly failed: number;
  /** Where its people are from. */
  readonly source: string;
  /** What the judge said of the conversations; nothing without a judge. */
  readonly judged: Judgement;
}

/**
 * The tables of some experiments.
 * @param withOpener whether the opening line counts as a turn
 */
export function convogenTables(outcomes: readonly ExperimentOutcome[], withOpener: boolean): ConvogenTables {
  const texts = outcomes.map(({ dialogs, ...rest }) => ({
    ...rest,
    dialogs: withOpener ? dialogs : dialogs.map(withoutOpener),
  }));
  const humans = humanBaselines.map((dataset) => ({ dataset, dialogs: [] as readonly Dialog[] }));
  const all = [...humans, ...texts.map(({ experiment, dialogs }) => ({ dataset: experiment.name, dialogs }))];
  return {
    I: outcomes.map(({ experiment, dialogs, failed, source }) => ({
      ...experiment,
      source,
      n: dialogs.length,
      failed,
      published: { n: publishedConvogen[experiment.name]?.n ?? 0, source: experiment.source },
    })),
    III: all.map(({ dataset, dialogs }) => {
      const [nW = 0, nT = 0, perTurn = 0] = publishedConvogen[dataset]?.words ?? [];
      const [words, turns, quotients] = ["word-count", "turn-count", "words-per-turn"].map((metric) =>
        measured(scores(metric, dialogs)),
      );
      return {
        dataset,
        measured: words && turns && quotients ? { nW: words, nT: turns, "nW/nT": quotients } : null,
        published: { nW, nT, "nW/T": perTurn },
      };
    }),
    IV: judgedRows("IV", outcomes),
    V: all.map(({ dataset, dialogs }) => {
      const [average = 0, deviation = 0] = publishedConvogen[dataset]?.mtld ?? [];
      return {
        dataset,
        measured: measured(scores("mtld", dialogs)),
        published: { mean: average, deviation },
      };
    }),
    VI: judgedRows("VI", outcomes),
  };
}

function judgedRows(table: "IV" | "VI", outcomes: readonly ExperimentOutcome[]): ConvogenTables["IV"] {
  const aspects = judgedAspects[table];
  const names = [...aspects.map((_, index) => `Q${index + 1}`), "average"];
  const rows = outcomes.filter(
    ({ experiment }) => (experiment.personas === "generated") === (table === "IV"),
  );
  return rows.map(({ experiment, judged }) => {
    const columns = aspects.map((aspect) => judged.scores.flatMap((row) => row[aspect] ?? []));
    const each = columns.map(measured);
    const found = each.filter((one) => one !== null);
    const average = found.length < aspects.length ? null : measured(averages(judged.scores, aspects));
    const published = publishedConvogen[experiment.name]?.judged;
    return {
      dataset: experiment.name,
      failed: judged.failed,
      measured:
        found.length === 0
          ? null
          : Object.fromEntries(
              names.map((name, at) => [name, at < each.length ? (each[at] ?? null) : average]),
            ),
      published:
        published === undefined
          ? null
          : Object.fromEntries(names.map((name, at) => [name, published[at] as number])),
    };
  });
}

/** The mean of all aspects of each conversation that has them all. */
function averages(judged: Judgement["scores"], aspects: readonly string[]): number[] {
  return judged.flatMap((row) => {
    const all = aspects.flatMap((aspect) => row[aspect] ?? []);
    return all.length < aspects.length ? [] : [mean(all)];
  });
}

function scores(metric: string, dialogs: readonly Dialog[]): number[] {
  const score = metricByName(metric);
  return dialogs.map((dialog) => score.score(dialog)).filter((value) => typeof value === "number");
}

function measured(values: readonly number[]): Measured | null {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return null;
  const units = finite.map((value) => [value]);
  return {
    mean: mean(finite),
    deviation: finite.length < 2 ? null : standardDeviation(finite, true),
    interval: meanInterval(units, { resamples: 1000, level: 0.95, seed: deriveSeed(0, "convogen") }),
    n: finite.length,
  };
}

/** Without what was said by somebody who takes no part. */
function withoutOpener(dialog: Dialog): Dialog {
  const [first] = dialog.turns;
  return first?.speaker === "Moderator" ? dialog.slice(1) : dialog;
}
