import { InvalidArgumentError, Random, type Seed } from "@sdialog/core";

/** Noise that is made, not recorded. */
export const noiseKinds = ["white", "pink", "brown", "hum"] as const;
/** A kind of noise that is made: equal power per hertz, per octave, falling with 6 dB an octave, or that of the mains. */
export type NoiseKind = (typeof noiseKinds)[number];

const mains = 50;

/**
 * Noise of a kind. It can be looped: after its last sample its first may follow.
 *
 * @param length in samples
 * @param sampleRate in hertz
 * @returns amplitudes with a mean power of 1
 */
export function madeNoise(kind: NoiseKind, length: number, sampleRate: number, seed: Seed): Float32Array {
  if (!noiseKinds.includes(kind))
    throw new InvalidArgumentError(`There is no noise called "${String(kind)}"`, {
      hint: `Known: ${noiseKinds.join(", ")}.`,
    });
  const random = new Random(seed);
  const raw = kind === "hum" ? hum(length, sampleRate) : shaped(kind, length, random);
  return normalized(raw);
}

function normalized(samples: Float32Array): Float32Array {
  const mean = samples.reduce((sum, sample) => sum + sample, 0) / Math.max(1, samples.length);
  let sum = 0;
  for (const sample of samples) sum += (sample - mean) ** 2;
  const factor = sum === 0 ? 0 : 1 / Math.sqrt(sum / samples.length);
  return samples.map((sample) => (sample - mean) * factor);
}

/** Harmonics of 50 Hz, the odd ones louder, over a whole number of periods as nearly as the length allows. */
function hum(length: number, sampleRate: number): Float32Array {
  const periods = Math.max(1, Math.round((length * mains) / sampleRate));
  return Float32Array.from({ length }, (_, index) => {
    let sum = 0;
    for (let harmonic = 1; harmonic <= 12; harmonic++)
      sum +=
        (Math.sin((2 * Math.PI * periods * harmonic * index) / length) / harmonic) *
        (harmonic % 2 === 1 ? 1 : 0.4);
    return sum;
  });
}

/** Gaussian noise, low-pass filtered by as many decibels an octave as the kind wants; pink as Kellet's sum of first-order filters. */
function shaped(kind: Exclude<NoiseKind, "hum">, length: number, random: Random): Float32Array {
  const white = (): number => random.normal();
  if (kind === "white") return Float32Array.from({ length }, white);
  const fade = Math.min(4096, length >> 2);
  const next = kind === "pink" ? pinkFrom(white) : brownFrom(white);
  for (let index = 0; index < 8192; index++) next();
  const long = Float32Array.from({ length: length + fade }, next);
  // What would come after the end fades into the beginning, at equal power.
  const samples = long.slice(0, length);
  for (let index = 0; index < fade; index++) {
    const angle = (index / fade) * (Math.PI / 2);
    samples[index] =
      Math.sin(angle) * (long[index] as number) + Math.cos(angle) * (long[length + index] as number);
  }
  return samples;
}

function pinkFrom(white: () => number): () => number {
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55, -0.7616];
  const gains = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522, -0.016898];
  const states = poles.map(() => 0);
  let delayed = 0;
  return () => {
    const input = white();
    let sum = delayed + input * 0.5362;
    for (const [index, pole] of poles.entries()) {
      const state = pole * (states[index] as number) + input * (gains[index] as number);
      states[index] = state;
      sum += state;
    }
    delayed = input * 0.115926;
    return sum;
  };
}

function brownFrom(white: () => number): () => number {
  let state = 0;
  return () => (state = 0.999 * state + white());
}
