import { openAsBlob } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { Dialog } from "../dialog/dialog.ts";
import { mergeTurns } from "../dialog/merge-turns.ts";
import { DataFormatError } from "../errors/data-format-error.ts";
import type { SDialogError } from "../errors/sdialog-error.ts";
import { checkOptions, type OptionNames } from "../options/check-options.ts";
import { createByName } from "../registry/registry.ts";
import type { ByteSource, ReaderInput, ReaderOptions } from "../text/dialog-reader.ts";
import type { LoadDialogOptions } from "../text/source-request.ts";
import { chooseReader, type ChosenReader } from "./choose-reader.ts";
import { toFileError } from "./file-error.ts";
import { fileEncoding, readHead, readText, readTextChunks } from "./read-text.ts";
import { encodingOf } from "./text-encoding.ts";

/** The names of {@link LoadDialogOptions}. */
export const loadDialogOptionNames: OptionNames<LoadDialogOptions> = {
  format: true,
  settings: true,
  encoding: true,
  mergeTurns: true,
  template: true,
  defaultSpeakers: true,
  columns: true,
  delimiter: true,
  onNote: true,
  onReader: true,
};

/**
 * The dialogues of a file, as the reader of its format reads them.
 *
 * @throws FileError when it cannot be read; DataFormatError naming the file and the line; InvalidArgumentError for an
 *   unknown format
 */
export async function readDialogFile(
  path: string,
  options: LoadDialogOptions & Pick<ReaderOptions, "onError">,
): Promise<AsyncIterable<Dialog>> {
  return readDialogInput(fileInput(path, options), (length) => readHead(path, length), options);
}

/**
 * The dialogues of anything that can be read as files are.
 *
 * @param head gives its first bytes
 * @throws as a file's reader does
 */
export async function readDialogInput(
  input: ReaderInput,
  head: (length: number) => Promise<Uint8Array>,
  options: LoadDialogOptions & Pick<ReaderOptions, "onError">,
): Promise<AsyncIterable<Dialog>> {
  checkOptions("readDialogInput", options, { ...loadDialogOptionNames, onError: true });
  const chosen = await chooseReader(input.source, head, options);
  options.onReader?.(input.source, chosen.name, chosen.reason);
  const { onError } = options;
  const read = createByName("reader", chosen.name, options.settings, {
    ...options,
    onError: onError && ((error: SDialogError) => onError(explained(error, chosen) as SDialogError)),
  });
  return withExplanations(await read(input), chosen);
}

/** What a reader is given of a file. */
function fileInput(path: string, options: LoadDialogOptions): ReaderInput {
  const known = encodingOf(path, () => fileEncoding(path), options.encoding, options.onNote);
  return {
    source: path,
    id: idOfName(path),
    text: async () => readText(path, { encoding: await known() }),
    async *chunks() {
      yield* readTextChunks(path, { encoding: await known() });
    },
    bytes: () => byteSource(path),
    beside: (name) =>
      readFile(join(dirname(path), name), "utf8").catch((error: unknown) => {
        if ((error as { code?: unknown }).code === "ENOENT") return undefined;
        throw toFileError(error, join(dirname(path), name));
      }),
  };
}

async function byteSource(path: string): Promise<ByteSource> {
  try {
    const { size } = await stat(path);
    const blob = await openAsBlob(path);
    return { byteLength: size, slice: (start, end = size) => blob.slice(start, end).arrayBuffer() };
  } catch (error) {
    throw toFileError(error, path);
  }
}

async function* withExplanations(
  dialogs: Iterable<Dialog> | AsyncIterable<Dialog>,
  chosen: ChosenReader,
): AsyncGenerator<Dialog> {
  try {
    yield* dialogs;
  } catch (error) {
    throw explained(error, chosen);
  }
}

/** What is wrong with the data, with what it was read as, and why, and which other format comes nearest. */
function explained(error: unknown, { name, reason, nearest }: ChosenReader): unknown {
  if (!(error instanceof DataFormatError)) return error;
  const { source, line, path, hint, cause } = error;
  const place =
    source === undefined ? `line ${line}` : [source, line].filter((part) => part !== undefined).join(":");
  const read = `Read as ${name}: ${reason}.`;
  const other = nearest === undefined ? "" : `The nearest other format is ${nearest}.`;
  return new DataFormatError(error.message.replace(`${place}: `, ""), {
    source,
    line,
    path,
    hint: [hint, read, other].filter((part) => part !== undefined && part !== "").join(" "),
    cause,
  });
}

/** The dialogue as the options want it; it stays the same dialogue, with the same id. */
export function applyLoadOptions(dialog: Dialog, options: LoadDialogOptions): Dialog {
  const separator = options.mergeTurns === true ? "\n" : options.mergeTurns;
  if (separator === undefined || separator === false) return dialog;
  return new Dialog({ ...dialog.toJSON(), turns: mergeTurns(dialog.turns, separator) });
}

function idOfName(path: string): string | number {
  const name = basename(path, extname(path));
  return /^(?:0|[1-9]\d{0,14})$/.test(name) ? Number(name) : name;
}
