import * as fc from "fast-check";
import { DataFormatError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { companded, decodeALaw, decodeMuLaw, encodeALaw, encodeMuLaw } from "./g711.ts";
import { power, powerDecibels } from "./levels.ts";
import { Mixer } from "./mixer.ts";
import { readWav } from "./read-wav.ts";
import { resample } from "./resample.ts";
import { memoryTrack } from "./track.ts";
import { activeSpans, withoutEdges } from "./voice-activity.ts";
import { writeWav } from "./write-wav.ts";

const sine = (frequency: number, sampleRate: number, seconds: number, amplitude = 0.5): Float32Array =>
  Float32Array.from(
    { length: Math.round(seconds * sampleRate) },
    (_, index) => amplitude * Math.sin((2 * Math.PI * frequency * index) / sampleRate),
  );

describe("WAV", () => {
  it("comes back as it was written, to half a step of 16 bits", () => {
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 50 }),
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 192_000 }),
        (values, count, sampleRate) => {
          const channels = Array.from({ length: count }, (_, channel) =>
            Float32Array.from(values, (value) => value / (channel + 1)),
          );
          const read = readWav(writeWav({ channels, sampleRate }));
          expect(read.sampleRate).toBe(sampleRate);
          for (const [channel, samples] of channels.entries())
            for (const [index, sample] of samples.entries())
              expect(Math.abs((read.channels[channel]?.[index] ?? 9) - sample)).toBeLessThan(6e-5);
        },
      ),
    );
  });

  it("clips what is louder than full scale instead of wrapping it", () => {
    expect([
      ...(readWav(writeWav({ channels: [Float32Array.of(1.5, -2)], sampleRate: 8000 })).channels[0] ?? []),
    ]).toEqual([32_767 / 32_768, -1]);
  });

  /** A file of two samples with bytes of their own: 0.5 and −0.25. */
  const file = (encoding: number, bits: number, data: readonly number[], extensible = false): Uint8Array => {
    const size = extensible ? 40 : 16;
    const bytes = new Uint8Array(28 + size + data.length);
    const view = new DataView(bytes.buffer);
    const text = (at: number, word: string): void =>
      void [...word].forEach((letter, index) => (bytes[at + index] = letter.charCodeAt(0)));
    text(0, "RIFF");
    text(8, "WAVEfmt ");
    view.setUint32(16, size, true);
    view.setUint16(20, extensible ? 0xfffe : encoding, true);
    view.setUint16(22, 1, true);
    view.setUint32(24, 8000, true);
    view.setUint16(34, bits, true);
    if (extensible) view.setUint16(44, encoding, true);
    text(20 + size, "data");
    view.setUint32(24 + size, data.length, true);
    bytes.set(data, 28 + size);
    return bytes;
  };
  const floats = (bits: 32 | 64): number[] => [
    ...new Uint8Array((bits === 32 ? Float32Array : Float64Array).of(0.5, -0.25).buffer),
  ];

  it.each([
    ["8 bits", file(1, 8, [192, 96])],
    ["16 bits", file(1, 16, [0, 64, 0, 224])],
    ["24 bits", file(1, 24, [0, 0, 64, 0, 0, 224])],
    ["32 bits", file(1, 32, [0, 0, 0, 64, 0, 0, 0, 224])],
    ["32 bits, extensible", file(1, 32, [0, 0, 0, 64, 0, 0, 0, 224], true)],
    ["float", file(3, 32, floats(32))],
    ["double", file(3, 64, floats(64))],
    ["a header that was never finished", file(1, 16, [0, 64, 0, 224]).fill(255, 40, 44)],
  ])("is read with %s", (_name, bytes) => {
    expect([...(readWav(bytes).channels[0] ?? [])]).toEqual([0.5, -0.25]);
  });

  it("that is damaged in any way is read or refused by name, never anything else", () => {
    const whole = writeWav({ channels: [sine(440, 8000, 0.01)], sampleRate: 8000 });
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 }),
        (length, changes) => {
          const bytes = whole.slice(0, length);
          for (const [at, value] of changes) if (at < length) bytes[at] = value;
          try {
            expect(readWav(bytes, "x.wav").channels.length).toBeGreaterThan(0);
          } catch (error) {
            expect(error).toBeInstanceOf(DataFormatError);
            expect((error as Error).message).toMatch(/^x\.wav: /);
          }
        },
      ),
    );
    expect(() => readWav(whole.slice(0, -10))).toThrow("it is cut off: 150 of 160 bytes");
    expect(() => readWav(new Uint8Array(0))).toThrow("not a WAV file");
    // Of twelve bytes there is a head, and nothing below it.
    expect(() => readWav(whole.slice(0, 11))).toThrow("not a WAV file");
    expect(() => readWav(whole.slice(0, 12))).toThrow(/^(?!.*not a WAV file)/);
    const fast = whole.slice();
    new DataView(fast.buffer).setUint32(24, 4e9, true);
    expect(() => readWav(fast)).toThrow("at 4000000000 Hz");
  });
});

