import { sinc } from "../audio/resample.ts";
import { fftConvolve } from "./fft-convolve.ts";

/** Samples on either side of its centre that a band-pass reaches. */
export function bandPassReach(sampleRate: number): number {
  return Math.round(sampleRate * 0.032);
}

const kernels = new Map<string, Float32Array>();

/**
 * What lies between two frequencies: a linear-phase filter of 64 ms (the difference of two Blackman-windowed sincs), which
 * delays nothing.
 *
 * @param samples amplitudes
 * @param low @param high where the band begins and ends, in hertz, at half the amplitude
 * @returns as many samples
 */
export function bandPass(samples: Float32Array, sampleRate: number, low: number, high: number): Float32Array {
  const key = `${sampleRate} ${low} ${high}`;
  const kernel = kernels.get(key) ?? bandPassKernel(sampleRate, low, high);
  kernels.set(key, kernel);
  const reach = bandPassReach(sampleRate);
  return fftConvolve(samples, kernel).slice(reach, reach + samples.length);
}

function bandPassKernel(sampleRate: number, low: number, high: number): Float32Array {
  const reach = bandPassReach(sampleRate);
  return Float32Array.from({ length: 2 * reach + 1 }, (_, index) => {
    const at = index - reach;
    const position = (index + 1) / (2 * reach + 2);
    const window = 0.42 - 0.5 * Math.cos(2 * Math.PI * position) + 0.08 * Math.cos(4 * Math.PI * position);
    const below = (frequency: number): number =>
      ((2 * frequency) / sampleRate) * sinc((2 * frequency * at) / sampleRate);
    return (below(high) - below(low)) * window;
  });
}
