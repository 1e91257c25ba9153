import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { createProgram } from "../cli.ts";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams } from "../terminal/terminal.ts";

/** The program on a terminal that nobody sees, to look at what it has. */
export function programInMemory(): Command {
  return createProgram({
    input: new PassThrough(),
    ...guardedStreams(new PassThrough(), new PassThrough(), false),
    interactive: false,
    color: ownColors(false),
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  });
}
