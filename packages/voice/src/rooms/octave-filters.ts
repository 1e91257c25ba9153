import { transformOf } from "../signal/fft-convolve.ts";
import { octaveBands } from "./materials.ts";

/**
 * Signals of which each holds for one octave band, put together: the weights of the bands overlap by a quarter of an octave
 * either way and add up to 1 at every frequency, so that equal signals come out as they are. The lowest and the highest band go on beyond
 * their ends.
 *
 * @param signals one for each octave band from 125 to 8,000 Hz, all of the same length
 */
export function bandSum(signals: readonly Float32Array[], sampleRate: number): Float32Array {
  const length = signals[0]?.length ?? 0;
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(length, 1)));
  const transform = transformOf(size);
  const [input, spectrum, sum] = [0, 0, 0].map(() => new Float64Array(2 * size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [band, signal] of signals.entries()) {
    input.fill(0);
    for (let index = 0; index < length; index++) input[2 * index] = signal[index] as number;
    transform.transform(spectrum, input);
    for (let bin = 0; bin <= size / 2; bin++) {
      const weight = bandWeight(band, (bin * sampleRate) / size);
      if (weight === 0) continue;
      for (const at of new Set([bin, (size - bin) % size])) {
        sum[2 * at] = (sum[2 * at] as number) + weight * (spectrum[2 * at] as number);
        sum[2 * at + 1] = (sum[2 * at + 1] as number) + weight * (spectrum[2 * at + 1] as number);
      }
    }
  }
  transform.inverseTransform(input, sum);
  return Float32Array.from({ length }, (_, index) => input[2 * index] as number);
}

/** Width of the transition from one band to the next, in octaves: narrower, and what fades fast rings with its neighbour. */
const transition = 0.5;

/** How much of a frequency belongs to a band: a squared cosine around the border with the next. */
function bandWeight(band: number, frequency: number): number {
  const position = Math.max(
    0,
    Math.min(octaveBands.length - 1, Math.log2(Math.max(frequency, 1) / octaveBands[0])),
  );
  const distance = Math.abs(position - band);
  const part = Math.max(0, Math.min(1, (distance - 0.5) / transition + 0.5));
  return Math.cos((part * Math.PI) / 2) ** 2;
}
