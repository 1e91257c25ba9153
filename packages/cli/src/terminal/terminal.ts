import { colored, type Colors, ownColors } from "./own-colors.ts";
import { fitted } from "./prose.ts";

/** Where a command writes to, and what it may do there. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly out: NodeJS.WritableStream;
  readonly err: NodeJS.WritableStream;
  /** The bare streams, for prompts and progress bars, which move the cursor. Nothing foreign is written to them. */
  readonly screen: { readonly out: NodeJS.WritableStream; readonly err: NodeJS.WritableStream };
  /** Whether somebody is watching: then progress and colours are welcome. */
  readonly interactive: boolean;
  readonly color: Colors;
  /** How wide it is; nothing where lines may be of any length. */
  readonly columns?: number | undefined;
  /** What a person types to call this program where they are. Default: `sdialog`. */
  readonly call?: string | undefined;
  /** Folder that relative paths start from. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
}

/** The terminal this process runs on. */
export function processTerminal(signal: AbortSignal): Terminal {
  const { stdin, stdout, stderr, env, argv } = process;
  const interactive = stdout.isTTY === true && env["CI"] === undefined;
  const wanted = (env["NO_COLOR"] ?? "") === "" && env["TERM"] !== "dumb" && !argv.includes("--no-color");
  const hasColors = { out: wanted && stdout.isTTY === true, err: wanted && stderr.isTTY === true };
  return {
    input: stdin,
    ...guardedStreams(stdout, stderr, hasColors),
    interactive,
    color: ownColors(hasColors.out || hasColors.err),
    // Read whenever it is asked for: windows are made smaller while a program runs.
    get columns() {
      // A terminal that nobody gave a size, as in `script` and CI, says that it has none: 0.
      return stdout.isTTY === true ? stdout.columns || undefined : undefined;
    },
    call: callOf(argv[1] ?? "", env),
    cwd: process.cwd(),
    env,
    signal,
  };
}

/** From a clone, through npm or pnpm without being installed, or by its name. */
function callOf(script: string, env: Terminal["env"]): string {
  if (script.endsWith(".ts")) return "pnpm sdialog";
  if (env["npm_command"] !== "exec" && env["npm_command"] !== "dlx") return "sdialog";
  return env["npm_config_user_agent"]?.startsWith("pnpm/") === true
    ? "pnpm dlx @sdialog/cli"
    : "npx @sdialog/cli";
}

/** A hint in which the program is called as it is called here. */
export function callable({ call = "sdialog" }: Terminal, hint: string): string {
  return hint.replaceAll(/(?<![\w@/.-])sdialog(?= [a-z])/g, call).replaceAll("pnpm pnpm ", "pnpm ");
}

/**
 * Streams that show control characters instead of sending them, whoever wrote them. Colours of {@link ownColors} pass
 * where there are any, and are taken away where only the other stream has them.
 */
export function guardedStreams(
  out: NodeJS.WritableStream,
  err: NodeJS.WritableStream,
  hasColors: boolean | { readonly out: boolean; readonly err: boolean },
): Pick<Terminal, "out" | "err" | "screen"> {
  const on = typeof hasColors === "boolean" ? { out: hasColors, err: hasColors } : hasColors;
  return { out: guarded(out, on.out), err: guarded(err, on.err), screen: { out, err } };
}

function guarded(stream: NodeJS.WritableStream, hasColors: boolean): NodeJS.WritableStream {
  const write = (chunk: string | Uint8Array, ...rest: never[]): boolean =>
    stream.write(
      colored(typeof chunk === "string" ? chunk : Buffer.from(chunk).toString(), hasColors),
      ...rest,
    );
  return Object.create(stream, { write: { value: write } }) as NodeJS.WritableStream;
}

/** Prints prose or a table, in lines no wider than the terminal. */
export function printLine({ out, columns }: Terminal, text = ""): void {
  out.write(`${fitted(text, columns)}\n`);
}

/** A remark beside what a command prints: a note, a warning, an error. */
export function printNote({ err, columns }: Terminal, text: string): void {
  err.write(`${fitted(text, columns)}\n`);
}

/** Prints a text that is copied or read by programs, in its own lines. */
export function printVerbatim({ out }: Terminal, text: string): void {
  out.write(`${text}\n`);
}

export function printJson(terminal: Terminal, value: unknown): void {
  // Of the control characters JSON escapes only the first 32.
  const text = JSON.stringify(value).replaceAll(
    /[\u007F-\u009F]/g,
    (character) => String.raw`\u` + character.charCodeAt(0).toString(16).padStart(4, "0"),
  );
  printVerbatim(terminal, text);
}
