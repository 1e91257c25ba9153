import type { Dialog } from "@sdialog/core";
import { loadDialogs } from "@sdialog/core/fs";

/** Dialogues that can be read several times: any file or folder of dialogues, or dialogues at hand. */
export type DialogSource = string | Iterable<Dialog> | AsyncIterable<Dialog>;

/** The dialogues of a source, one by one. @throws DataFormatError for a broken line, FileError for a missing file */
export async function* dialogsOf(source: DialogSource): AsyncGenerator<Dialog> {
  yield* typeof source === "string" ? loadDialogs(source) : source;
}
