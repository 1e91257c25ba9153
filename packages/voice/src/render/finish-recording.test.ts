import { Random } from "@sdialog/core";
import { expect, it } from "vitest";
import { peak, power, powerDecibels } from "../audio/levels.ts";
import { memoryTrack } from "../audio/track.ts";
import type { AudioNote } from "../timeline/segment.ts";
import { finishRecording } from "./finish-recording.ts";
import type { ChannelOptions } from "./place-options.ts";

const sampleRate = 16_000;

/** Two seconds of speech of a height between silences, as loud as a small room makes it. */
async function finished(height: number, options: ChannelOptions) {
  const track = await memoryTrack();
  const random = new Random(3);
  const samples = new Float32Array(4 * sampleRate);
  for (let at = sampleRate; at < 3 * sampleRate; at++)
    samples[at] = height * Math.sin((2 * Math.PI * 700 * at) / sampleRate) * (0.5 + random.next() / 2);
  await track.append(samples);
  const notes: AudioNote[] = [];
  const speech = [{ start: 1, end: 3 }];
  const recording = await finishRecording(
    { dialog: "loud", tracks: [track], sampleRate, speech },
    { loudness: null, ...options },
    1,
    memoryTrack,
    (note) => notes.push(note),
  );
  return { samples: await recording.tracks[0]?.read(0, recording.tracks[0].length), notes, recording };
}

it.each([
  [0.3, 12],
  [0.3, 30],
  [3, 12],
  [3, 30],
])("keeps the ratio through a codec for speech up to %d of full scale, at %d dB", async (height, snr) => {
  for (const codec of ["mu-law", "a-law"] as const) {
    const clean = await finished(height, { phone: { codec } });
    const noisy = await finished(height, { phone: { codec }, noise: { snr } });
    const spoken = (clean.samples as Float32Array).slice(8000, 24_000);
    const silent = [
      [0, 7900],
      [24_100, 32_000],
    ].map(([from, to]) => noisy.samples?.slice(from, to) as Float32Array);
    const hiss = (power(silent[0] as Float32Array) + power(silent[1] as Float32Array)) / 2;
    const ratio = powerDecibels(power(spoken) / hiss);
    expect(Math.abs(ratio - snr)).toBeLessThan(0.1);
    // Nothing was cut off at full scale, and what is too loud for a file is told.
    expect(peak(spoken)).toBeGreaterThan(height * 0.9);
    expect(noisy.recording.gain * peak(noisy.samples as Float32Array)).toBeLessThan(0.9);
    expect(noisy.notes.map(({ what }) => what)).toEqual(height > 1 ? ["clipping"] : []);
  }
});

it("keeps the ratio wherever anybody speaks, in whichever block of ten seconds, and for each microphone", async () => {
  const rate = 8000;
  const spans = [
    { start: 2, end: 3 },
    { start: 11, end: 12.5 },
    { start: 19.5, end: 20.5 },
  ];
  const tracks = await Promise.all(
    [1, 0.2].map(async (height) => {
      const samples = new Float32Array(24 * rate);
      for (const { start, end } of spans)
        for (let at = start * rate; at < end * rate; at++)
          samples[at] = 0.4 * height * Math.sin((2 * Math.PI * 700 * at) / rate);
      const track = await memoryTrack();
      await track.append(samples);
      return track;
    }),
  );
  const { tracks: mixed, measured } = await finishRecording(
    { dialog: "d", tracks, sampleRate: rate, speech: spans },
    { loudness: null, noise: { snr: 15, source: "white" } },
    1,
    memoryTrack,
    () => undefined,
  );
  const hisses: Float32Array[] = [];
  for (const [index, track] of mixed.entries()) {
    const height = index === 0 ? 1 : 0.2;
    const hiss = await track.read(13 * rate, 19 * rate);
    hisses.push(hiss);
    expect(powerDecibels((0.4 * height) ** 2 / 2 / power(hiss))).toBeCloseTo(15, 0);
  }
  // Each microphone hears another part of the noise.
  const [first, second] = hisses as [Float32Array, Float32Array];
  const alike =
    first.reduce((sum, sample, at) => sum + sample * (second[at] as number) * 5, 0) / first.length;
  expect(Math.abs(alike)).toBeLessThan(0.1 * power(first));
  expect(measured).toMatchObject({ noise: { source: "white", snr: 15 }, phone: null, gain: 1 });
});
