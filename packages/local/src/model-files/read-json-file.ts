import { DataFormatError } from "@sdialog/core";
import { fileBytes } from "../platform/node-platform.ts";

/** The longest tokenizers have some 30 MB; what is much longer than that is no text of a model, and takes minutes to read. */
const mostBytes = 256 * 1024 * 1024;

/**
 * The JSON value of a file, or `undefined` when there is no such file.
 * @throws DataFormatError naming the file when it holds something else
 */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readTextFile(path);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    const pointer = text.startsWith("version https://git-lfs");
    throw new DataFormatError(pointer ? "a Git LFS pointer, not the file itself" : "not JSON", {
      source: path,
      hint: pointer
        ? "Run `git lfs pull` in that folder."
        : "Download the file again; it may have been cut short.",
    });
  }
}

/** The text of a file, or `undefined` when there is no such file. */
export async function readTextFile(path: string): Promise<string | undefined> {
  const bytes = await fileBytes(path, mostBytes);
  return bytes && new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
