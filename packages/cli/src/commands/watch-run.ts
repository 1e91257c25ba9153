import { visibleText } from "@sdialog/core/internal";
import { join } from "node:path";
import { SDialogError } from "@sdialog/core";
import type { RunEvent, RunSummary } from "@sdialog/runner";
import { type Progress, startProgress } from "../terminal/progress.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** Shows a run while it goes on, and its outcome. @throws SDialogError `tasks_failed`, when the run is over, if any did */
export async function watchRun(
  terminal: Terminal,
  json: boolean,
  start: (listener: (event: RunEvent) => void) => Promise<RunSummary>,
): Promise<void> {
  let bar: Progress | undefined;
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

function describeSummary(
  { color }: Terminal,
  { done, failed, pending, folder, end, reasons }: RunSummary,
): string {
  const counts = `${done} done, ${failed} failed, ${pending} pending`;
  const why = Object.entries(reasons).map(([reason, count]) => `  ${reason}: ${count}`);
  const next = end === "complete" ? [] : [`Stopped (${end}). Continue with: sdialog resume ${folder}`];
  return [`${counts}: ${color.cyan(folder)}`, ...why, ...next].join("\n");
}
