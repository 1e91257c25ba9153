import { visibleText } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import { CommanderError } from "commander";
import { exitStatus, statusOf } from "./exit-status.ts";
import { interruption } from "./interruptions.ts";
import { printNote, callable, type Terminal } from "./terminal.ts";

/**
 * Tells people what went wrong and what to do, with a stack trace only for unexpected errors.
 *
 * @param path the command it went wrong in; nothing before one is known
 * @returns the exit status
 */
export function reportError(terminal: Terminal, error: unknown, path?: string): number {
  const { color, err, signal } = terminal;
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitStatus.done : exitStatus.notBegun;
  if (signal.aborted) return reportInterruption(terminal, path);
  if (!SDialogError.isInstance(error)) {
    err.write(
      `${color.red("Unexpected error:")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return exitStatus.failed;
  }
  printNote(terminal, `${color.red("Error:")} ${visibleText(error.message)}`);
  if (error.hint !== undefined)
    printNote(terminal, `${color.cyan("→")} ${callable(terminal, visibleText(error.hint))}`);
  return statusOf(error);
}

/** Says of a command that was stopped, in whichever way it came to its end, whether it can go on. @returns the exit status */
export function reportInterruption(terminal: Terminal, path: string | undefined): number {
  printNote(terminal, callable(terminal, interruption(path)));
  return exitStatus.interrupted;
}
