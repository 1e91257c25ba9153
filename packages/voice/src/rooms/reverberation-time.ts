import { airAbsorption, octaveBands } from "./materials.ts";
import type { Room } from "./room.ts";

/** 24·ln 10 divided by the speed of sound, 343 m/s: what volume and absorption are related by. */
const factor = (24 * Math.LN10) / 343;

/** How long sound takes to fade by 60 decibels in a room, in seconds, for each octave band. */
export type ReverberationTimes = readonly number[];

/** The volume of a room, in cubic metres. */
export function volumeOf({ size: [x, y, z] }: Room): number {
  return x * y * z;
}

/** The areas of the six walls in square metres, in their order. */
function areasOf({ size: [x, y, z] }: Room): readonly number[] {
  return [y * z, y * z, x * z, x * z, x * y, x * y];
}

/** Sabine's reverberation time: 0.161·V / (A + 4mV), for rooms that absorb little. */
export function sabineTimes(room: Room): ReverberationTimes {
  return times(room, (mean) => mean);
}

/** Eyring's reverberation time: 0.161·V / (−S·ln(1 − ᾱ) + 4mV), which holds for absorbing rooms too. */
export function eyringTimes(room: Room): ReverberationTimes {
  return times(room, (mean) => -Math.log(1 - Math.min(mean, 1 - 1e-9)));
}

function times(room: Room, exponent: (meanAbsorption: number) => number): ReverberationTimes {
  const areas = areasOf(room);
  const surface = areas.reduce((sum, area) => sum + area, 0);
  const volume = volumeOf(room);
  return octaveBands.map((_, band) => {
    const mean =
      areas.reduce((sum, area, wall) => sum + area * (room.absorption[wall]?.[band] as number), 0) / surface;
    // Decibels a metre → natural exponent of the energy.
    const air = room.air ? ((airAbsorption[band] as number) * Math.LN10) / 10 : 0;
    return (factor * volume) / (surface * exponent(mean) + 4 * air * volume);
  });
}

/** The absorption that all walls must have for a reverberation time by Eyring, air left out. @returns more than 1 when nothing is absorbing enough */
export function absorptionFor(size: Room["size"], seconds: number): number {
  const [x, y, z] = size;
  const surface = 2 * (x * y + y * z + x * z);
  return 1 - Math.exp((-factor * x * y * z) / (surface * seconds));
}

/**
 * The reverberation time of an impulse response: twice the time its backward-integrated energy (Schroeder, 1965) takes from −5
 * to −35 decibels, by a straight line through that part (ISO 3382: T30).
 *
 * @returns seconds; NaN when the response is too short to tell
 */
export function measuredReverberation(response: Float32Array, sampleRate: number): number {
  const left = new Float64Array(response.length);
  let sum = 0;
  for (let index = response.length - 1; index >= 0; index--)
    left[index] = sum += (response[index] as number) ** 2;
  const level = (index: number): number => 10 * Math.log10((left[index] as number) / (left[0] as number));
  let [count, x, y, xx, xy] = [0, 0, 0, 0, 0];
  let reached = false;
  for (let index = 0; index < left.length; index++) {
    const decibels = level(index);
    if (decibels > -5) continue;
    if (!(decibels >= -35)) {
      reached = true;
      break;
    }
    const time = index / sampleRate;
    count++;
    x += time;
    y += decibels;
    xx += time * time;
    xy += time * decibels;
  }
  if (!reached || count < 2) return Number.NaN;
  const slope = (count * xy - x * y) / (count * xx - x * x);
  return -60 / slope;
}
