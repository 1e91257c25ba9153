import { appendFile, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { type Dialog, formatDialogJsonl } from "@sdialog/core";

/**
 * Writes dialogues to a JSON Lines file as they grow, for the option `onDialog` of a server: a line after each answer,
 * so nothing is lost whenever the server ends. The last line with an id is the whole conversation.
 *
 * @param path its folder is made when it is missing
 */
export function dialogLog(path: string): (dialog: Dialog) => Promise<void> {
  // One line after another, also when many clients are answered at once.
  let last: Promise<unknown> = mkdir(dirname(path), { recursive: true });
  return (dialog) => {
    const written = last.then(() => appendFile(path, formatDialogJsonl(dialog), "utf8"));
    last = written.catch(() => undefined);
    return written;
  };
}
