import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { makeFolder, toFileError } from "@sdialog/core/fs";

/**
 * Writes a file of bytes so that at any moment its path holds all of the old content or all of the new.
 *
 * @param mend what is known of the content once all of it was given, and where in it that belongs
 * @throws FileError when it cannot be written; whatever `chunks` throws. The old content is then still there.
 */
export async function writeBinary(
  path: string,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  mend?: () => { readonly at: number; readonly bytes: Uint8Array },
): Promise<void> {
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`);
  try {
    await makeFolder(dirname(path));
    const file = await open(temporary, "wx");
    try {
      for await (const chunk of chunks) await file.appendFile(chunk);
      const late = mend?.();
      if (late !== undefined) await file.write(late.bytes, 0, late.bytes.length, late.at);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    throw toFileError(error, path);
  } finally {
    await rm(temporary, { force: true });
  }
}
