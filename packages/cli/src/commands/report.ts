import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { Command } from "commander";
import { printJson, printLine, type Terminal } from "../terminal/terminal.ts";
import { wholeNumber } from "../terminal/whole-number.ts";
import { printTestComparison } from "./test-comparison.ts";

interface ReportOptions {
  readonly html?: string;
  readonly compare?: string;
  readonly title?: string;
  readonly conversations?: number;
  readonly json?: boolean;
}

/** `sdialog report`: a page about a test, to show around. */
export function reportCommand(terminal: Terminal): Command {
  return new Command("report")
    .description("Make one page of a test: verdicts, what failed most, every conversation with its evidence.")
    .argument("<folder>", "folder of a test, or a file of its dialogues")
    .option("--html <file>", "where to write it. Default: report.html in the folder")
    .option("--compare <folder>", "an earlier test; the page says what is different now")
    .option("--title <text>", "heading")
    .option(
      "--conversations <n>",
      "most conversations shown in full, the failed ones first. Default: 500",
      wholeNumber,
    )
    .option("--json", "print one JSON object")
    .action((folder: string, options: ReportOptions) => report(terminal, folder, options));
}

async function report(terminal: Terminal, folder: string, options: ReportOptions): Promise<void> {
  const { compareTests, readTestedDialogs, saveTestReport, summarizeTests } =
    await import("@sdialog/testing");
  const path = resolve(terminal.cwd, folder);
  const tested = await readTestedDialogs(path);
  const results = tested.map(({ result }) => result);
  const baseline =
    options.compare === undefined
      ? undefined
      : (await readTestedDialogs(resolve(terminal.cwd, options.compare))).map(({ result }) => result);
  const { title, conversations } = options;
  const isFolder = (await stat(path)).isDirectory();
  const html = resolve(terminal.cwd, options.html ?? (isFolder ? join(path, "report.html") : "report.html"));
  await saveTestReport(tested, html, { title, conversations, baseline });
  const { passed, failed, errors } = summarizeTests(results);
  const comparison = baseline === undefined ? undefined : compareTests(baseline, results);
  if (options.json === true) {
    const { regressions } = comparison ?? {};
    return printJson(terminal, { html, conversations: tested.length, passed, failed, errors, regressions });
  }
  if (comparison !== undefined) printTestComparison(terminal, comparison);
  printLine(terminal, `Saved: ${terminal.color.cyan(html)}`);
}
