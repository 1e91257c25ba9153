import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { power, powerDecibels } from "../audio/levels.ts";
import { bandPass } from "./band-pass.ts";
import { fftConvolve, transformOf } from "./fft-convolve.ts";
import { loudnessMeter } from "./loudness-meter.ts";
import { madeNoise, type NoiseKind, noiseKinds } from "./noise.ts";
import { completePhone, lostPackets, phoneRate, telephone } from "./telephone.ts";

const tone = (frequency: number, rate: number, seconds: number, amplitude: number): Float32Array =>
  Float32Array.from(
    { length: Math.round(rate * seconds) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequency * index) / rate),
  );

/** Power between two frequencies, from the Fourier transform of the first 32,768 samples. */
function bandPower(samples: Float32Array, rate: number, low: number, high: number): number {
  const size = 32_768;
  const [input, output] = [new Float64Array(2 * size), new Float64Array(2 * size)];
  for (let index = 0; index < size; index++) input[2 * index] = samples[index] ?? 0;
  transformOf(size).transform(output, input);
  let sum = 0;
  for (let bin = Math.ceil((low * size) / rate); bin < (high * size) / rate; bin++)
    sum += (output[2 * bin] as number) ** 2 + (output[2 * bin + 1] as number) ** 2;
  return sum;
}

describe("fftConvolve", () => {
  it("gives what the definition gives, for any lengths", () => {
    const values = (most: number) =>
      fc
        .array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: most })
        .map((list) => Float32Array.from(list));
    fc.assert(
      fc.property(values(60), values(20), (signal, kernel) => {
        const result = fftConvolve(signal, kernel);
        expect(result.length).toBe(
          signal.length === 0 || kernel.length === 0 ? 0 : signal.length + kernel.length - 1,
        );
        for (const [at, value] of result.entries()) {
          let sum = 0;
          for (const [index, weight] of kernel.entries()) sum += weight * (signal[at - index] ?? 0);
          expect(Math.abs(value - sum)).toBeLessThan(1e-5);
        }
      }),
    );
  });

  it("puts its blocks together without a seam", () => {
    const signal = madeNoise("white", 50_000, 16_000, 1);
    const kernel = new Float32Array(301);
    kernel[300] = 0.5;
    const result = fftConvolve(signal, kernel);
    expect(result.length).toBe(50_300);
    expect(
      Math.max(...signal.map((value, index) => Math.abs((result[index + 300] as number) - value / 2))),
    ).toBeLessThan(1e-5);
  });
});

describe("loudness", () => {
  // EBU Tech 3341, cases 1 to 4: stereo tones of 1 kHz; a single channel is 3.01 LU softer than the pair.
  const measured = (
    rate: number,
    channels: number,
    ...parts: readonly (readonly [seconds: number, decibels: number])[]
  ): number => {
    const meter = loudnessMeter(rate, channels);
    for (const [seconds, decibels] of parts)
      meter.add(Array.from({ length: channels }, () => tone(1000, rate, seconds, 10 ** (decibels / 20))));
    return meter.integrated();
  };

  it.each([48_000, 8000])("is that of EBU's test signals, shortened, at %d Hz", (rate) => {
    expect(Math.abs(measured(rate, 2, [5, -23]) + 23)).toBeLessThan(0.1);
    expect(Math.abs(measured(rate, 2, [5, -33]) + 33)).toBeLessThan(0.1);
    expect(Math.abs(measured(rate, 2, [3, -36], [20, -23], [3, -36]) + 23)).toBeLessThan(0.1);
    expect(Math.abs(measured(rate, 1, [2, -72], [3, -33], [20, -20], [2, -72]) + 23)).toBeLessThan(0.1);
  });

  it("is nothing for silence, and for less than a block", () => {
    expect(measured(16_000, 1, [0.3, 0])).toBe(Number.NEGATIVE_INFINITY);
    expect(measured(16_000, 1, [5, -200])).toBe(Number.NEGATIVE_INFINITY);
  });
});

