import { resolve } from "node:path";
import { type DialogSource, MissingPackageError } from "@sdialog/core";
import { Command, Option } from "commander";
import { listOption, metricList } from "../terminal/list-option.ts";
import { startCounter } from "../terminal/progress.ts";
import { type PromptFlags, promptTexts, withPromptFlag } from "../terminal/prompt-flags.ts";
import { refuseFailedScores } from "../terminal/refuse-failed-scores.ts";
import { formatTable } from "../terminal/table.ts";
import { printNote, printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";
import { loadMetrics } from "./load-metrics.ts";
import { tellOfSyllables } from "./tell-of-syllables.ts";

interface CompareOptions extends ReadFlags, PromptFlags {
  readonly metrics?: readonly string[];
  readonly evaluators?: readonly string[];
  readonly reference?: string;
  readonly embedder?: string;
  readonly compat?: "python";
  readonly model?: string;
  readonly paired?: boolean;
  readonly seed: number;
  readonly out?: string;
  readonly plots?: string;
  readonly plotsAs?: "svg" | "outlined-svg" | "png";
  readonly json?: boolean;
}

const usualMetrics = ["turn-count", "word-count", "mean-turn-length", "flesch-reading-ease", "mtld"];

/** `sdialog compare`: datasets side by side, against a reference. */
export function compareCommand(terminal: Terminal): Command {
  const command = new Command("compare")
    .description("Compare datasets, with intervals, tests against a reference and effect sizes.")
    .argument(
      "<name=files...>",
      "datasets: a name, then files, folders (of STAR, too), runs, hf:OWNER/NAME or star:FOLDER?domain=…&happy=true, separated by commas",
    )
    .option(
      "--metrics <names>",
      `metrics, separated by commas; default: ${usualMetrics.join(",")}`,
      metricList,
    )
    .option(
      "--evaluators <names>",
      "evaluators, such as mean-mtld,kde-divergence-mtld,vendi,mauve",
      metricList,
    )
    .option("--reference <name>", "dataset that the others are compared with")
    .option(
      "--embedder <backend:model>",
      "compare embeddings, too; with --evaluators, the model of those (default: hashing)",
    )
    .addOption(
      new Option("--compat <program>", "text scores as another program defines them").choices(["python"]),
    )
    .option("--model <backend:model>", "model of the metrics that ask one")
    .option("--paired", "test each dialogue against the one with the same id in the reference")
    .option("--seed <n>", "seed of every random choice", wholeNumber, 0)
    .option("--out <file>", "save as .html (a report with plots), .json, .csv, .md or .txt")
    .option("--plots <folder>", "save every picture, as wide as a column of a journal")
    .addOption(
      new Option(
        "--plots-as <format>",
        "letters of SVG as outlines, which look the same everywhere, or as text, which can be edited (default: outlines, where the packages for them are installed)",
      ).choices(["svg", "outlined-svg", "png"]),
    )
    .option("--json", "print one JSON object");
  return withPromptFlag(withReadFlags(command)).action((datasets: string[], options: CompareOptions) =>
    compare(terminal, datasets, options),
  );
}

async function compare(
  terminal: Terminal,
  datasets: readonly string[],
  options: CompareOptions,
): Promise<void> {
  const { compareDatasets, pythonScoreNames } = await loadMetrics();
  const { resolveEmbedder } = await import("@sdialog/evaluation/embeddings");
  const { comparisonTable, embeddingMap, saveComparison, savePlots } = await import("@sdialog/report");
  const named = datasets.map((dataset) => namedFiles(terminal, dataset, options));
  const sources = Object.fromEntries(named);
  if (Object.keys(sources).length < named.length)
    throw new UsageError(
      "Two datasets have the same name",
      "Separate the files of one dataset with commas: name=a.jsonl,b.jsonl",
    );
  const { evaluators, reference, embedder, model, paired, seed, compat } = options;
  if (reference !== undefined && !Object.hasOwn(sources, reference)) {
    throw new UsageError(
      `--reference names "${reference}", which is not one of the datasets`,
      `Datasets: ${Object.keys(sources).join(", ")}.`,
    );
  }
  const usual = compat === undefined ? usualMetrics : pythonScoreNames;
  const metrics = options.metrics ?? (evaluators === undefined ? usual : []);
  await tellOfSyllables(terminal, compat, metrics);
  const { promptNames } = await import("@sdialog/runner");
  const prompts = await promptTexts(terminal, options, promptNames.judges);
  // One model object for all of them, so that each text is embedded once.
  const embedding = embedder === undefined ? undefined : await resolveEmbedder(embedder);
  const counter = startCounter(terminal, "Compared", "results");
  let done = 0;
  const onProgress = (): void => counter.update(++done);
  const comparison = await compareDatasets(sources, {
    metrics,
    evaluators,
    reference,
    embedder: embedding,
    map: embedding && ((placed, drawing) => embeddingMap(placed, embedding, drawing)),
    model,
    prompts,
    compat,
    paired,
    seed,
    signal: terminal.signal,
    onProgress,
  });
  counter.stop();
  if (options.out !== undefined) {
    const file = resolve(terminal.cwd, options.out);
    await saveComparison(comparison, file);
    if (options.json !== true) printLine(terminal, `Saved: ${terminal.color.cyan(file)}`);
  }
  if (options.plots !== undefined) {
    const folder = resolve(terminal.cwd, options.plots);
    const { plotsAs = "outlined-svg" } = options;
    const asked = {
      format: plotsAs === "png" ? "png" : "svg",
      text: plotsAs === "svg" ? "text" : "outlines",
    } as const;
    const saved = await savePlots(comparison, folder, asked).catch((error: unknown) => {
      if (options.plotsAs !== undefined || !(error instanceof MissingPackageError)) throw error;
      printNote(
        terminal,
        `Letters in the pictures are text, which looks as the fonts at hand do: ${error.message}`,
      );
      return savePlots(comparison, folder, { ...asked, text: "text" });
    });
    if (options.json !== true)
      printLine(terminal, `Pictures: ${saved.length} in ${terminal.color.cyan(folder)}`);
  }
  if (options.json === true) printJson(terminal, comparison);
  else {
    const { header, rows, footnotes } = comparisonTable(comparison);
    printLine(terminal, [formatTable(terminal, header, rows), ...footnotes].join("\n"));
  }
  refuseFailedScores(
    comparison
      .toJSON()
      .results.flatMap(({ dataset, evaluator, error }) =>
        error === null ? [] : [{ name: evaluator, on: dataset, message: error.message }],
      ),
  );
}

function namedFiles(
  terminal: Terminal,
  dataset: string,
  flags: ReadFlags,
): [name: string, dialogs: DialogSource] {
  const [name = "", list = ""] = dataset.split(/=(.*)/s);
  const files = listOption(list);
  if (name === "" || files.length === 0)
    throw new UsageError(`"${dataset}" is not name=files`, "For example: real=star/ made=out/dialogs.jsonl");
  return [name, dialogFiles(terminal, files, flags)];
}
