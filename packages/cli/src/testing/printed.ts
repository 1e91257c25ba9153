import { PassThrough } from "node:stream";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams, type Terminal } from "../terminal/terminal.ts";

/** What is printed on a terminal made of memory, without colours, in lines of any length. */
export async function printed(print: (terminal: Terminal) => Promise<void> | void): Promise<string> {
  const out = new PassThrough();
  await print({
    input: new PassThrough(),
    ...guardedStreams(out, new PassThrough(), false),
    interactive: false,
    color: ownColors(false),
    cwd: ".",
    env: {},
    signal: new AbortController().signal,
  });
  return String(out.read() ?? "");
}
