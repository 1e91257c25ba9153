import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { visibleText } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import { CommanderError } from "commander";
import { callable, type Terminal } from "./terminal.ts";

/**
 * Tells people what went wrong and what to do, with a stack trace only for unexpected errors.
 * @param args the command line, which an error may be about
 * @returns the exit status: 1 failed, 2 wrong usage, 130 interrupted
 */
export function reportError(terminal: Terminal, error: unknown, args: readonly string[] = []): number {
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
  if (error.hint !== undefined)
    err.write(`${color.cyan("→")} ${callable(terminal, visibleText(error.hint))}\n`);
  return error.code === "usage" || isAboutArguments(error, args, terminal.cwd) ? 2 : 1;
}

/** Errors of values: of one that stands on the command line, they are errors of the command line. */
const ofValues = new Set(["invalid_argument", "unknown_name"]);

/** Whether an error quotes what was typed, and that is a value nobody knows or the path of something that is not there. */
function isAboutArguments({ code, message }: SDialogError, args: readonly string[], cwd: string): boolean {
  return args
    .flatMap((arg) => [arg, ...arg.split("=").slice(1), ...arg.split(",")])
    .filter((typed) => typed !== "" && !typed.startsWith("--"))
    .some((typed) => {
      const path = resolve(cwd, typed);
      if (!message.includes(typed) && !message.includes(path)) return false;
      return ofValues.has(code) || (!existsSync(path) && missing.test(message));
    });
}

const missing = /there is no|is no such|holds no|does not exist|cannot be read|not found/i;
