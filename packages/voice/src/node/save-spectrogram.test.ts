import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { spectrogram } from "../signal/spectrogram.ts";
import { saveSpectrogram } from "./save-spectrogram.ts";

const clip = {
  sampleRate: 16_000,
  samples: Float32Array.from({ length: 16_000 }, (_, at) => Math.sin((2 * Math.PI * 2000 * at) / 16_000)),
};

it("a tone of full scale is 0 decibels at its frequency, and nothing elsewhere", () => {
  const { decibels, frames, bins } = spectrogram(clip);
  expect([frames, bins]).toEqual([100, 256]);
  const middle = decibels.slice(50 * bins, 51 * bins);
  expect(middle.indexOf(Math.max(...middle))).toBe(64);
  expect(middle[64]).toBeCloseTo(0, 1);
  expect(middle[128]).toBeLessThan(-80);
});

it("is a picture as wide as it is long, brightest at the tone", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sdialog-spectrogram-"));
  try {
    const path = join(folder, "tone.png");
    await saveSpectrogram(clip, path);
    const bytes = await readFile(path);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([100, 256]);
    const length = bytes.readUInt32BE(33);
    const rows = inflateSync(bytes.subarray(41, 41 + length));
    const brightness = (row: number) => rows[row * 301 + 1 + 3 * 50 + 1] ?? 0;
    expect(brightness(255 - 64)).toBe(255);
    expect(brightness(255 - 128)).toBeLessThan(20);
  } finally {
    await rm(folder, { recursive: true });
  }
});
