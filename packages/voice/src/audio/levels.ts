/** Mean square of samples; 0 for none. */
export function power(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return samples.length === 0 ? 0 : sum / samples.length;
}

/** The largest magnitude among samples; 0 for none. */
export function peak(samples: Float32Array): number {
  let highest = 0;
  for (const sample of samples) highest = Math.max(highest, Math.abs(sample));
  return highest;
}

/** Decibels of a ratio of powers: 10·log₁₀. */
export function powerDecibels(ratio: number): number {
  return 10 * Math.log10(ratio);
}

/** The factor on amplitudes that is so many decibels: 10^(dB/20). */
export function amplitudeOf(decibels: number): number {
  return 10 ** (decibels / 20);
}

/** Samples times a factor, as new samples. */
export function amplified(samples: Float32Array, factor: number): Float32Array {
  return samples.map((sample) => sample * factor);
}

/** Adds samples into others from a position on; what falls outside is left out. */
export function addInto(target: Float32Array, samples: Float32Array, at: number, factor = 1): void {
  const from = Math.max(0, -at);
  const to = Math.min(samples.length, target.length - at);
  for (let index = from; index < to; index++)
    target[at + index] = (target[at + index] as number) + factor * (samples[index] as number);
}
