import { basename, resolve } from "node:path";
import type { DialogsEvaluation } from "@sdialog/evaluation";
import { Command, Option } from "commander";
import { listOption, metricList } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { type FailedScore, refuseFailedScores } from "../terminal/refuse-failed-scores.ts";
import { type PromptFlags, promptTexts, withPromptFlag } from "../terminal/prompt-flags.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";
import { loadMetrics } from "./load-metrics.ts";
import { tellOfSyllables } from "./tell-of-syllables.ts";

interface EvalOptions extends ReadFlags, PromptFlags {
  readonly metrics?: readonly string[];
  readonly evaluators?: readonly string[];
  readonly reference?: readonly string[];
  readonly embedder?: string;
  readonly list?: boolean;
  readonly compat?: "python";
  readonly model?: string;
  readonly speaker?: string;
  readonly seed: number;
  readonly workers: number;
  readonly html?: string;
  readonly json?: boolean;
}

const usualMetrics = ["turn-count", "word-count", "mean-turn-length", "flesch-reading-ease", "mtld"];

/** `sdialog eval`: score dialogues with metrics by name. */
export function evalCommand(terminal: Terminal): Command {
  const command = new Command("eval")
    .description("Score dialogues in any format that can be read, files or folders.")
    .argument("[files...]", "files and folders with dialogues")
    .option(
      "--metrics <names>",
      `metrics, separated by commas; judges of your own: g-eval:The bot is polite; default: ${usualMetrics.join(",")}`,
      metricList,
    )
    .option("--evaluators <names>", "statistics of all dialogues together, such as vendi,mauve", metricList)
    .option(
      "--reference <files>",
      "dialogues to compare with, for contamination, novelty, mauve, dialog-flow-ppl, …; separated by commas",
      listOption,
    )
    .option("--embedder <backend:model>", "model of the evaluators of embeddings (default: hashing)")
    .option("--list", "list all metrics")
    .addOption(
      new Option("--compat <program>", "text scores as another program defines them").choices(["python"]),
    )
    .option("--model <backend:model>", "model of the metrics that ask one")
    .option("--speaker <name>", "only what this speaker says")
    .option("--seed <n>", "seed of every random choice", wholeNumber, 0)
    .option("--workers <n>", "threads for text metrics", wholeNumber, 0)
    .option("--html <file>", "write a report on these dialogues: numbers, pictures, worst and best examples")
    .option("--json", "print one JSON object");
  return withPromptFlag(withReadFlags(command)).action((files: string[], options: EvalOptions) =>
    evaluate(terminal, files, options),
  );
}

async function evaluate(terminal: Terminal, files: readonly string[], options: EvalOptions): Promise<void> {
  const { collectDialogs, compareDatasets, evaluateDialogs, metricByName, pythonScoreNames } =
    await loadMetrics();
  if (options.list === true) return list(terminal, options.json === true);
  if (files.length === 0)
    throw new UsageError(
      "There is nothing to evaluate",
      "Name files or folders with dialogues, or pass --list to see the metrics.",
    );
  const dialogs = dialogFiles(terminal, files, options);
  const { model, speaker, seed, workers, evaluators, embedder, compat } = options;
  const usual = compat === undefined ? usualMetrics : pythonScoreNames;
  const metrics = options.metrics ?? (evaluators === undefined ? usual : []);
  await tellOfSyllables(terminal, compat, metrics);
  const reference =
    options.reference && (await collectDialogs(dialogFiles(terminal, options.reference, options)));
  const { promptNames } = await import("@sdialog/runner");
  const prompts = await promptTexts(terminal, options, promptNames.judges);
  const counter = startCounter(terminal, "Scored", "dialogues");
  const common = {
    model,
    prompts,
    speaker,
    seed,
    embedder,
    compat,
    evaluators,
    reference,
    signal: terminal.signal,
  };
  // A report looks at the dialogues again; with the same scores no judge is asked twice.
  const { isMetricName } = await import("@sdialog/evaluation/internal");
  const [source, scores] =
    options.html === undefined
      ? [dialogs, metrics]
      : [
          await collectDialogs(dialogs),
          metrics.map((name) =>
            isMetricName(name)
              ? metricByName(name, { model, prompts, speaker, reference, embedder, compat })
              : name,
          ),
        ];
  const evaluation = await evaluateDialogs(source, {
    ...common,
    metrics: scores,
    workers,
    onProgress: ({ done }) => counter.update(done),
  });
  counter.stop();
  if (options.html !== undefined) {
    const report = resolve(terminal.cwd, options.html);
    const { saveComparison } = await import("@sdialog/report");
    const whole = [...scores.filter((score) => typeof score === "string"), ...(evaluators ?? [])];
    await saveComparison(
      await compareDatasets(
        { [files.map((file) => basename(file)).join(", ")]: source },
        { ...common, metrics: scores.filter((score) => typeof score !== "string"), evaluators: whole },
      ),
      report,
    );
    if (options.json !== true) printLine(terminal, `Report: ${terminal.color.cyan(report)}`);
  }
  if (options.json === true) printJson(terminal, evaluation);
  else {
    if (Object.keys(evaluation.summary).length > 0) printLine(terminal, summaryTable(terminal, evaluation));
    if (evaluation.evaluators !== undefined) printLine(terminal, wholeTable(terminal, evaluation.evaluators));
  }
  refuseFailedScores(failedScores(evaluation));
}

