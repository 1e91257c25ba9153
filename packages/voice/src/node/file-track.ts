import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { FileError, toFileError } from "@sdialog/core/fs";
import type { Track } from "../audio/track.ts";

/**
 * A track in a temporary file of a folder, as numbers of 32 bits: however long it becomes, it needs no memory. The file has no name
 * from the start, so that nothing of it is left when the process is killed.
 */
export async function fileTrack(folder: string): Promise<Track> {
  const path = join(folder, `.${randomUUID()}.track`);
  const file = await open(path, "wx+").catch((error: unknown) => {
    throw toFileError(error, path);
  });
  // Some file systems keep the name of a file that is open; it is removed again at the end.
  await rm(path, { force: true }).catch(() => undefined);
  let length = 0;
  return {
    get length() {
      return length;
    },
    async append(samples) {
      const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
      let written = 0;
      try {
        while (written < bytes.length)
          written += (await file.write(bytes, written, bytes.length - written, 4 * length + written))
            .bytesWritten;
      } catch (error) {
        throw toFileError(error, path);
      }
      length += samples.length;
    },
    async read(start, end) {
      const part = new Float32Array(end - start);
      const from = Math.max(0, start);
      const count = Math.min(end, length) - from;
      if (count > 0) {
        const bytes = new Uint8Array(part.buffer, 4 * (from - start), 4 * count);
        for (let done = 0; done < bytes.length;) {
          const { bytesRead } = await file.read(bytes, done, bytes.length - done, 4 * from + done);
          if (bytesRead === 0)
            throw new FileError(path, {
              code: "file_changed",
              message: "the temporary file became shorter while it was used",
              hint: "Leave the folder alone while it is written to, and run the same command again.",
            });
          done += bytesRead;
        }
      }
      return part;
    },
    async close() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
