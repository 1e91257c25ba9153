import { createColors } from "picocolors";

/** Where a command writes to, and what it may do there. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream;
  /** Somebody watches: progress and colours are welcome. */
  readonly interactive: boolean;
  readonly color: ReturnType<typeof createColors>;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The terminal this process runs on. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const interactive = stdout.isTTY === true && env["CI"] === undefined;
  const colored = stdout.isTTY === true && (env["NO_COLOR"] ?? "") === "";
  return {
    input: stdin,
    out: stdout,
    err: stderr,
    interactive,
    color: createColors(colored),
    cwd: process.cwd(),
    env,
    signal,
  };
}

export function printLine(terminal: Terminal, text = ""): void {
  terminal.out.write(`${text}\n`);
}

export function printJson(terminal: Terminal, value: unknown): void {
  printLine(terminal, JSON.stringify(value));
}
