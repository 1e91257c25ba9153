import { resample } from "./resample.ts";

/** Sound from one microphone or one voice. */
export interface AudioClip {
  /** Amplitudes, 1 being full scale; what goes beyond ±1 is clipped when it is written as integers. */
  readonly samples: Float32Array;
  /** Samples per second, in hertz. */
  readonly sampleRate: number;
}

/** Clips one after the other, at the sample rate of the first; there must be one. */
export function joinedClips(clips: readonly AudioClip[]): AudioClip {
  const sampleRate = clips[0]?.sampleRate ?? 16_000;
  const parts = clips.map((clip) => resample(clip.samples, clip.sampleRate, sampleRate));
  const samples = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part, at);
    at += part.length;
  }
  return { samples, sampleRate };
}
