import { requireArguments } from "@sdialog/core/internal";
import { DataFormatError } from "@sdialog/core";
import { decodeALaw, decodeMuLaw } from "./g711.ts";

/** Sound of one or several channels of the same length. */
export interface MultichannelAudio {
  /** Amplitudes of each channel, 1 being full scale. */
  readonly channels: readonly Float32Array[];
  /** Samples per second, in hertz. */
  readonly sampleRate: number;
}

interface WavFormat {
  readonly encoding: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly bits: number;
}

/** No recorder has more samples a second; a file that claims to is damaged. */
const highestRate = 768_000;

type SampleReader = (view: DataView, at: number) => number;

const [pcm, float, aLaw, muLaw, extensible] = [1, 3, 6, 7, 0xfffe];

/** How a sample is read, by encoding and bits. */
const readers: Readonly<Record<string, SampleReader>> = {
  [`${pcm}/8`]: (view, at) => (view.getUint8(at) - 128) / 128,
  [`${pcm}/16`]: (view, at) => view.getInt16(at, true) / 32_768,
  [`${pcm}/24`]: (view, at) => ((view.getUint16(at, true) << 8) | (view.getInt8(at + 2) << 24)) / 2 ** 31,
  [`${pcm}/32`]: (view, at) => view.getInt32(at, true) / 2 ** 31,
  [`${float}/32`]: (view, at) => view.getFloat32(at, true),
  [`${float}/64`]: (view, at) => view.getFloat64(at, true),
  [`${aLaw}/8`]: (view, at) => decodeALaw(view.getUint8(at)) / 32_768,
  [`${muLaw}/8`]: (view, at) => decodeMuLaw(view.getUint8(at)) / 32_768,
};

/**
 * Reads a WAV file: integers of 8 to 32 bits, floating point, A-law and µ-law. Data that ends early is an error, except
 * where the header was never finished (a recorder that was switched off), which says so by a length of 0 or of all ones.
 *
 * @param bytes the whole file
 * @param source what to call it in an error
 * @throws DataFormatError when it is not a WAV file, or one that is damaged or of another encoding
 */
export function readWav(bytes: Uint8Array, source = "audio"): MultichannelAudio {
  requireArguments("readWav", arguments, 1);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fail = (problem: string): never => {
    throw new DataFormatError(problem, {
      source,
      hint: "Convert it to WAV with 16 bits, for example with sox or ffmpeg.",
    });
  };
  if (bytes.length < 12 || name(view, 0) !== "RIFF" || name(view, 8) !== "WAVE")
    fail("this is not a WAV file: it does not begin with RIFF and WAVE");
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const [chunk, size, start] = [name(view, at), view.getUint32(at + 4, true), at + 8];
    if (chunk === "fmt ")
      format = readFormat(view, start, size) ?? fail("its description of the format is cut off");
    if (chunk === "data") {
      if (format === undefined) return fail("its sound comes before the description of its format");
      const unfinished = size === 0xffffffff || (size === 0 && start < bytes.length);
      if (!unfinished && start + size > bytes.length)
        fail(`it is cut off: ${bytes.length - start} of ${size} bytes of sound are there`);
      return readData(view, start, unfinished ? bytes.length - start : size, format, fail);
    }
    at = start + size + (size % 2);
  }
  return fail("it holds no sound");
}

function readFormat(view: DataView, at: number, size: number): WavFormat | undefined {
  if (size < 16 || at + size > view.byteLength) return undefined;
  const tag = view.getUint16(at, true);
  return {
    encoding: tag === extensible && size >= 26 ? view.getUint16(at + 24, true) : tag,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

function readData(
  view: DataView,
  start: number,
  size: number,
  { encoding, channels, sampleRate, bits }: WavFormat,
  fail: (problem: string) => never,
): MultichannelAudio {
  const read =
    readers[`${encoding}/${bits}`] ??
    fail(`samples of ${bits} bits in encoding ${encoding} are not understood`);
  if (channels < 1 || sampleRate < 1 || sampleRate > highestRate)
    fail(`it claims to have ${channels} channels at ${sampleRate} Hz`);
  const bytes = bits / 8;
  const frames = Math.floor(size / (bytes * channels));
  return {
    sampleRate,
    channels: Array.from({ length: channels }, (_, channel) => {
      const samples = new Float32Array(frames);
      for (let index = 0; index < frames; index++) {
        const sample = read(view, start + (index * channels + channel) * bytes);
        samples[index] = Number.isFinite(sample) ? sample : fail(`sample ${index} is not a number`);
      }
      return samples;
    }),
  };
}

function name(view: DataView, at: number): string {
  return String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));
}
