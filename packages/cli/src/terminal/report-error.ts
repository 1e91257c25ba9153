import { visibleText } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import { CommanderError } from "commander";
import type { Terminal } from "./terminal.ts";

/**
 * Tells people what went wrong and what to do, with a stack trace only for unexpected errors.
 * @returns the exit status: 1 failed, 2 wrong usage, 130 interrupted
 */
export function reportError(terminal: Terminal, error: unknown): number {
  const { color, err, signal } = terminal;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (signal.aborted) {
    err.write("Interrupted. Finished work is saved. Run the same command again to continue.\n");
    return 130;
  }
  if (!SDialogError.isInstance(error)) {
    err.write(
      `${color.red("Unexpected error:")} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    return 1;
  }
  err.write(`${color.red("Error:")} ${visibleText(error.message)}\n`);
  if (error.hint !== undefined) err.write(`${color.cyan("→")} ${visibleText(error.hint)}\n`);
  return error.code === "usage" ? 2 : 1;
}
