import { visibleText } from "@sdialog/core/internal";
import tab from "@bomb.sh/tab/commander";
import { version } from "@sdialog/core";
import { configure, retryNotices, withRetry } from "@sdialog/llm";
import { importModule } from "@sdialog/core/fs";
import { Command, type Help, InvalidArgumentError, Option } from "commander";
import { anonymizeCommand } from "./commands/anonymize.ts";
import { calibrateCommand } from "./commands/calibrate.ts";
import { chatCommand } from "./commands/chat.ts";
import { compareCommand } from "./commands/compare.ts";
import { demoCommand } from "./commands/demo.ts";
import { doctorCommand } from "./commands/doctor.ts";
import { importCommand } from "./commands/import.ts";
import { importConfigCommand } from "./commands/import-config.ts";
import { evalCommand } from "./commands/eval.ts";
import { inspectCommand } from "./commands/inspect.ts";
import { exportCommand, validateCommand } from "./commands/export.ts";
import { modelsCommand } from "./commands/models.ts";
import { newCommand } from "./commands/new.ts";
import { populationCommand } from "./commands/population.ts";
import { playgroundCommand } from "./commands/playground.ts";
import { promptsCommand } from "./commands/prompts.ts";
import { realismCommand } from "./commands/realism.ts";
import { reproduceCommand } from "./commands/reproduce.ts";
import { reportCommand } from "./commands/report.ts";
import { resumeCommand, retryFailedCommand, runCommand, statusCommand } from "./commands/run.ts";
import { roleplayCommand } from "./commands/roleplay.ts";
import { runsCommand } from "./commands/runs.ts";
import { selectCommand } from "./commands/select.ts";
import { serveCommand } from "./commands/serve.ts";
import { mergeCommand, schemaCommand, shardCommand } from "./commands/shards.ts";
import { testCommand } from "./commands/test.ts";
import { speakCommand } from "./commands/speak.ts";
import { starCommand } from "./commands/star.ts";
import { exitMeanings, exitStatus } from "./terminal/exit-status.ts";
import { reportError, reportInterruption } from "./terminal/report-error.ts";
import { wholeNumber } from "./terminal/whole-number.ts";
import { printNote, type Terminal } from "./terminal/terminal.ts";
import { fitted } from "./terminal/prose.ts";
import { helpLayout } from "./terminal/help-layout.ts";

/** A command of the program; it loads what it needs when it is run. */
export type CommandFactory = (terminal: Terminal) => Command;

export { exitStatus };

/** All commands, under the headings of the help. */
const commands: Readonly<Record<string, readonly CommandFactory[]>> = {
  "Try it:": [demoCommand, chatCommand, playgroundCommand, serveCommand, modelsCommand, promptsCommand],
  "Make dialogues:": [
    runCommand,
    resumeCommand,
    statusCommand,
    retryFailedCommand,
    runsCommand,
    doctorCommand,
    shardCommand,
    mergeCommand,
    schemaCommand,
    importConfigCommand,
    reproduceCommand,
    roleplayCommand,
    starCommand,
  ],
  "Simulated users:": [populationCommand, calibrateCommand, realismCommand],
  "Test a chatbot:": [testCommand, reportCommand],
  "Look at dialogues:": [evalCommand, compareCommand, inspectCommand],
  "Bring dialogues in and out:": [
    importCommand,
    anonymizeCommand,
    selectCommand,
    validateCommand,
    exportCommand,
    speakCommand,
  ],
  "Extend it:": [newCommand],
};

/** Commands that carry out recipes: their runs bring retries of their own. */
const retryThemselves: ReadonlySet<string> = new Set([
  "run",
  "convogen",
  "test",
  "resume",
  "retry-failed",
  "shard",
]);

/** Commands that ask no server anything, and so have no say in what it may answer. Every other one has. */
export const silentCommands: ReadonlySet<string> = new Set([
  "status",
  "merge",
  "runs list",
  "runs show",
  "runs compare",
  "report",
  "roleplay report",
  "prompts",
  "schema",
  "import",
  "import-config personagym",
  "anonymize",
  "export",
  "validate",
  "population",
  "star stats",
  "inspect modules",
  "inspect reply",
  "models",
  "new",
]);