function failedScores({ dialogs, summary, evaluators = {} }: DialogsEvaluation): readonly FailedScore[] {
  const ofEach = Object.entries(summary).flatMap(([name, { failed }]): FailedScore[] => {
    const message = dialogs.find(({ errors }) => errors?.[name] !== undefined)?.errors?.[name] ?? "";
    return failed === 0 ? [] : [{ name, on: `${failed} of ${dialogs.length} dialogues`, message }];
  });
  const ofAll = Object.entries(evaluators).flatMap(([name, found]) =>
    "error" in found ? [{ name, on: "these dialogues", message: found.error }] : [],
  );
  return [...ofEach, ...ofAll];
}

async function list(terminal: Terminal, asJson: boolean): Promise<void> {
  const { listEvaluators, listMetrics } = await import("@sdialog/evaluation");
  const { openJudges } = await import("@sdialog/evaluation/internal");
  const metrics = listMetrics();
  if (asJson) return printJson(terminal, metrics);
  printLine(
    terminal,
    formatTable(
      terminal,
      ["metric", "what it measures"],
      [...metrics, ...openJudges].map((metric) => [
        "criterion" in metric && metric.criterion ? `${metric.name}:CRITERION` : metric.name,
        metric.description,
      ]),
    ),
  );
  printLine(
    terminal,
    formatTable(
      terminal,
      ["evaluator", "what it says of all dialogues together"],
      listEvaluators().map(({ name, description }) => [name, description]),
    ),
  );
}

function wholeTable(terminal: Terminal, evaluators: NonNullable<DialogsEvaluation["evaluators"]>): string {
  const rows = Object.entries(evaluators).flatMap(([name, found]) =>
    "error" in found
      ? [[name, "failed", "–", found.error, "–"]]
      : Object.entries(found.statistics).map(([statistic, { value, interval }]) => [
          name,
          statistic,
          number(value),
          interval === null ? "–" : `${number(interval.low)} – ${number(interval.high)}`,
          found.n,
        ]),
  );
  return formatTable(terminal, ["evaluator", "statistic", "value", "95 % interval", "n"], rows);
}

function summaryTable(terminal: Terminal, { summary }: DialogsEvaluation): string {
  const rows = Object.entries(summary).map(([name, { mean, std, median, ci, n }]) => [
    name,
    number(mean),
    ci === null ? "–" : `${number(ci[0])} – ${number(ci[1])}`,
    number(std),
    number(median),
    n,
  ]);
  return formatTable(terminal, ["metric", "mean", "95 % interval", "std", "median", "n"], rows);
}

function number(value: number | null): string {
  return value === null
    ? "–"
    : value.toLocaleString("en", { maximumFractionDigits: 3, signDisplay: "negative" });
}
