import type { Dialog, DialogSource } from "@sdialog/core";
import { checkArguments, dialogsFrom } from "@sdialog/core/internal";

/** The dialogues of a source, one after the other. @throws FileError, DataFormatError, InvalidArgumentError while iterating */
export function readDialogs(source: DialogSource): AsyncGenerator<Dialog> {
  checkArguments("readDialogs", arguments, 1);
  return dialogsFrom(source, load);
}

async function* load(path: string): AsyncGenerator<Dialog> {
  // Imported here, because the rest of this package also runs where there are no files.
  const { loadDialogs } = await import("@sdialog/core/fs");
  yield* loadDialogs(path);
}

/** All dialogues of a source, in memory. @throws as {@link readDialogs} */
export async function collectDialogs(source: DialogSource): Promise<Dialog[]> {
  const dialogs: Dialog[] = [];
  for await (const dialog of readDialogs(source)) dialogs.push(dialog);
  return dialogs;
}
