import { Dialog, type DialogSource } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";
import { dialogsFrom } from "@sdialog/core/internal";

/** The dialogues of a source, one by one. @throws DataFormatError for a broken line, FileError for a missing file */
export function dialogsOf(source: DialogSource): AsyncGenerator<Dialog> {
  return dialogsFrom(source, loadDialogs);
}

/** A source that can be read again: what comes only once, such as a generator, is held in memory. */
export async function repeatable(source: DialogSource): Promise<DialogSource> {
  if (typeof source === "string" || source instanceof Dialog) return source;
  const once =
    Symbol.asyncIterator in source
      ? (source[Symbol.asyncIterator]() as unknown) === source
      : (source[Symbol.iterator]() as unknown) === source;
  if (!once) return source;
  const dialogs: Dialog[] = [];
  for await (const dialog of dialogsOf(source)) dialogs.push(dialog);
  return dialogs;
}
