import { transformOf } from "../signal/fft-convolve.ts";
import { octaveBands } from "./materials.ts";
import { measuredReverberation, type ReverberationTimes } from "./reverberation-time.ts";

/** How far from the middle of a band all is heard, in octaves, and from where on nothing is: no neighbour that fades more slowly. */
const [inner, outer] = [0.2, 0.3];

/**
 * Periods of a band's middle that what fades must take, to be told from the band itself: so narrow a band rings for 33 of them after
 * a click, and adds a tenth to what takes 42.
 */
const fewestPeriods = 42;

/**
 * The reverberation times of an impulse response in its octave bands from 125 to 8,000 Hz, measured in the middle of each: a
 * filter as wide as the octave hears the next band too, whose sound outlasts this one's where the walls absorb less of it.
 *
 * @param leastPeriods of a band's middle, below which nothing is measured
 * @returns seconds; NaN where the response is too short to tell, or has no such frequencies, or fades faster than the band itself (0.34 s
 *   at 125 Hz, half as long an octave above)
 */
export function bandReverberation(
  response: Float32Array,
  sampleRate: number,
  leastPeriods = fewestPeriods,
): ReverberationTimes {
  const size = 2 ** Math.ceil(Math.log2(2 * Math.max(response.length, 1)));
  const transform = transformOf(size);
  const [input, spectrum, part] = [0, 0, 0].map(() => new Float64Array(2 * size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (const [index, sample] of response.entries()) input[2 * index] = sample;
  transform.transform(spectrum, input);
  return octaveBands.map((middle) => {
    if (middle * 2 ** outer > sampleRate / 2) return Number.NaN;
    part.fill(0);
    for (let bin = 1; bin < size / 2; bin++) {
      const weight = middleWeight(Math.abs(Math.log2((bin * sampleRate) / size / middle)));
      if (weight === 0) continue;
      for (const at of [bin, size - bin])
        for (const offset of [0, 1]) part[2 * at + offset] = weight * (spectrum[2 * at + offset] as number);
    }
    transform.inverseTransform(input, part);
    const seconds = measuredReverberation(
      Float32Array.from({ length: response.length }, (_, index) => input[2 * index] as number),
      sampleRate,
    );
    return seconds * middle < leastPeriods ? Number.NaN : seconds;
  });
}

function middleWeight(octaves: number): number {
  if (octaves >= outer) return 0;
  return octaves <= inner ? 1 : Math.cos((((octaves - inner) / (outer - inner)) * Math.PI) / 2);
}
