import type { AudioClip } from "../audio/audio-clip.ts";
import { transformOf } from "./fft-convolve.ts";

/** How strong each frequency is at each moment. */
export interface Spectrogram {
  /** Power in decibels below full scale: all frequencies of the first moment, from low to high, then those of the next. */
  readonly decibels: Float32Array;
  /** How many moments, 10 ms apart. */
  readonly frames: number;
  /** How many frequencies, up to half the sample rate. */
  readonly bins: number;
}

const hop = 0.01;
const floor = 1e-12;

/** The spectrogram of a clip: Hann windows of about 32 ms every 10 ms. */
export function spectrogram({ samples, sampleRate }: AudioClip): Spectrogram {
  const size = 2 ** Math.round(Math.log2(0.032 * sampleRate));
  const step = Math.max(1, Math.round(hop * sampleRate));
  const [frames, bins] = [Math.max(0, Math.ceil(samples.length / step)), size / 2];
  const window = Float64Array.from(
    { length: size },
    (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / size),
  );
  const [input, output] = [new Float64Array(2 * size), new Float64Array(2 * size)];
  const decibels = new Float32Array(frames * bins);
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * step - size / 2;
    for (let index = 0; index < size; index++)
      input[2 * index] = (samples[start + index] ?? 0) * (window[index] as number);
    transformOf(size).transform(output, input);
    for (let bin = 0; bin < bins; bin++) {
      // A sine of full scale is 0 decibels: half of its amplitude is at −f, and half is lost in the window.
      const power = 16 * ((output[2 * bin] as number) ** 2 + (output[2 * bin + 1] as number) ** 2);
      decibels[frame * bins + bin] = 10 * Math.log10(power / size ** 2 + floor);
    }
  }
  return { decibels, frames, bins };
}
