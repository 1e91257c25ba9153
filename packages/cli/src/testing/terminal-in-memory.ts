import { PassThrough } from "node:stream";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams, type Terminal } from "../terminal/terminal.ts";

/** A terminal without colours, with lines of any length, and what was written to it since it was last asked. */
export function terminalInMemory({
  cwd = ".",
  typed = "",
  interactive = false,
}: { readonly cwd?: string; readonly typed?: string; readonly interactive?: boolean } = {}): {
  readonly terminal: Terminal;
  readonly out: () => string;
  readonly err: () => string;
} {
  const [input, out, err] = [new PassThrough(), new PassThrough(), new PassThrough()];
  input.end(typed);
  const terminal = {
    input,
    ...guardedStreams(out, err, false),
    interactive,
    color: ownColors(false),
    cwd,
    env: {},
    signal: new AbortController().signal,
  };
  return { terminal, out: () => String(out.read() ?? ""), err: () => String(err.read() ?? "") };
}

/** What is printed on such a terminal. */
export async function printed(print: (terminal: Terminal) => Promise<void> | void): Promise<string> {
  const { terminal, out } = terminalInMemory();
  await print(terminal);
  return out();
}
