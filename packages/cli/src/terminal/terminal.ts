import { visibleText } from "@sdialog/core/internal";
import { createColors } from "picocolors";

/** Where a command writes to, and what it may do there. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream;
  /** The bare streams, for prompts and progress bars, which move the cursor. Nothing foreign is written to them. */
  readonly screen: { readonly out: NodeJS.WritableStream; readonly err: NodeJS.WritableStream };
  /** Whether somebody is watching: then progress and colours are welcome. */
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
    ...guardedStreams(stdout, stderr, colored),
    interactive,
    color: createColors(colored),
    cwd: process.cwd(),
    env,
    signal,
  };
}

/**
 * Streams that show control characters instead of sending them, whoever wrote them; colours pass where there are any.
 */
export function guardedStreams(
  out: NodeJS.WritableStream,
  err: NodeJS.WritableStream,
  colored: boolean,
): Pick<Terminal, "out" | "err" | "screen"> {
  return { out: guarded(out, colored), err: guarded(err, colored), screen: { out, err } };
}

function guarded(stream: NodeJS.WritableStream, keepColors: boolean): NodeJS.WritableStream {
  const write = (chunk: string | Uint8Array, ...rest: never[]): boolean =>
    stream.write(typeof chunk === "string" ? visibleText(chunk, { keepColors }) : chunk, ...rest);
  return Object.create(stream, { write: { value: write } }) as NodeJS.WritableStream;
}

export function printLine(terminal: Terminal, text = ""): void {
  terminal.out.write(`${text}\n`);
}

export function printJson(terminal: Terminal, value: unknown): void {
  // Of the control characters JSON escapes only the first 32.
  const text = JSON.stringify(value).replaceAll(
    /[\u007F-\u009F]/g,
    (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
  printLine(terminal, text);
}
