import { Dialog } from "@sdialog/core";
import { saveDialog } from "@sdialog/core/fs";
import { recordingName } from "@sdialog/voice/node";
import type { OpenedFolder } from "../opened-folder.ts";

/** Of more, the name would be longer than file systems take. */
const mostSpeakers = 4;

/**
 * Writes a dialogue into the opened folder under a name made of its speakers and its id. The same dialogue is written
 * to the same place, and another one to another.
 *
 * @returns the path inside the folder
 * @throws DataFormatError for what is not a dialogue; FileError when it cannot be written
 */
export async function saveNewDialog(folder: OpenedFolder, data: unknown): Promise<string> {
  const dialog = Dialog.from(data, "the dialogue to save");
  const speakers = dialog
    .speakers()
    .map(fileWord)
    .filter((word) => word !== "");
  const words = [...speakers.slice(0, mostSpeakers), recordingName(dialog.id)];
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
