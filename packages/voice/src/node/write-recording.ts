import { amplified } from "../audio/levels.ts";
import type { Track } from "../audio/track.ts";
import { interleaved, wavHeader } from "../audio/write-wav.ts";
import { flacFrames } from "./flac-frames.ts";
import { writeBinary } from "./write-binary.ts";

/** How a recording is kept: as it is, or packed without loss. */
export type RecordingFormat = "wav" | "flac";

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
  await writeBinary(path, format === "wav" ? wav() : flacFrames(length, tracks.length, sampleRate, blocks()));
}