describe("made noise", () => {
  // Decibels an octave: white 0, pink −3, brown −6, in power per hertz.
  it.each([
    ["white", 0],
    ["pink", -3.01],
    ["brown", -6.02],
  ] as const)("that is %s falls by %d dB an octave, with a power of 1", (kind, slope) => {
    const noise = madeNoise(kind, 16_000 * 8, 16_000, 3);
    expect(power(noise)).toBeCloseTo(1, 3);
    const density = (low: number): number => powerDecibels(bandPower(noise, 16_000, low, 2 * low) / low);
    expect(Math.abs((density(2000) - density(250)) / 3 - slope)).toBeLessThan(0.7);
  });

  it.each(noiseKinds)("that is %s has a mean of 0 and a power of 1, however short it is", (kind) => {
    for (const length of [2, 9, 100, 4096]) {
      const noise = madeNoise(kind, length, 16_000, 5);
      expect(noise.reduce((sum, sample) => sum + sample, 0) / length).toBeCloseTo(0, 5);
      expect(power(noise)).toBeCloseTo(1, 5);
    }
    expect([madeNoise(kind, 0, 16_000, 5), madeNoise(kind, 1, 16_000, 5)]).toEqual([
      new Float32Array(0),
      new Float32Array(1),
    ]);
  });

  it("that hums has its power at multiples of 50 Hz", () => {
    const hum = madeNoise("hum", 32_768, 16_384, 0);
    expect(power(hum)).toBeCloseTo(1, 3);
    const near = [50, 100, 150, 250].reduce((sum, at) => sum + bandPower(hum, 16_384, at - 3, at + 3), 0);
    expect(near / bandPower(hum, 16_384, 20, 8000)).toBeGreaterThan(0.9);
  });

  it("is the same for the same seed, another for another, and refused when nobody knows it", () => {
    expect(madeNoise("pink", 100, 8000, 1)).toEqual(madeNoise("pink", 100, 8000, 1));
    expect(madeNoise("pink", 100, 8000, 2)).not.toEqual(madeNoise("pink", 100, 8000, 1));
    expect(() => madeNoise("blue" as NoiseKind, 10, 8000, 1)).toThrow("no noise called");
  });
});

describe("telephone", () => {
  const line = completePhone({});

  it("lets through 300 to 3,400 Hz and nothing else", () => {
    const level = (frequency: number): number => {
      const sound = bandPass(tone(frequency, phoneRate, 2, 0.5), phoneRate, 300, 3400);
      return powerDecibels(power(sound.slice(2000, -2000)) / 0.125);
    };
    for (const frequency of [400, 1000, 2000, 3000, 3300])
      expect(Math.abs(level(frequency))).toBeLessThan(0.5);
    for (const frequency of [50, 100, 200, 3600, 3800]) expect(level(frequency)).toBeLessThan(-30);
    const noise = telephone(
      madeNoise("white", 16_000 * 6, 16_000, 1).map((value) => value * 0.1),
      16_000,
      line,
      new Uint8Array(400),
    );
    const inside = bandPower(noise, phoneRate, 300, 3400);
    expect(
      inside / (inside + bandPower(noise, phoneRate, 0, 250) + bandPower(noise, phoneRate, 3500, 4000)),
    ).toBeGreaterThan(0.99);
  });

  it.each([
    [0.05, 1],
    [0.1, 4],
  ])("loses a share of %d of its packets, %d in a row", (share, burst) => {
    const lost = lostPackets(100_000, share, burst, 5);
    const count = lost.reduce((sum, value) => sum + value, 0);
    const runs = lost.filter((value, index) => value === 1 && lost[index - 1] !== 1).length;
    expect(Math.abs(count / lost.length / share - 1)).toBeLessThan(0.07);
    expect(Math.abs(count / runs / burst - 1)).toBeLessThan(0.08);
  });

  it("is silent, or goes on for a moment, where packets are lost", () => {
    const sound = tone(1000, phoneRate, 0.4, 0.5);
    const lost = new Uint8Array(20).fill(1, 10);
    const [silent, repeated] = (["silence", "repeat"] as const).map((concealment) =>
      telephone(sound, phoneRate, completePhone({ concealment, codec: "a-law" }), lost),
    );
    const loud = (samples: Float32Array | undefined, packet: number): number =>
      power((samples as Float32Array).slice(packet * 160, (packet + 1) * 160));
    expect(loud(silent, 9)).toBeGreaterThan(0.1);
    expect(loud(silent, 10)).toBe(0);
    expect(loud(repeated, 10)).toBeCloseTo(0.49 * loud(repeated, 9), 2);
    expect(loud(repeated, 14)).toBe(0);
  });

  it.each([
    { packetLoss: 1.1 },
    { packetLoss: Number.NaN },
    { lossBurst: 0 },
    { codec: "gsm" as never },
    { loss: 1 } as never,
  ])("refuses %j", (options) => {
    expect(() => completePhone(options)).toThrow(/phone/);
  });
});
