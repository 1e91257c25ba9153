import { amplified } from "../audio/levels.ts";
import type { Track } from "../audio/track.ts";
import { interleaved, wavHeader } from "../audio/write-wav.ts";
import { writeBinary } from "./write-binary.ts";

/** Samples that are held at a time. */
const block = 1 << 18;

/** Writes tracks of the same length as the channels of a WAV file, part by part. @param gain factor on every amplitude */
export async function writeRecording(
  path: string,
  tracks: readonly Track[],
  sampleRate: number,
  gain: number,
): Promise<void> {
  const length = tracks[0]?.length ?? 0;
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield wavHeader(length, tracks.length, sampleRate);
    for (let start = 0; start < length; start += block) {
      const parts = await Promise.all(
        tracks.map((track) => track.read(start, Math.min(start + block, length))),
      );
      yield new Uint8Array(interleaved(parts.map((part) => amplified(part, gain))).buffer);
    }
  }
  await writeBinary(path, chunks());
}
