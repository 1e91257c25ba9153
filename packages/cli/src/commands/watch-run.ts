import { visibleText } from "@sdialog/core/internal";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import type { RunEvent, RunOutcomes, RunSummary } from "@sdialog/runner";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** Shows a run while it goes on, and its outcome. @throws SDialogError `tasks_failed`, when the run is over, if any did */
export async function watchRun(
  terminal: Terminal,
  json: boolean,
  start: (listener: (event: RunEvent) => void) => Promise<RunSummary>,
): Promise<void> {
  let bar: Progress | undefined;
  const { fallsShort } = await import("@sdialog/runner");
  try {
    const summary = await start((event) => {
      if (event.type === "notice")
        terminal.err.write(`${terminal.color.yellow(visibleText(event.message))}\n`);
      if (event.type === "start") bar = startProgress(terminal, event.name, event.progress.total, "tasks");
      if (event.type === "start" || event.type === "task") {
        const { done, failed, tokensPerSecond, usage } = event.progress;
        bar?.update(
          done + failed,
          `${Math.round(tokensPerSecond)} tokens/s${usage.cost === undefined ? "" : ` · $${usage.cost.toFixed(2)}`}`,
        );
      }
    });
    bar?.stop();
    if (json) printJson(terminal, summary);
    else printLine(terminal, describeSummary(terminal, summary));
    if (summary.failed > 0 && summary.end !== "cancelled") throw tasksFailed(summary);
    const { outcomes } = summary;
    if (outcomes !== undefined && summary.end === "complete" && fallsShort(outcomes)) throw tooFew(outcomes);
  } finally {
    bar?.stop();
  }
}

function tasksFailed({ failed, total, folder }: RunSummary): SDialogError {
  return new SDialogError(`${failed} of ${total} tasks failed`, {
    code: "tasks_failed",
    hint: `${join(folder, "failures.jsonl")} says why. Retry them with: sdialog retry-failed ${folder}`,
  });
}

function tooFew({ reached, missed, required }: RunOutcomes): SDialogError {
  return new SDialogError(`${reached} of ${reached + missed} conversations came to what was wanted`, {
    code: "outcomes_missed",
    hint: `At least ${Math.round(required * 100)} % had to.`,
  });
}

/** What came of the conversations, in a line or two. */
export function describeOutcomes({ reached, missed, outcomes, faults }: RunOutcomes): readonly string[] {
  return [
    `  ${reached} of ${reached + missed} conversations came to what was wanted: ${list(outcomes)}`,
    ...describeFaults(faults),
  ];
}

function describeFaults(faults: RunSummary["faults"] = {}): readonly string[] {
  return Object.keys(faults).length === 0 ? [] : [`  faults: ${list(faults)}`];
}

function list(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(", ");
}

function describeSummary(
  { color }: Terminal,
  { done, failed, pending, folder, end, reasons, faults, outcomes }: RunSummary,
): string {
  const counts = `${done} done, ${failed} failed, ${pending} pending`;
  const why = Object.entries(reasons).map(([reason, count]) => `  ${reason}: ${count}`);
  const told = outcomes === undefined ? describeFaults(faults) : describeOutcomes(outcomes);
  const next = end === "complete" ? [] : [`Stopped (${end}). Continue with: sdialog resume ${folder}`];
  return [`${counts}: ${color.cyan(folder)}`, ...why, ...told, ...next].join("\n");
}
