import type { Stats } from "node:fs";
import { FileError } from "./file-error.ts";

/** Where the system keeps what is read like a file and is named on purpose: `/dev/stdin`, what a shell puts for `<(…)`. */
const onPurpose = /^\/(?:dev|proc)\//;

/**
 * Makes sure that what is opened by a path is a file: reading a named pipe waits for somebody to write to it, and a device
 * may never end. What lies in `/dev` and `/proc` was meant.
 *
 * @throws FileError `file_special`
 */
export function refuseOddFile(found: Pick<Stats, "isFile" | "isDirectory" | "isFIFO">, path: string): void {
  if (found.isFile() || onPurpose.test(path)) return;
  // Who opens a folder is told so by the system.
  if (found.isDirectory()) return;
  throw new FileError(path, {
    code: "file_special",
    message: found.isFIFO() ? "this is a named pipe, not a file" : "this is a device or a socket, not a file",
    hint: "Name a file.",
  });
}
