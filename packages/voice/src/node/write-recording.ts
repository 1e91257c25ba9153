import { createHash } from "node:crypto";
import { amplified } from "../audio/levels.ts";
import type { Track } from "../audio/track.ts";
import { interleaved, wavHeader } from "../audio/write-wav.ts";
import { flacFrames } from "./flac-frames.ts";
import { writeBinary } from "./write-binary.ts";

/** How a recording is kept: as it is, or packed without loss. */
export type RecordingFormat = "wav" | "flac";

/** Where in a FLAC file the MD5 of its samples stands, in bytes: by it a decoder knows that they are whole. */
const digestAt = 26;
/** Samples that are held at a time. */
const size = 1 << 18;

/** Writes tracks of the same length as the channels of a file, part by part. @param gain factor on every amplitude */
export async function writeRecording(
  path: string,
  tracks: readonly Track[],
  sampleRate: number,
  gain: number,
  format: RecordingFormat,
): Promise<void> {
  const length = tracks[0]?.length ?? 0;
  async function* blocks(): AsyncGenerator<Int16Array> {
    for (let start = 0; start < length; start += size) {
      const end = Math.min(start + size, length);
      const parts = await Promise.all(tracks.map((track) => track.read(start, end)));
      yield interleaved(parts.map((part) => amplified(part, gain)));
    }
  }
  async function* wav(): AsyncGenerator<Uint8Array> {
    yield wavHeader(length, tracks.length, sampleRate);
    for await (const block of blocks()) yield new Uint8Array(block.buffer);
  }
  if (format === "wav") return writeBinary(path, wav());
  const digest = createHash("md5");
  async function* counted(): AsyncGenerator<Int16Array> {
    for await (const block of blocks()) {
      digest.update(new Uint8Array(block.buffer, block.byteOffset, block.byteLength));
      yield block;
    }
  }
  // The encoder writes its header before it has seen the samples, and cannot go back to it.
  await writeBinary(path, flacFrames(length, tracks.length, sampleRate, counted()), () => ({
    at: digestAt,
    bytes: digest.digest(),
  }));
}
