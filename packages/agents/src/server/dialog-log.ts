import { appendFile } from "node:fs/promises";
import { dirname } from "node:path";
import { type Dialog, formatDialogJsonl, InvalidArgumentError } from "@sdialog/core";
import { makeFolder, toFileError } from "@sdialog/core/fs";
import { checkArguments, requireArguments } from "@sdialog/core/internal";

/**
 * Writes dialogues to a JSON Lines file as they grow, for the option `onDialog` of a server: a line after each answer,
 * so nothing is lost whenever the server ends. The last line with an id is the whole conversation.
 *
 * @param path its folder is made when it is missing
 * @returns rejects with a FileError when the line cannot be written
 */
export function dialogLog(path: string): (dialog: Dialog) => Promise<void> {
  checkArguments("dialogLog", arguments, 1);
  requireArguments("dialogLog", arguments, 1);
  if (typeof (path as unknown) !== "string")
    throw new InvalidArgumentError("dialogLog takes the path of a file, as a string");
  // One line after another, also when many clients are answered at once.
  let last: Promise<unknown> = Promise.resolve();
  let folder: Promise<unknown> | undefined;
  return (dialog) => {
    const written = last.then(async () => {
      await (folder ??= makeFolder(dirname(path)));
      await appendFile(path, formatDialogJsonl(dialog), "utf8").catch((error: unknown) => {
        throw toFileError(error, path);
      });
    });
    last = written.catch(() => undefined);
    return written;
  };
}
