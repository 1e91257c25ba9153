import { PassThrough } from "node:stream";
import { runCli } from "../cli.ts";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams } from "../terminal/terminal.ts";

/**
 * Starts `sdialog serve` on a terminal made of memory.
 *
 * @returns where it listens, what it noted, and what ends it and gives its exit status
 */
export async function serveInMemory(
  args: readonly string[],
  cwd: string,
): Promise<{ readonly url: string; readonly notes: () => string; readonly stop: () => Promise<number> }> {
  const controller = new AbortController();
  const [out, err] = [new PassThrough(), new PassThrough()];
  const ended = runCli(["serve", ...args, "--port", "0"], {
    input: new PassThrough(),
    ...guardedStreams(out, err, false),
    interactive: false,
    color: ownColors(false),
    cwd,
    env: {},
    signal: controller.signal,
  });
  const url =
    /http:\/\/[\w.]{1,60}:\d{1,5}/.exec(String((await out[Symbol.asyncIterator]().next()).value))?.[0] ?? "";
  return {
    url,
    notes: () => String(err.read() ?? ""),
    stop: () => {
      controller.abort();
      return ended;
    },
  };
}
