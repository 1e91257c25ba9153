import type { Dialog, DialogSource } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { dialogsFrom } from "@sdialog/core/internal";

/** The dialogues of a source, one by one. @throws DataFormatError for a broken line, FileError for a missing file */
export function dialogsOf(source: DialogSource): AsyncGenerator<Dialog> {
  return dialogsFrom(source, loadDialogs);
}
