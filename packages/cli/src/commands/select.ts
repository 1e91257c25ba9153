import { resolve } from "node:path";
import type { SelectionSummary } from "@sdialog/runner";
import { Command } from "commander";
import { startCounter } from "../terminal/progress.ts";
import { type PromptFlags, promptTexts, withPromptFlag } from "../terminal/prompt-flags.ts";
import { type ReadFlags, withReadFlags } from "../terminal/read-flags.ts";
import { refuseFailedScores } from "../terminal/refuse-failed-scores.ts";
import { formatTable } from "../terminal/table.ts";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../terminal/usage-error.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { dialogFiles } from "./dialog-files.ts";

interface SelectOptions extends ReadFlags, PromptFlags {
  readonly profile: string;
  readonly out: string;
  readonly model?: string;
  readonly seed: number;
  readonly name?: string;
  readonly push?: string;
  readonly public?: boolean;
  readonly json?: boolean;
}

/** `sdialog select`: the dialogues that pass the gates of a profile. */
export function selectCommand(terminal: Terminal): Command {
  const command = new Command("select")
    .description(
      "Select dialogues by quality: whether they can be trained on, faults, metrics, judges and balance; says of each why it was kept or dropped.",
    )
    .argument("<source>", "a run's folder, a file or folder of dialogues, or hf:owner/name")
    .option("--profile <name>", "strict, generous, or a .yaml file with gates of your own", "generous")
    .option("--out <folder>", "folder to write to", "selection")
    .option("--model <backend:model>", "model of the judges")
    .option("--seed <n>", "seed of judges, and of what is drawn for balance", wholeNumber, 0)
    .option("--name <name>", "name on the dataset card")
    .option(
      "--push <owner/name>",
      "also upload it to this dataset of the Hugging Face hub, with the token in HF_TOKEN",
    )
    .option("--public", "a dataset that --push makes may be seen by everybody")
    .option("--json", "print one JSON object")
    .action((source: string, options: SelectOptions) => select(terminal, source, options));
  return withPromptFlag(withReadFlags(command));
}

async function select(terminal: Terminal, source: string, options: SelectOptions): Promise<void> {
  const { promptNames, selectDialogs } = await import("@sdialog/runner");
  const { push, profile, model, seed, name } = options;
  const token = terminal.env["HF_TOKEN"];
  // Known before judges are paid for.
  if (push !== undefined && (token === undefined || token === ""))
    throw new UsageError(
      "--push needs a token that may write to the hub",
      "Set the environment variable HF_TOKEN.",
    );
  const prompts = await promptTexts(terminal, options, promptNames.judges);
  const at = (path: string): string => resolve(terminal.cwd, path);
  const counter = startCounter(terminal, "Checked", "dialogues");
  const summary = await selectDialogs(dialogFiles(terminal, [source], options), {
    profile: /\.(ya?ml|json)$/.test(profile) ? at(profile) : profile,
    out: at(options.out),
    model,
    prompts,
    seed,
    name,
    signal: terminal.signal,
    onProgress: (done) => counter.update(done),
  });
  counter.stop();
  const address =
    push === undefined ? undefined : await upload(terminal, summary.files, push, token ?? "", options);
  if (options.json === true)
    printJson(terminal, { ...summary, ...(address === undefined ? {} : { address }) });
  else print(terminal, summary, address);
  refuseFailedScores(
    summary.funnel.flatMap(({ gate, entered, unknown }) =>
      unknown === undefined
        ? []
        : [{ name: gate, on: `${unknown.dialogs} of ${entered} dialogues`, message: unknown.message }],
    ),
  );
}

function print(terminal: Terminal, summary: SelectionSummary, address: string | undefined): void {
  printLine(terminal, `${summary.kept} of ${summary.total} dialogues are selected.`);
  const rows = summary.funnel.map(({ gate, entered, fell, reasons }) => [
    gate,
    entered,
    fell,
    Object.entries(reasons)
      .map(([reason, count]) => `${reason}: ${count}`)
      .join(", "),
  ]);
  printLine(terminal, formatTable(terminal, ["gate", "dialogues", "fell", "reasons"], rows));
  for (const file of summary.files) printLine(terminal, terminal.color.cyan(file));
  if (address !== undefined) printLine(terminal, terminal.color.cyan(address));
}

async function upload(
  terminal: Terminal,
  files: readonly string[],
  repository: string,
  token: string,
  options: SelectOptions,
): Promise<string> {
  const { pushDataset } = await import("@sdialog/formats");
  const hubUrl = terminal.env["HF_ENDPOINT"];
  return pushDataset(files, {
    repository,
    token,
    private: options.public !== true,
    hubUrl: hubUrl === "" ? undefined : hubUrl,
    signal: terminal.signal,
  });
}
