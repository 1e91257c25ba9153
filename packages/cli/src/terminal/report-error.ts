import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { visibleText } from "@sdialog/core/internal";
import { SDialogError } from "@sdialog/core";
import { CommanderError } from "commander";
import { callable, type Terminal } from "./terminal.ts";

/** The status of a command that was stopped, whoever stopped it: that of Ctrl-C, unless the program knows of another signal. */
export const interruptedStatus = 130;

/**
 * Tells people what went wrong and what to do, with a stack trace only for unexpected errors.
 * @param args the command line, which an error may be about
 * @returns the exit status: 1 failed, 2 wrong usage, {@link interruptedStatus}
 */
export function reportError(terminal: Terminal, error: unknown, args: readonly string[] = []): number {
  const { color, err, signal } = terminal;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (signal.aborted) {
    err.write("Interrupted. Finished work is saved. Run the same command again to continue.\n");
    return interruptedStatus;
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

const missing = /there is no|is no such|holds no|does not exist|cannot be read|not found|is not key=value/i;

/** Whether an error is about a value, or names the path of something that was typed and is not there. */
function isAboutArguments({ code, message }: SDialogError, args: readonly string[], cwd: string): boolean {
  // A command has its values from its command line.
  if (code === "invalid_argument" || code.startsWith("unknown_")) return true;
  if (!missing.test(message)) return false;
  return args
    .flatMap((arg) => [arg, ...arg.split("=").slice(1), ...arg.split(",")])
    .filter((typed) => typed !== "" && !typed.startsWith("--"))
    .some((typed) => {
      const path = resolve(cwd, typed);
      return !existsSync(path) && (message.includes(path) || quotes(message, typed));
    });
}

/** Whether a text has this in it, and not as a part of a longer word. */
function quotes(message: string, typed: string): boolean {
  const at = message.indexOf(typed);
  const beside = [message[at - 1] ?? "", message[at + typed.length] ?? ""];
  return at !== -1 && beside.every((sign) => !/[\w-]/.test(sign));
}
