import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { toFileError } from "@sdialog/core/fs";
import type { Track } from "../audio/track.ts";

/** A track in a temporary file of a folder, as numbers of 32 bits: however long it becomes, it needs no memory. */
export async function fileTrack(folder: string): Promise<Track> {
  const path = join(folder, `.${randomUUID()}.track`);
  const file = await open(path, "wx+").catch((error: unknown) => {
    throw toFileError(error, path);
  });
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
        await file.read(bytes, 0, bytes.length, 4 * from);
      }
      return part;
    },
    async close() {
      await file.close();
      await rm(path, { force: true });
    },
  };
}
