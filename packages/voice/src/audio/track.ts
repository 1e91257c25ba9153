/** Sound that grows while it is made and is read again in parts: in memory or on a disk, so that length costs no memory. */
export interface Track {
  /** Samples so far. */
  readonly length: number;
  append(samples: Float32Array): Promise<void>;
  /** The samples from `start` up to, not including, `end`; silence beyond either end of the track. */
  read(start: number, end: number): Promise<Float32Array>;
  /** Frees what it is kept in. */
  close(): Promise<void>;
}

/** Makes empty tracks. */
export type NewTrack = () => Promise<Track>;

/** A track in memory. */
export function memoryTrack(): Promise<Track> {
  let samples = new Float32Array(1 << 16);
  let length = 0;
  return Promise.resolve({
    get length() {
      return length;
    },
    append(more) {
      if (length + more.length > samples.length) {
        const larger = new Float32Array(Math.max(2 * samples.length, length + more.length));
        larger.set(samples.subarray(0, length));
        samples = larger;
      }
      samples.set(more, length);
      length += more.length;
      return Promise.resolve();
    },
    read: (start, end) => Promise.resolve(padded(samples.subarray(0, length), start, end)),
    close: () => Promise.resolve(),
  });
}

/** A part of samples, with silence where there are none. */
export function padded(samples: Float32Array, start: number, end: number): Float32Array {
  const part = new Float32Array(end - start);
  const from = Math.max(0, start);
  if (from < Math.min(end, samples.length))
    part.set(samples.subarray(from, Math.min(end, samples.length)), from - start);
  return part;
}
