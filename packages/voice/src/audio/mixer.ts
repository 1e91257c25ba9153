import { addInto } from "./levels.ts";
import type { Track } from "./track.ts";

/** Adds sounds at their moments and hands on what is finished: it holds no more than what may still be added to. */
export class Mixer {
  readonly #tracks: readonly Track[];
  readonly #waiting: Float32Array[];
  /** Position of the first sample that waits, the same on all tracks. */
  #base = 0;

  constructor(tracks: readonly Track[]) {
    this.#tracks = tracks;
    this.#waiting = tracks.map(() => new Float32Array(0));
  }

  /** Where the last sound so far ends, in samples. */
  get end(): number {
    return this.#base + Math.max(0, ...this.#waiting.map(({ length }) => length));
  }

  /** Adds samples to a track. @param at position in samples, not before what was handed on */
  add(track: number, samples: Float32Array, at: number): void {
    const start = at - this.#base;
    const before = this.#waiting[track] as Float32Array;
    if (start + samples.length > before.length) {
      const longer = new Float32Array(start + samples.length);
      longer.set(before);
      this.#waiting[track] = longer;
    }
    addInto(this.#waiting[track] as Float32Array, samples, start);
  }

  /** Hands on everything before a position, with silence where there is nothing. */
  async flush(until: number): Promise<void> {
    const count = until - this.#base;
    if (count <= 0) return;
    for (const [index, track] of this.#tracks.entries()) {
      const waiting = this.#waiting[index] as Float32Array;
      const part = new Float32Array(count);
      part.set(waiting.subarray(0, count));
      await track.append(part);
      this.#waiting[index] = waiting.slice(count);
    }
    this.#base = until;
  }
}