describe("G.711", () => {
  // The codes of the recommendation's tables 1a and 2a for the ends and the middle of the scale.
  it("codes what the recommendation says", () => {
    expect([0, 32_767, -32_768, 1000].map(encodeMuLaw)).toEqual([0xff, 0x80, 0x00, 0xce]);
    expect([0, 32_767, -32_768].map(encodeALaw)).toEqual([0xd5, 0xaa, 0x2a]);
  });

  it.each([
    ["mu-law", encodeMuLaw, decodeMuLaw],
    ["a-law", encodeALaw, decodeALaw],
  ] as const)(
    "%s gives each of its 256 codes back, in order, and is off by at most a 32nd of a sample",
    (codec, encode, decode) => {
      const values = Array.from({ length: 256 }, (_, byte) => decode(byte));
      for (const [byte, value] of values.entries()) if (value !== 0) expect(encode(value)).toBe(byte);
      for (let sample = -32_768; sample < 32_768; sample += 7) {
        const back = decode(encode(sample));
        expect(Math.abs(back - sample)).toBeLessThanOrEqual(Math.max(16, Math.abs(sample) / 29));
      }
      const tone = sine(440, 8000, 1);
      const error = companded(tone, codec).map((value, index) => value - (tone[index] as number));
      expect(powerDecibels(power(tone) / power(error))).toBeGreaterThan(35);
    },
  );
});

describe("resample", () => {
  it.each([
    [22_050, 16_000],
    [24_000, 8000],
    [8000, 48_000],
    [16_000, 44_100],
  ])("keeps a tone from %d Hz to %d Hz, at its moment and strength", (from, to) => {
    const result = resample(sine(440, from, 0.5), from, to);
    const wanted = sine(440, to, 0.5);
    expect(result.length).toBe(wanted.length);
    const margin = Math.round(to * 0.02);
    const error = result
      .slice(margin, -margin)
      .map((value, index) => value - (wanted[margin + index] as number));
    expect(powerDecibels(power(error) / power(wanted))).toBeLessThan(-60);
  });

  it("lets nothing alias: a tone above the new Nyquist frequency is gone", () => {
    const result = resample(sine(5000, 24_000, 0.5), 24_000, 8000);
    expect(powerDecibels(power(result.slice(200, -200)) / 0.125)).toBeLessThan(-60);
  });

  it("refuses an impossible rate", () => {
    expect(() => resample(new Float32Array(1), 8000, 0.5)).toThrow("whole number of hertz");
  });
});

describe("voice activity", () => {
  const clip = (...parts: readonly (readonly [seconds: number, amplitude: number])[]) => ({
    sampleRate: 8000,
    samples: Float32Array.from(
      parts.flatMap(([seconds, amplitude]) => [...sine(300, 8000, seconds, amplitude)]),
    ),
  });

  it("is where there is sound, gaps shorter than the pause counted in", () => {
    const sound = clip([0.3, 0], [0.5, 0.5], [0.1, 0], [0.2, 0.3], [0.4, 0], [0.1, 0.2], [0.2, 0.0001]);
    expect(
      activeSpans(sound).map(({ start, end }) => [start, end].map((at) => Math.round(at * 100))),
    ).toEqual([
      [30, 110],
      [150, 160],
    ]);
    expect(activeSpans(sound, 0.05)).toHaveLength(3);
    expect(withoutEdges(sound)).toMatchObject({ before: 0.3, clip: { samples: { length: 1.3 * 8000 } } });
  });

  it("is nowhere in silence", () => {
    expect(activeSpans(clip([1, 0.00001]))).toEqual([]);
    expect(withoutEdges(clip([1, 0])).clip.samples).toHaveLength(0);
  });
});

describe("Mixer", () => {
  it("gives the same sum however often it is flushed", async () => {
    const adding = fc.array(fc.tuple(fc.nat(40), fc.nat(20)), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(adding, async (sounds) => {
        const ordered = sounds.toSorted(([a], [b]) => a - b);
        const track = await memoryTrack();
        const mixer = new Mixer([track]);
        const wanted = new Float32Array(100);
        for (const [index, [at, length]] of ordered.entries()) {
          await mixer.flush(at);
          mixer.add(0, new Float32Array(length).fill(index + 1), at);
          for (let sample = at; sample < at + length; sample++)
            wanted[sample] = (wanted[sample] as number) + index + 1;
        }
        await mixer.flush(100);
        expect(await track.read(0, 100)).toEqual(wanted);
        expect(await track.read(-2, 2)).toEqual(
          Float32Array.of(0, 0, wanted[0] as number, wanted[1] as number),
        );
      }),
    );
  });
});
