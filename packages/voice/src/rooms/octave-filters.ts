import { transformOf } from "../signal/fft-convolve.ts";
import { octaveBands } from "./materials.ts";

/**
 * Signals of which each holds for one octave band, put together: the weights of the bands overlap a little
 * around their borders and add up to 1 at every frequency, so that equal signals come out as they are. The lowest and the highest band go on beyond
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

/**
 * Widest transition from one band to the next, in octaves, and the one in hertz that it has where this is narrower: what fades
 * slowly is heard in the band beside it no further than that, and what fades fast rings for a fortieth of a second at most.
 */
const [widest, transition] = [0.5, 40];

/** How much of a frequency belongs to a band: a squared cosine around the border with the next. */
function bandWeight(band: number, frequency: number): number {
  const position = Math.max(
    0,
    Math.min(octaveBands.length - 1, Math.log2(Math.max(frequency, 1) / octaveBands[0])),
  );
  const distance = position - band;
  if (Math.abs(distance) >= 1) return 0;
  const border = octaveBands[0] * 2 ** (band + Math.sign(distance) / 2);
  const width = Math.min(widest, transition / (border * Math.LN2));
  const part = Math.max(0, Math.min(1, (Math.abs(distance) - 0.5) / width + 0.5));
  return Math.cos((part * Math.PI) / 2) ** 2;
}
