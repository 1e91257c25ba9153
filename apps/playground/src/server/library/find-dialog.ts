import { type Dialog, SDialogError } from "@sdialog/core";
import type { Place } from "../../protocol/place.ts";
import type { OpenedFolder } from "../opened-folder.ts";
import { readPlaces } from "./read-places.ts";

/** The dialogue in a place. @throws SDialogError `dialog_missing` when there is none; FileError */
export async function findDialog(folder: OpenedFolder, { file, at }: Place): Promise<Dialog> {
  for await (const placed of readPlaces(folder, file)) {
    if (placed.at !== at) continue;
    if (placed.dialog !== undefined) return placed.dialog;
    throw placed.problem;
  }
  throw new SDialogError(`${file} holds no dialogue in place ${at}`, {
    code: "dialog_missing",
    hint: "Has the file changed? Open it again.",
  });
}
