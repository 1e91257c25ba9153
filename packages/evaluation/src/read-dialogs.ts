import { Dialog, InvalidArgumentError } from "@sdialog/core";

/**
 * Where dialogues come from: the path of a file (JSON, JSON Lines, …) or folder, or dialogues and paths in any
 * mixture, also as they come.
 */
export type DialogSource = string | Dialog | Iterable<Dialog | string> | AsyncIterable<Dialog | string>;

/** The dialogues of a source, one after the other. @throws FileError, DataFormatError, InvalidArgumentError while iterating */
export async function* readDialogs(source: DialogSource): AsyncGenerator<Dialog> {
  if (source instanceof Dialog) {
    yield source;
  } else if (typeof source === "string") {
    // Imported here, because the rest of this package also runs where there are no files.
    const { loadDialogs } = await import("@sdialog/core/fs");
    yield* loadDialogs(source);
  } else {
    for await (const item of source) {
      if (!(item instanceof Dialog) && typeof item !== "string") {
        throw new InvalidArgumentError("A dataset holds dialogues and paths, not other values", {
          hint: "Turn parsed JSON into a dialogue with Dialog.from(data).",
        });
      }
      yield* readDialogs(item);
    }
  }
}

/** All dialogues of a source, in memory. @throws as {@link readDialogs} */
export async function collectDialogs(source: DialogSource): Promise<Dialog[]> {
  const dialogs: Dialog[] = [];
  for await (const dialog of readDialogs(source)) dialogs.push(dialog);
  return dialogs;
}
