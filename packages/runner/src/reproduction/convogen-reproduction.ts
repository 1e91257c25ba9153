import { SDialogError } from "@sdialog/core";
import { type ConvogenExperiment, convogenExperiments } from "./convogen-experiments.ts";
import type { ConvogenTables, ExperimentOutcome } from "./convogen-tables.ts";
import { batchSize, type PlannedExperiment } from "./plan-experiments.ts";

/** What the experiments came to. */
export interface ConvogenReproduction {
  readonly tables: ConvogenTables;
  /** What a reader of the tables has to know. */
  readonly notes: readonly string[];
}

/** Something ended the experiments with which none can go on: a wrong key, a full disk. Has its code, and what there is by then. */
export class ReproductionStoppedError extends SDialogError {
  override readonly name = "ReproductionStoppedError";
  /** Tables and notes of what was made. */
  readonly reproduction: ConvogenReproduction;

  constructor(experiment: string, reproduction: ConvogenReproduction, cause: SDialogError) {
    super(`${experiment} could not be finished: ${cause.message}`, {
      code: cause.code,
      hint: cause.hint,
      cause,
    });
    this.reproduction = reproduction;
  }
}

/** What was asked for, as far as a reader of the tables has to know. */
export interface Asked {
  readonly n: number;
  readonly planned: readonly PlannedExperiment[];
  readonly opener: boolean;
  readonly isJudged: boolean;
  readonly people?: string | undefined;
  readonly pairs?: string | undefined;
  /** Whether it ended before everything was made. */
  readonly interrupted?: boolean | undefined;
}

/** What a reader of the tables has to know. */
export function reproductionNotes(outcomes: readonly ExperimentOutcome[], asked: Asked): readonly string[] {
  const { n, planned, opener, isJudged, people, pairs } = asked;
  const has = (kind: "sampled" | "reused"): boolean =>
    outcomes.some(({ experiment }) => experiment.personas === kind);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
  return [
    ...(asked.interrupted === true ? [interruptionNote(outcomes, planned)] : []),
    ...shortageNotes(planned, n),
    opener ? "The opening line counts as a turn." : "The opening line does not count as a turn.",
    "The paper's words per turn are one word below nW ÷ nT in nine of thirteen rows; nW/nT here is the mean of the quotients.",
    ...(n <= batchSize && planned.some(({ experiment }) => experiment.iterative)
      ? [
          `Iterative sampling draws another example after each ${batchSize} conversations, so that with ${n} it does what a fixed example does.`,
        ]
      : []),
    ...(people === undefined && has("sampled")
      ? ["People are sampled from two dozen that come with the package, not from a hub of personas."]
      : []),
    ...(pairs === undefined && has("reused")
      ? ["Pairs are made of people that come with the package, not taken from PERSONA-CHAT."]
      : []),
    ...(isJudged ? [] : ["There was no judge: Tables IV and VI hold published values only."]),
    ...emptyTableNotes(planned),
    ...(failed > 0 ? [`${failed} conversations failed; the runs' failures.jsonl say why.`] : []),
    ...outcomes.flatMap(({ experiment, judged }) => unjudgedNote(experiment.name, judged)),
  ];
}

/** That experiments have fewer conversations than were asked for, since each pair is used once. */
export function shortageNotes(planned: readonly PlannedExperiment[], n: number): readonly string[] {
  const short = planned.filter((one) => one.n < n);
  if (short.length === 0) return [];
  const names = short.map(({ experiment }) => experiment.name).join(" and ");
  const has = short.length > 1 ? "have" : "has";
  return [
    `${names} ${has} ${short[0]?.n} conversations, not ${n}: each pair is used once, and there are no more. Supply more pairs for the rest.`,
  ];
}

const isOfMadePeople = ({ personas }: ConvogenExperiment): boolean => personas === "generated";

/** That a table has no rows, since none of its experiments was asked for. */
function emptyTableNotes(planned: readonly PlannedExperiment[]): readonly string[] {
  const tables = { IV: isOfMadePeople, VI: (experiment: ConvogenExperiment) => !isOfMadePeople(experiment) };
  return Object.entries(tables).flatMap(([table, isOfTable]) => {
    if (planned.some(({ experiment }) => isOfTable(experiment))) return [];
    const names = convogenExperiments.filter(isOfTable).map(({ name }) => name);
    return [`There is no Table ${table}: none of its experiments (${names.join(", ")}) was asked for.`];
  });
}

function interruptionNote(
  outcomes: readonly ExperimentOutcome[],
  planned: readonly PlannedExperiment[],
): string {
  const made = outcomes.reduce((sum, { dialogs }) => sum + dialogs.length, 0);
  const wanted = planned.reduce((sum, { n }) => sum + n, 0);
  return `This was interrupted at ${made} of ${wanted} conversations: the tables are of these, and the same command carries on.`;
}

function unjudgedNote(name: string, { failed, scores, reason }: ExperimentOutcome["judged"]): string[] {
  if (failed === 0) return [];
  const why = reason === undefined ? "" : `: ${reason}`;
  return [
    `The judge failed on ${failed} of ${failed + scores.length} conversations of ${name}${why}. The same command asks it again.`,
  ];
}
