import { extname } from "node:path";
import { DataFormatError, Dialog, SDialogError } from "@sdialog/core";
import { parseJson, splitLines } from "@sdialog/core/internal";
import { findReader, loadDialogs, readText, readTextChunks } from "@sdialog/core/fs";
import { isHubName } from "@sdialog/formats";
import type { OpenedFolder } from "../opened-folder.ts";

/** A dialogue and where it stands in its file, or why there is none. */
export type Placed =
  | { readonly at: number; readonly dialog: Dialog; readonly problem?: undefined }
  | { readonly at: number; readonly dialog?: undefined; readonly problem: SDialogError };

/** As many dialogues of a dataset of the hub are listed. */
const mostOfHub = 2000;

/**
 * Reads a file's dialogues one by one, in any format there is a reader of; for whatever is not a dialogue, an error takes
 * its place. A dialogue of ours stands on a line or in a place of a list, one of another format is counted from 1.
 *
 * @param file path inside the folder, or a dataset of the hub: `hf:owner/name`
 * @param onNote is told what was guessed or kept in another place
 * @throws FileError
 */
export async function* readPlaces(
  folder: OpenedFolder,
  file: string,
  onNote?: (note: string) => void,
): AsyncGenerator<Placed> {
  if (isHubName(file)) return yield* foreignPlaces(folder, file, { file, most: mostOfHub, onNote });
  const path = await folder.find(file);
  if ((await foreignReader(path)) !== null) yield* foreignPlaces(folder, path, { file, onNote });
  else if (extname(path).toLowerCase() === ".json") yield* listPlaces(path, file);
  else yield* linePlaces(path, file);
}

/** The reader of a file that is of another tool; nothing for files of ours, whose dialogues can be annotated where they stand. */
export async function foreignReader(path: string): Promise<string | null> {
  if (isHubName(path)) return "hf";
  const ours = [".json", ".jsonl", ".ndjson"].includes(extname(path).toLowerCase());
  try {
    const { name } = await findReader(path);
    return name === "json" || name === "jsonl" ? null : name;
  } catch (error) {
    if (!(error instanceof DataFormatError) || !ours) throw error;
    return null;
  }
}

async function* foreignPlaces(
  folder: OpenedFolder,
  path: string,
  {
    file,
    most = Number.POSITIVE_INFINITY,
    onNote,
  }: {
    readonly file: string;
    readonly most?: number;
    readonly onNote?: ((note: string) => void) | undefined;
  },
): AsyncGenerator<Placed> {
  const problems: SDialogError[] = [];
  const waiting = (): Placed[] =>
    problems.splice(0).map((error) => ({ at: 0, problem: inFolder(error, path, file) }));
  let at = 0;
  try {
    for await (const dialog of loadDialogs(path, {
      onError: (error) => problems.push(error),
      ...(onNote === undefined ? {} : { onNote: (note: string) => onNote(`${file}: ${note}`) }),
      sources: { hf: folder.hub },
    })) {
      yield* waiting();
      yield { at: ++at, dialog };
      if (at >= most) {
        const problem = new SDialogError(`${file}: only the first ${most} dialogues are shown`, {
          code: "too_many_dialogs",
          hint: "Import it to have all of them: sdialog import.",
        });
        return yield { at: 0, problem };
      }
    }
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    problems.push(error);
  }
  yield* waiting();
}

/** The page knows files by their names inside the folder. */
function inFolder(error: SDialogError, path: string, file: string): SDialogError {
  const { code, hint, cause } = error;
  return new SDialogError(error.message.replaceAll(path, file), { code, hint, cause });
}

async function* linePlaces(path: string, file: string): AsyncGenerator<Placed> {
  let number = 0;
  for await (const line of fileLines(path)) {
    number++;
    if (line.trim() !== "")
      yield placed(number, () => dialogFrom(parseJson(line, file, number), file, number));
  }
}

async function* listPlaces(path: string, file: string): AsyncGenerator<Placed> {
  const text = await readText(path);
  let data: unknown;
  try {
    data = parseJson(text, file);
  } catch (error) {
    if (!SDialogError.isInstance(error)) throw error;
    yield { at: 0, problem: error };
    return;
  }
  const items: readonly unknown[] = Array.isArray(data) ? data : [withFileName(data, file)];
  for (const [at, item] of items.entries()) yield placed(at, () => dialogFrom(item, file));
}

/** The lines of a file without their ends. */
export async function* fileLines(path: string): AsyncGenerator<string> {
  for await (const { text } of splitLines(readTextChunks(path))) yield text;
}

function placed(at: number, make: () => Dialog): Placed {
  try {
    return { at, dialog: make() };
  } catch (error) {
    if (SDialogError.isInstance(error)) return { at, problem: error };
    throw error;
  }
}

/** Any object would pass for an empty dialogue; here one has turns. */
function dialogFrom(data: unknown, file: string, line?: number): Dialog {
  if (typeof data !== "object" || data === null || !("turns" in data))
    throw new DataFormatError("this is not a dialogue", { source: file, line });
  return Dialog.from(data, file, line);
}

function withFileName(data: unknown, file: string): unknown {
  const nameless = typeof data === "object" && data !== null && (!("id" in data) || data.id === null);
  return nameless ? { ...data, id: file.replace(/^.*\//, "").replace(/\.json$/i, "") } : data;
}
