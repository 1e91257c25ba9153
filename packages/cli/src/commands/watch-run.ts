import { counted, visibleText } from "@sdialog/core/internal";
import { join, resolve } from "node:path";
import { SDialogError } from "@sdialog/core";
import { describeMissed } from "@sdialog/voice/recipe";
import type { RunEvent, RunFindings, RunOutcomes, RunSummary, RunVoice } from "@sdialog/runner";
import { goOn, goOnRaising, ranAt, type RunAt, unfinished, waysOn } from "./left-to-do.ts";
import { type FailOn, refuseFaults } from "../terminal/fail-on-option.ts";
import { shellWord } from "../terminal/shell-word.ts";
import { begun } from "../terminal/begun.ts";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { printNote, callable, printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** Codes of the errors that say what a run came to, as opposed to those that kept it from being made. */
export const runOutcomeCodes: ReadonlySet<string> = new Set([
  "tasks_failed",
  "tasks_pending",
  "budget_spent",
  "outcomes_missed",
  "not_spoken",
  "results_cut",
  "results_faulty",
]);

/** What {@link watchRun} does with what a run came to. */
export interface WatchRunOptions {
  /** Printed as JSON, or handed on to whoever prints several as one. Default: printed for people. */
  readonly json?: boolean | ((summary: RunSummary) => void) | undefined;
  readonly failOn?: FailOn | undefined;
  /** Which part of a run it is, where it is one: the run's folder, and of how many parts. */
  readonly partOf?: { readonly run: string; readonly of: number } | undefined;
}

/**
 * Shows a run while it goes on, and its outcome.
 * @throws SDialogError when the run is over: as {@link unfinished}, `not_spoken`, `outcomes_missed`, and as
 *   {@link refuseFaults}
 */
export async function watchRun(
  terminal: Terminal,
  { json = false, failOn, partOf }: WatchRunOptions,
  start: (listener: (event: RunEvent) => void) => Promise<RunSummary>,
): Promise<void> {
  let bar: Progress | undefined;
  let kind = "";
  const { fallsShort, spentBudget } = await import("@sdialog/runner");
  try {
    const summary = await begun(start, (event) => {
      if (event.type === "notice") printNote(terminal, terminal.color.yellow(visibleText(event.message)));
      if (event.type === "start") {
        kind = event.kind;
        bar = startProgress(terminal, event.name, event.progress.total, "tasks");
      }
      if (event.type === "voice") {
        if (event.done === 1) {
          bar?.stop();
          bar = startProgress(terminal, "spoken", event.of, "dialogues");
        }
        bar?.update(event.done, "");
      }
      if (event.type === "start" || event.type === "task") {
        const { done, failed, tokensPerSecond, usage } = event.progress;
        bar?.update(
          done + failed,
          `${Math.round(tokensPerSecond)} tokens/s${usage.cost === undefined ? "" : ` · $${usage.cost.toFixed(2)}`}`,
        );
      }
    });
    bar?.stop();
    const run = partOf?.run ?? summary.folder;
    const at = { ...(await ranAt(resolve(terminal.cwd, run), kind)), folder: run };
    if (typeof json === "function") json(summary);
    else if (json) printJson(terminal, summary);
    else printLine(terminal, describeSummary(terminal, summary, at));
    if (summary.end !== "cancelled") {
      // What the other parts of a run have to do is nothing that this one has left.
      const spent = summary.end === "budget" ? await spentBudget(summary.folder, partOf?.of) : undefined;
      const left =
        partOf === undefined
          ? unfinished(summary, at, spent)
          : unfinishedPart(summary, at, spent && goOnRaising(at, spent));
      if (left !== undefined) throw left;
    }
    const { outcomes, voice } = summary;
    if (voice !== undefined && voice.failed.length > 0) throw notSpoken(at, voice);
    if (outcomes !== undefined && summary.end === "complete" && fallsShort(outcomes)) throw tooFew(outcomes);
    if (summary.end !== "cancelled") refuseFaults(summary, failOn);
  } finally {
    bar?.stop();
  }
}

/** A part has its share of the budget that the run's folder has, which only the whole can raise. */
function unfinishedPart(
  { failed, total, folder }: RunSummary,
  run: RunAt,
  raising: string | undefined,
): SDialogError | undefined {
  if (raising === undefined) return unfinished({ failed, pending: 0, total }, { ...run, folder });
  return new SDialogError(
    `The budget ended this part of the run${failed === 0 ? "" : `, and ${counted(failed, "task")} failed`}`,
    {
      code: failed > 0 ? "tasks_failed" : "budget_spent",
      hint: [
        `When no part is running any more, combine them: sdialog merge ${shellWord(run.folder)} ${shellWord(join(run.folder, "shards"))}/*`,
        `Then raise the budget and continue with: ${raising}`,
      ].join("\n"),
    },
  );
}

function notSpoken(run: RunAt, { failed }: RunVoice): SDialogError {
  return new SDialogError(`${counted(failed.length, "dialogue")} could not be spoken`, {
    code: "not_spoken",
    hint: `${join(run.folder, "voice.json")} says why. What is missing is spoken by: ${goOn(run)}`,
  });
}

function describeVoice({ dialogs, seconds, engine, failed, notes, counts }: RunVoice): string {
  const missing = failed.length === 0 ? "" : `, ${failed.length} could not be`;
  const noted = Object.keys(notes).length === 0 ? "" : ` (${list(notes)})`;
  const short = describeMissed(counts).map((line) => `\n  ${line}`);
  return `  ${dialogs} spoken by ${engine || "nobody"}, ${counted(Math.round(seconds), "second")}${missing}${noted}${short.join("")}`;
}

function tooFew(outcomes: RunOutcomes): SDialogError {
  const { required } = outcomes;
  return new SDialogError(reachedOf(outcomes), {
    code: "outcomes_missed",
    hint: `At least ${Math.round(required * 100)} % had to.`,
  });
}

/** How many failed of each reason, and what the first of them said. */
export function describeFailures({
  reasons,
  messages,
}: Pick<RunSummary, "reasons" | "messages">): readonly string[] {
  return Object.entries(reasons).map(([reason, count]) => {
    const [line = ""] = visibleText(messages[reason] ?? "").split("\n");
    const said = line.length > longestLine ? `${line.slice(0, longestLine - 1)}…` : line;
    return `  ${reason}: ${count}${said === "" ? "" : ` (${said})`}`;
  });
}

const longestLine = 160;

/** What is to be said of results beside their number, in a few lines. */
export function describeFindings(
  { color }: Terminal,
  { outcomes, cut, faults = {}, done, voice }: RunFindings & Pick<RunSummary, "done" | "voice">,
): readonly string[] {
  // What a kind calls a fault says more than what the engine does.
  const counts = outcomes?.faults ?? faults;
  return [
    ...(outcomes === undefined ? [] : [describeOutcomes(outcomes)]),
    ...(Object.keys(counts).length === 0 ? [] : [`  faults: ${list(counts)}`]),
    ...(cut === undefined
      ? []
      : [
          color.yellow(
            `  incomplete, because a limit or a filter ended a message: ${cut} of ${done} results`,
          ),
        ]),
    ...(voice === undefined ? [] : [describeVoice(voice)]),
  ];
}

function describeOutcomes(found: RunOutcomes): string {
  return `  ${reachedOf(found)}: ${list(found.outcomes)}`;
}

/** What nobody judged has not succeeded, as far as anybody knows. */
function reachedOf({ reached, missed, unjudged }: RunOutcomes): string {
  const all = reached + missed;
  if (unjudged === 0) return `${reached} of ${all} conversations succeeded`;
  const goals = unjudged === reached ? "goals were not judged" : `goals were not judged in ${unjudged}`;
  return `${goals}; in ${reached} of ${all} conversations everything else was met`;
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function describeSummary(terminal: Terminal, summary: RunSummary, at: RunAt): string {
  const { done, failed, pending, folder, end } = summary;
  const counts = `${done} done, ${failed} failed, ${pending} pending`;
  const why = describeFailures(summary);
  const told = describeFindings(terminal, summary);
  // Of one that came to its end otherwise, an error says how to go on.
  const next =
    end === "complete"
      ? []
      : [`Stopped (${end}).`, ...(end === "cancelled" ? waysOn(summary, at) : [])].map((line) =>
          callable(terminal, line),
        );
  return [`${counts}: ${terminal.color.cyan(folder)}`, ...why, ...told, ...next].join("\n");
}
