import { extname } from "node:path";
import { DataFormatError, Dialog, SDialogError } from "@sdialog/core";
import { parseJson } from "@sdialog/core/internal";
import { readText, readTextChunks } from "@sdialog/core/fs";
import type { OpenedFolder } from "../opened-folder.ts";

/** A dialogue and where it stands in its file, or why there is none. */
export type Placed =
  | { readonly at: number; readonly dialog: Dialog; readonly problem?: undefined }
  | { readonly at: number; readonly dialog?: undefined; readonly problem: SDialogError };

/** Reads a file's dialogues one by one; for whatever is not a dialogue, an error takes its place. @throws FileError */
export async function* readPlaces(folder: OpenedFolder, file: string): AsyncGenerator<Placed> {
  const path = await folder.find(file);
  if (extname(path).toLowerCase() !== ".json") {
    let number = 0;
    for await (const line of fileLines(path)) {
      number++;
      if (line.trim() !== "")
        yield placed(number, () => dialogFrom(parseJson(line, file, number), file, number));
    }
    return;
  }
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
  let rest = "";
  for await (const chunk of readTextChunks(path)) {
    const parts = (rest + chunk).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
  if (rest !== "") yield rest;
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
