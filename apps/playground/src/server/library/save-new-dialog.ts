import { Dialog } from "@sdialog/core";
import { saveDialog } from "@sdialog/core/fs";
import type { OpenedFolder } from "../opened-folder.ts";

/**
 * Writes a dialogue into the opened folder under a name made of its speakers and its id. The same dialogue is written
 * to the same place.
 *
 * @returns the path inside the folder
 * @throws DataFormatError for what is not a dialogue; FileError when it cannot be written
 */
export async function saveNewDialog(folder: OpenedFolder, data: unknown): Promise<string> {
  const dialog = Dialog.from(data, "the dialogue to save");
  const words = [...dialog.speakers(), String(dialog.id).slice(0, 8)]
    .map(fileWord)
    .filter((word) => word !== "");
  const path = await folder.place(`${words.join("-")}.json`);
  await saveDialog(dialog, path);
  return folder.nameOf(path);
}

function fileWord(text: string): string {
  return (
    text
      .normalize("NFKD")
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  )
    .join("-")
    .slice(0, 24);
}
