import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { createProgram } from "../cli.ts";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams } from "../terminal/terminal.ts";

/** Every command that does something, with the words that call it. */
export function everyCommand(): (readonly [path: readonly string[], command: Command])[] {
  const program = createProgram({
    input: new PassThrough(),
    ...guardedStreams(new PassThrough(), new PassThrough(), false),
    interactive: false,
    color: ownColors(false),
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  });
  return leaves(program, []);
}

function leaves(command: Command, path: readonly string[]): (readonly [readonly string[], Command])[] {
  if (command.commands.length === 0) return [[path, command]];
  return command.commands.flatMap((each) => leaves(each, [...path, each.name()]));
}
