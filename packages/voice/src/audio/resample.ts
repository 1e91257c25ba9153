import { InvalidArgumentError } from "@sdialog/core";

/** Zero crossings of the sinc on either side: long enough for 80 dB of attenuation. */
const crossings = 32;
const kaiserBeta = 8;

/** Input samples on either side that one output sample depends on. */
export function resampleReach(from: number, to: number): number {
  return Math.ceil(crossings * Math.max(1, from / to)) + 1;
}

/**
 * The same sound at another sample rate: interpolation with a Kaiser-windowed sinc, low-pass filtered just below the
 * lower of the two Nyquist frequencies so that nothing aliases (Smith, Digital Audio Resampling, 2002).
 *
 * @param samples amplitudes at `from` hertz
 * @returns amplitudes at `to` hertz: ⌈n·to/from⌉ samples, the first at the same moment as the first that was given
 * @throws InvalidArgumentError for a rate that is not a whole number of at least 1
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  for (const rate of [from, to])
    if (!Number.isInteger(rate) || rate < 1)
      throw new InvalidArgumentError(`A sample rate must be a whole number of hertz, not ${rate}`);
  if (from === to) return samples;
  const common = greatestCommonDivisor(from, to);
  const [up, down] = [to / common, from / common];
  const filters = phaseFilters(up, down);
  const reach = (((filters[0] as Float32Array).length - 1) / 2) | 0;
  const result = new Float32Array(Math.ceil((samples.length * up) / down));
  for (let index = 0; index < result.length; index++) {
    const position = index * down;
    const centre = Math.floor(position / up);
    const filter = filters[position % up] as Float32Array;
    const first = Math.max(0, centre - reach);
    const last = Math.min(samples.length - 1, centre + reach);
    let sum = 0;
    for (let at = first; at <= last; at++)
      sum += (samples[at] as number) * (filter[at - centre + reach] as number);
    result[index] = sum;
  }
  return result;
}

const known = new Map<string, readonly Float32Array[]>();

/** For each of the `up` positions between two input samples, the weights of the input samples around it. */
function phaseFilters(up: number, down: number): readonly Float32Array[] {
  const key = `${up}/${down}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const cutoff = Math.min(1, up / down) * 0.95;
  const reach = Math.ceil(crossings / Math.min(1, up / down));
  const filters = Array.from({ length: up }, (_, phase) => {
    const filter = new Float32Array(2 * reach + 1);
    for (let at = -reach; at <= reach; at++) {
      const x = at - phase / up;
      filter[at + reach] = cutoff * sinc(cutoff * x) * kaiser(x / (reach + 1));
    }
    return filter;
  });
  if (known.size > 32) known.clear();
  known.set(key, filters);
  return filters;
}

/** sin(πx)/(πx). */
export function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel(kaiserBeta * Math.sqrt(1 - x * x)) / bessel(kaiserBeta);
}

/** The modified Bessel function of the first kind and order 0, by its power series. */
function bessel(x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
