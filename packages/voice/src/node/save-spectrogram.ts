import { crc32, deflateSync } from "node:zlib";
import type { AudioClip } from "../audio/audio-clip.ts";
import { spectrogram } from "../signal/spectrogram.ts";
import { writeBinary } from "./write-binary.ts";

/** Decibels below the strongest that are black. */
const range = 80;

/** Colours from the weakest to the strongest: red, green and blue. */
const colours = [
  [0, 0, 4],
  [87, 16, 110],
  [188, 55, 84],
  [249, 142, 9],
  [252, 255, 164],
] as const;

/**
 * A picture of a clip as PNG: time from left to right, 10 ms a pixel, frequencies from the bottom up to half the sample rate,
 * brighter where there is more.
 *
 * @throws FileError when it cannot be written
 */
export async function saveSpectrogram(clip: AudioClip, path: string): Promise<void> {
  const { decibels, frames, bins } = spectrogram(clip);
  const strongest = decibels.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const width = Math.max(1, frames);
  const rows = Buffer.alloc(bins * (1 + 3 * width));
  for (let bin = 0; bin < bins; bin++)
    for (let frame = 0; frame < frames; frame++) {
      const level = 1 + ((decibels[frame * bins + bin] as number) - strongest) / range;
      // Each row begins with a byte that says how it is packed: not at all.
      rows.set(colourOf(level), (bins - 1 - bin) * (1 + 3 * width) + 1 + 3 * frame);
    }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(bins, 4);
  // Eight bits for each of three colours.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  await writeBinary(path, [
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function colourOf(level: number): readonly number[] {
  const position = Math.max(0, Math.min(1, level)) * (colours.length - 1);
  const below = colours[Math.floor(position)] ?? colours[0];
  const above = colours[Math.ceil(position)] ?? below;
  return below.map((value, index) => Math.round(value + (position % 1) * ((above[index] as number) - value)));
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, "latin1"), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}