/** The whole program on a given terminal. */
export function createProgram(terminal: Terminal): Command {
  const program = new Command("sdialog")
    .description("Make dialogues that never happened: simulate, evaluate and export them.")
    .version(version)
    .option("--no-color", "no colours, as without a terminal or with NO_COLOR")
    .showHelpAfterError("(add --help for help)")
    .configureHelp(helpLayout)
    .addHelpText(
      "after",
      ({ command }) =>
        `\nExit status of every command:\n${exitLines(command.createHelp(), terminal.columns)}`,
    )
    .configureOutput({
      writeOut: (text) => terminal.out.write(fitted(text, terminal.columns)),
      writeErr: (text) => terminal.err.write(fitted(text, terminal.columns)),
      // As wide as commander's own where there is no terminal.
      getOutHelpWidth: () => terminal.columns ?? 80,
      getErrHelpWidth: () => terminal.columns ?? 80,
    });
  for (const [heading, group] of Object.entries(commands))
    for (const command of group) program.addCommand(command(terminal).helpGroup(heading));
  for (const command of everyCommand(program)) {
    command.exitOverride().copyInheritedSettings(program);
    if (command.commands.length > 0) continue;
    command.addOption(importOption());
    refuseNoPath(command);
    if (!silentCommands.has(pathOf(command))) command.addOption(maxResponseOption());
  }
  // A bad moment of a provider should not end a command.
  program.hook("preAction", async (_program, action) => {
    // What a module registers must be known before a command looks for it.
    const { import: imports = [] } = action.opts<{ import?: readonly string[] }>();
    const known: string[] = [];
    for (const name of imports) known.push(await importModule(name, terminal.cwd));
    action.setOptionValue("import", known);
    const onRetry = retryNotices((message) =>
      printNote(terminal, terminal.color.yellow(visibleText(message))),
    );
    const { maxResponseBytes } = action.opts<{ maxResponseBytes?: number }>();
    configure({
      middleware: retryThemselves.has(action.name()) ? undefined : withRetry({ onRetry }),
      maxResponseBytes,
    });
  });
  // Last, since it accepts more than the others: adds `complete <shell>`, which prints a script, and answers the
  // questions of that script.
  tab(program);
  return program;
}

function exitLines(help: Help, columns = 80): string {
  help.prepareContext({ helpWidth: columns });
  return Object.entries(exitMeanings)
    .map(([status, meaning]) => help.formatItem(status, 3, meaning, help))
    .join("\n");
}

/** A variable that is not set leaves an empty name behind, which would be the folder one is in. */
function refuseNoPath({ options }: Command): void {
  for (const option of options)
    if (/<(?:folder|file|path)>/.test(option.flags) && option.parseArg === undefined)
      option.argParser((path: string) => {
        if (path.trim() === "") throw new InvalidArgumentError("It is empty.");
        return path;
      });
}

function maxResponseOption(): Option {
  return new Option(
    "--max-response-bytes <count>",
    "most bytes of one answer of a model's server; default: 32 MiB",
  ).argParser(wholeNumber);
}

function importOption(): Option {
  return new Option(
    "--import <module>",
    "load a module that registers backends, personas, rules or metrics; may be repeated",
  ).argParser((name: string, before: readonly string[] = []) => [...before, name]);
}

/** Runs one command line. @returns the exit status, one of {@link exitStatus} */
export async function runCli(args: readonly string[], terminal: Terminal): Promise<number> {
  const program = createProgram(terminal);
  let path: string | undefined;
  program.hook("preAction", (_program, action) => void (path = pathOf(action)));
  try {
    await program.parseAsync(args, { from: "user" });
    return terminal.signal.aborted ? reportInterruption(terminal, path) : exitStatus.done;
  } catch (error) {
    return reportError(terminal, error, path);
  }
}

/** Its name with those of the commands it is part of: `runs compare`. */
export function pathOf(command: Command): string {
  const { parent } = command;
  return parent === null || parent.parent === null ? command.name() : `${pathOf(parent)} ${command.name()}`;
}

/** A command and all below it, those too that only hold others. */
export function everyCommand(command: Command): Command[] {
  return [command, ...command.commands.flatMap(everyCommand)];
}
