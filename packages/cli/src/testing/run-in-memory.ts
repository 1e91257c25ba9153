import { PassThrough, Readable } from "node:stream";
import { runCli } from "../cli.ts";
import { ownColors } from "../terminal/own-colors.ts";
import { guardedStreams } from "../terminal/terminal.ts";

export interface CliRun {
  readonly status: number;
  readonly out: string;
  readonly err: string;
}

export interface CliRunOptions {
  readonly cwd: string;
  readonly input?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Whether the terminal has colours. Default: false. */
  readonly colors?: boolean;
  /** How wide the terminal is. Default: lines may be of any length. */
  readonly columns?: number | undefined;
}

/** Runs a command line on a terminal made of memory. */
export async function runInMemory(args: readonly string[], options: CliRunOptions): Promise<CliRun> {
  const [out, err] = [collect(), collect()];
  const { colors = false } = options;
  const status = await runCli(args, {
    input: Readable.from([options.input ?? ""]),
    ...guardedStreams(out.stream, err.stream, colors),
    interactive: false,
    color: ownColors(colors),
    columns: options.columns,
    cwd: options.cwd,
    env: options.env ?? {},
    signal: options.signal ?? new AbortController().signal,
  });
  return { status, out: out.text(), err: err.text() };
}

function collect(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  const chunks: Buffer[] = [];
  stream.on("data", (chunk: Buffer) => chunks.push(chunk));
  return { stream, text: () => Buffer.concat(chunks).toString("utf8") };
}
