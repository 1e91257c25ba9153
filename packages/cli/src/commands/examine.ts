import { visibleText } from "@sdialog/core/internal";
import type { ModelExamination, TaskTally } from "@sdialog/generators";
import { startProgress } from "../terminal/progress.ts";
import { type PromptFlags, promptTexts } from "../terminal/prompt-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";

/** What `sdialog doctor --model` is asked for. */
export interface ExamineOptions extends PromptFlags {
  readonly model: string;
  readonly tries?: number;
  readonly seconds?: number;
  readonly seed?: number;
  readonly json?: boolean;
}

/** The tasks of the library on one model: what it can carry, in about two minutes. */
export async function examine(terminal: Terminal, options: ExamineOptions): Promise<void> {
  const { examinationPromptNames, examineModel } = await import("@sdialog/generators");
  const { model, tries, seconds, seed, json = false } = options;
  const prompts = await promptTexts(terminal, options, examinationPromptNames);
  const progress = startProgress(terminal, model, (tries ?? 8) * 11, "tries");
  let done = 0;
  // A model that is too slow and one that writes what is of no use fail alike in the table.
  const failures: Failure[] = [];
  const found = await examineModel(model, {
    tries,
    seconds,
    seed,
    prompts,
    signal: terminal.signal,
    onTry: ({ task, enforced, succeeded, reason }) => {
      progress.update(++done, task);
      if (!succeeded) failures.push({ task, enforced, reason: reason ?? "a prompt showed in what it wrote" });
    },
  }).finally(() => progress.stop());
  if (json) printJson(terminal, { model, ...found, failures });
  else
    printLine(
      terminal,
      [
        describe(terminal, found),
        ...failures.map((failure) => describeFailure(failure, found)).filter(unique),
      ].join("\n"),
    );
}

/** Why a try did not succeed. */
interface Failure {
  readonly task: string;
  readonly enforced: boolean;
  readonly reason: string;
}

const longest = 160;
function describeFailure({ task, enforced, reason }: Failure, { jsonSchema }: ModelExamination): string {
  const [first = ""] = visibleText(reason).split("\n");
  const told = first.length > longest ? `${first.slice(0, longest - 1)}…` : first;
  // Where no schema is enforced at all, a task has one row.
  return `${label(task, enforced || jsonSchema !== "honoured")} failed: ${told}`;
}

function label(task: string, enforced: boolean): string {
  return enforced ? task : `${task}, form only in words`;
}

function unique(line: string, position: number, all: readonly string[]): boolean {
  return all.indexOf(line) === position;
}

function describe(terminal: Terminal, found: ModelExamination): string {
  const schema = {
    honoured: "replies keep to a schema",
    ignored: "the server takes a schema and ignores it, so replies are asked for in words",
    refused: "the server takes no schema, so replies are asked for in words",
  }[found.jsonSchema];
  const rows = [
    ...Object.entries(found.tasks).map(([name, tally]) => row(label(name, true), tally)),
    ...Object.entries(found.withoutSchema).map(([name, tally]) => row(label(name, false), tally)),
  ];
  return [
    `Schemas: ${found.jsonSchema} (${schema})`,
    `Tools: ${found.tools ? "called when they must be" : "not called"}`,
    `Log-probabilities: ${found.logprobs ? "told" : "not told, so judges estimate scores from several replies"}`,
    formatTable(terminal, ["task", "succeeded", "leaks", "repetitions", "carried"], rows),
  ].join("\n");
}

function row(name: string, { tried, succeeded, leaks, repetitions }: TaskTally): (string | number)[] {
  return [name, `${succeeded} of ${tried}`, leaks, repetitions, verdict(succeeded, tried)];
}

/** Batches try a failed task twice more: at a half, that leaves one in eight. */
function verdict(succeeded: number, tried: number): string {
  if (tried === 0) return "no time to try";
  const share = succeeded / tried;
  if (share >= 0.8) return "yes";
  return share >= 0.5 ? "with retries" : "no";
}
