import { join } from "node:path";
import { Dialog, InvalidArgumentError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { loadDialogs } from "@sdialog/core/fs";
import { isRunFolder, readManifest } from "../store/manifest.ts";
import { readLines } from "../store/result-index.ts";

/** Dialogues to read: the folder of a run, any file or folder of dialogues, or dialogues at hand. */
export type DialogSource = string | Iterable<Dialog>;

/**
 * The dialogues of a source, to be read one by one as often as wanted. A run may be running meanwhile: what is
 * complete is read.
 *
 * @throws DataFormatError for a broken line, FileError for a missing file; both while iterating
 */
export function readSource(source: DialogSource): AsyncIterable<Dialog> {
  return { [Symbol.asyncIterator]: () => read(source) };
}

async function* read(source: DialogSource): AsyncGenerator<Dialog> {
  if (typeof source !== "string") yield* source;
  else if (await isRunFolder(source)) yield* readRun(source);
  else yield* loadDialogs(source);
}

async function* readRun(folder: string): AsyncGenerator<Dialog> {
  const { kind, results, dialogs } = await readManifest(folder);
  if (!dialogs) {
    throw new InvalidArgumentError(`${folder} holds no dialogues but ${kind}`, {
      hint: "Choose a run that makes dialogues.",
    });
  }
  const path = join(folder, results);
  let number = 0;
  for await (const line of readLines(path)) {
    number++;
    yield Dialog.from(parseJson(line.toString("utf8"), path, number), path, number);
  }
}
