import { createInterface } from "node:readline/promises";
import { visibleText } from "@sdialog/core/internal";
import type { Trust } from "@sdialog/runner";
import { Option } from "commander";
import { printNote, type Terminal } from "./terminal.ts";

/** `--trust`, of commands that go on with what a folder says. */
export function trustOption(): Option {
  return new Option(
    "--trust",
    "go on although the folder makes this machine run modules, send keys elsewhere, submit jobs or write through links",
  );
}

/** What `--trust` says, or else somebody at the terminal; a script gets an error that says what the folder reaches for. */
export function trustOf(terminal: Terminal, trust: boolean | undefined): Trust {
  return trust === true || !terminal.interactive ? (trust ?? false) : (reach) => ask(terminal, reach);
}

async function ask(terminal: Terminal, reach: readonly string[]): Promise<boolean> {
  const { color, input, screen, signal } = terminal;
  const lines = reach.map((one) => `\n  ${visibleText(one)}`).join("");
  printNote(
    terminal,
    `${color.yellow("Going on with this run would, with your permissions and keys:")}${lines}`,
  );
  const questions = createInterface({ input, output: screen.err });
  try {
    const answer = await questions.question("Do you trust whoever made this folder? [y/N] ", { signal });
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    questions.close();
  }
}
