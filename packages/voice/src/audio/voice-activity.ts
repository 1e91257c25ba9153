import type { AudioClip } from "./audio-clip.ts";

/** From when to when something lasts, in seconds. */
export interface TimeSpan {
  readonly start: number;
  readonly end: number;
}

/** Level below the loudest frame at which speech is taken to have stopped, in decibels. */
const floor = 40;
/** Length of the frames whose energy is looked at, in seconds. */
const frame = 0.01;
/** Quieter than this is silence whatever the loudest frame is: power of −70 dBFS. */
const silent = 1e-7;

/**
 * Where a clip is not silent: frames of 10 ms within 40 dB of the loudest one, gaps shorter than `pause` counted in.
 *
 * @param pause the shortest silence that divides two spans, in seconds
 */
export function activeSpans({ samples, sampleRate }: AudioClip, pause = 0.2): TimeSpan[] {
  const size = Math.max(1, Math.round(frame * sampleRate));
  const energies: number[] = [];
  for (let at = 0; at < samples.length; at += size) {
    let sum = 0;
    const end = Math.min(at + size, samples.length);
    for (let index = at; index < end; index++) sum += (samples[index] as number) ** 2;
    energies.push(sum / (end - at));
  }
  const threshold = Math.max(silent, energies.reduce((a, b) => Math.max(a, b), 0) * 10 ** (-floor / 10));
  const spans: { start: number; end: number }[] = [];
  for (const [index, energy] of energies.entries()) {
    if (energy <= threshold) continue;
    const start = (index * size) / sampleRate;
    const end = Math.min((index + 1) * size, samples.length) / sampleRate;
    const last = spans.at(-1);
    if (last !== undefined && start - last.end < pause) last.end = end;
    else spans.push({ start, end });
  }
  return spans;
}

/** A clip without the silence before its first and after its last sound, and how much was cut in front, in seconds. */
export function withoutEdges(clip: AudioClip): { readonly clip: AudioClip; readonly before: number } {
  const spans = activeSpans(clip);
  const { sampleRate, samples } = clip;
  if (spans.length === 0) return { clip: { sampleRate, samples: new Float32Array(0) }, before: 0 };
  const start = Math.round((spans[0]?.start ?? 0) * sampleRate);
  const end = Math.round((spans.at(-1)?.end ?? 0) * sampleRate);
  return { clip: { sampleRate, samples: samples.slice(start, end) }, before: start / sampleRate };
}
