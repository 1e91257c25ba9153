import { Random, type Seed } from "@sdialog/core";
import { checkOptions } from "@sdialog/core/internal";
import { sinc } from "../audio/resample.ts";
import { imageSources, speedOfSound } from "./image-sources.ts";
import { octaveBands } from "./materials.ts";
import { bandSum } from "./octave-filters.ts";
import { eyringTimes, volumeOf } from "./reverberation-time.ts";
import { checkInside, type Position, type Room } from "./room.ts";

/** How an impulse response is computed. */
export interface ResponseOptions {
  /** In hertz. Default: 16,000. */
  readonly sampleRate?: number | undefined;
  /**
   * What comes after the first reflections: `diffuse` noise that fades as Eyring says, as in rooms with things in them, or all
   * `images`, as in an empty box with perfect mirrors, which takes longer. Default: `diffuse`.
   */
  readonly tail?: "diffuse" | "images" | undefined;
  /** Most walls on a path of the images. Default: no limit. */
  readonly order?: number | undefined;
  /** Where the chance of the diffuse tail starts. Default: 0. */
  readonly seed?: Seed | undefined;
}

/** Half of the taps that put an arrival between two samples. */
const reach = 40;
/** Positions between two samples that are told apart. */
const phases = 256;
const longest = 10;
/** Images are never more than this share of the reverberation: in an absorbing box those that graze a wall outlast all others. */
const largestShare = 0.15;

/**
 * What a microphone hears of a click at a source in a room: direct sound with the amplitude 1 at a metre, its reflections by the
 * image-source method, and a diffuse tail after the mixing time of 0.0117·V + 50.1 ms (Lindau, Kosanke and Weinzierl, 2012), or
 * after 15 % of the reverberation time where that is shorter.
 *
 * @returns the impulse response; sound arrives after the time it takes from the source
 * @throws InvalidArgumentError for places outside of the room
 */
export function roomResponse(
  room: Room,
  source: Position,
  microphone: Position,
  options: ResponseOptions = {},
): Float32Array {
  const {
    sampleRate = 16_000,
    tail = "diffuse",
    order,
    seed = 0,
  } = checkOptions("roomResponse", options, { sampleRate: true, tail: true, order: true, seed: true });
  checkInside(room, source, "The source");
  checkInside(room, microphone, "The microphone");
  const times = eyringTimes(room);
  // Where all frequencies are swallowed alike, one band does for all.
  const flat = !room.air && room.absorption.every((wall) => wall.every((value) => value === wall[0]));
  const bands = flat ? [0] : octaveBands.map((_, band) => band);
  const whole = Math.min(longest, Math.max(...bands.map((band) => times[band] as number)) * 1.1 + 0.05);
  const mixing = Math.min(
    0.0117e-3 * volumeOf(room) + 0.0501,
    largestShare * Math.min(...bands.map((band) => times[band] as number)),
  );
  const until = tail === "diffuse" ? Math.min(whole, mixing * 1.25) : whole;
  const length = Math.ceil(whole * sampleRate);
  const responses = bands.map(() => new Float32Array(length));
  const weights = delayWeights();
  imageSources(room, source, microphone, bands, { seconds: until, order }, (distance, amplitudes) => {
    const position = (distance / speedOfSound) * sampleRate;
    const fade = tail === "diffuse" ? fadeOut(distance / speedOfSound, mixing) : 1;
    if (fade === 0) return;
    const nearest = Math.round(position * phases) / phases;
    const centre = Math.floor(nearest);
    const taps = weights[Math.round((nearest - centre) * phases)] as Float32Array;
    const from = Math.max(0, centre - reach);
    const to = Math.min(length - 1, centre + reach);
    for (const [band, response] of responses.entries()) {
      const amplitude = fade * (amplitudes[band] as number);
      for (let at = from; at <= to; at++)
        response[at] = (response[at] as number) + amplitude * (taps[at - centre + reach] as number);
    }
  });
  if (tail === "diffuse")
    addTails(
      responses,
      bands.map((band) => times[band] as number),
      { room, sampleRate, mixing, seed },
    );
  return flat ? (responses[0] as Float32Array) : bandSum(responses, sampleRate);
}

/** Share of an arrival that is left to the images; the rest of its energy is the tail's. Both are equal at the mixing time. */
function fadeOut(time: number, mixing: number): number {
  const part = (time / mixing - 0.75) / 0.5;
  return part <= 0 ? 1 : part >= 1 ? 0 : Math.cos((part * Math.PI) / 2);
}

/**
 * Gaussian noise with the energy of all images that arrive at a time: 4πc/V a second, less what walls and air have swallowed
 * until then.
 */
function addTails(
  responses: readonly Float32Array[],
  times: readonly number[],
  {
    room,
    sampleRate,
    mixing,
    seed,
  }: { readonly room: Room; readonly sampleRate: number; readonly mixing: number; readonly seed: Seed },
): void {
  const random = new Random(seed).fork("tail");
  const density = (4 * Math.PI * speedOfSound) / volumeOf(room) / sampleRate;
  const from = Math.floor(0.75 * mixing * sampleRate);
  for (let at = from; at < (responses[0]?.length ?? 0); at++) {
    const time = at / sampleRate;
    const share = Math.sqrt(1 - fadeOut(time, mixing) ** 2);
    const noise = share * Math.sqrt(density) * random.normal();
    for (const [band, response] of responses.entries())
      response[at] = (response[at] as number) + noise * 10 ** ((-3 * time) / (times[band] as number));
  }
}

let known: readonly Float32Array[] | undefined;

/** Hann-windowed sincs, one for each position between two samples, the last one for the next sample itself. */
function delayWeights(): readonly Float32Array[] {
  known ??= Array.from({ length: phases + 1 }, (_, phase) =>
    Float32Array.from({ length: 2 * reach + 1 }, (__, index) => {
      const x = index - reach - phase / phases;
      return Math.abs(x) > reach ? 0 : sinc(x) * 0.5 * (1 + Math.cos((Math.PI * x) / reach));
    }),
  );
  return known;
}
