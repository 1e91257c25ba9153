import type { Command } from "commander";
import textWidth from "fast-string-width";
import { describe, expect, it } from "vitest";
import { everyCommand } from "./cli.ts";
import { exitMeanings } from "./terminal/exit-status.ts";
import { programInMemory } from "./testing/program-in-memory.ts";
import { runInMemory } from "./testing/run-in-memory.ts";

const program = programInMemory();
/** Those with commands of their own, too. */
const commands = everyCommand(program).map((command) => [namesOf(command).join(" "), command] as const);

function namesOf(command: Command): readonly string[] {
  return command.parent === null ? [] : [...namesOf(command.parent), command.name()];
}

/** What a help explains, as it is written there. */
function termsOf(command: Command): readonly string[] {
  const help = command.createHelp();
  return [
    ...help.visibleArguments(command).map((argument) => help.argumentTerm(argument)),
    ...help.visibleOptions(command).map((option) => help.optionTerm(option)),
    ...help.visibleCommands(command).map((each) => help.subcommandTerm(each)),
    ...(command === program ? Object.keys(exitMeanings) : []),
  ];
}

async function helpOf(command: Command, columns: number): Promise<string> {
  const { status, out } = await runInMemory([...namesOf(command), "--help"], { cwd: ".", columns });
  expect(status).toBe(0);
  return out;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** The columns in which what is said of the terms of a part stands; a term takes two blanks before it and as many after it. */
function columnsOf(part: string): ReadonlySet<number> {
  const [, ...lines] = part.split("\n");
  return new Set(
    lines.flatMap((line) => {
      const [beside] = / {2}\S+(?: \S+)* {2,}(?=\S)/.exec(line) ?? [];
      if (/^ {3,}/.test(line)) return [line.search(/\S/)];
      return beside === undefined ? [] : [beside.length];
    }),
  );
}

describe.each([80, 60, 40])("the help in a window of %i columns", (columns) => {
  it.each(commands)("%s: whole words, no wide lines, everything in its column", async (_, command) => {
    const help = await helpOf(command, columns);
    expect(words(help)).toEqual(words(await helpOf(command, 1000)));
    const lines = help.split("\n");
    expect(lines.filter((line) => textWidth(line) > columns && words(line).length > 1)).toEqual([]);
    const begun = lines.filter((line) => /^ {2}\S/.test(line));
    const terms = termsOf(command);
    expect(begun).toHaveLength(terms.length);
    for (const term of terms) {
      const [first = ""] = words(term);
      expect(begun.map((line) => words(line)[0])).toContain(first);
    }
    for (const part of help.split("\n\n").slice(1))
      expect([part, columnsOf(part).size <= 1]).toEqual([part, true]);
  });
});
