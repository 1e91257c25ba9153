import { requireArguments } from "../options/check-arguments.ts";
import { checkOptions } from "../options/check-options.ts";
import type { Dialog } from "../dialog/dialog.ts";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { formatDialogJsonl } from "../text/dialog-jsonl.ts";
import { formatOfName } from "./file-format.ts";
import { writeAtomic, type WriteOptions, writeOptionNames } from "./write-atomic.ts";

/**
 * Writes dialogues to a JSON Lines file as they come, one held at a time. The file appears when all are written.
 *
 * @returns how many were written
 * @throws InvalidArgumentError when the name does not end in `.jsonl` or `.ndjson`
 * @throws FileError when the file cannot be written, or exists and `overwrite` is false; whatever `dialogs` throws
 */
export async function saveDialogs(
  dialogs: Iterable<Dialog> | AsyncIterable<Dialog>,
  path: string,
  options: WriteOptions = {},
): Promise<number> {
  checkOptions("saveDialogs", options, writeOptionNames);
  requireArguments("saveDialogs", arguments, 2);
  if (formatOfName(path) !== "jsonl") {
    throw new InvalidArgumentError(
      `Many dialogues are written as JSON Lines, but "${path}" does not end in .jsonl or .ndjson`,
      {
        hint: "Use a name that ends in .jsonl, or call saveDialog for each dialogue.",
      },
    );
  }
  let count = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const dialog of dialogs) {
      yield formatDialogJsonl(dialog);
      count++;
    }
  }
  await writeAtomic(path, lines(), options);
  return count;
}
