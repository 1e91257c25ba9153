import type { Dialog } from "@sdialog/core";
import type { OpenedFolder } from "../opened-folder.ts";
import { readPlaces } from "./read-places.ts";
import { sourceFiles } from "./source-files.ts";

/** The dialogues of a source of the library. What is not a dialogue is left out. @throws FileError */
export async function* sourceDialogs(folder: OpenedFolder, source: string): AsyncGenerator<Dialog> {
  for (const file of await sourceFiles(folder, source)) {
    for await (const { dialog } of readPlaces(folder, file)) if (dialog !== undefined) yield dialog;
  }
}
