import type { Segment, AudioNote } from "../timeline/segment.ts";
import type { TimingCounts } from "../timeline/timing-counts.ts";
import type { Timing } from "../timeline/timing-options.ts";
import type { CastVoice } from "../voices/cast-voices.ts";

/** What is known about the recording of a dialogue: enough to find everything in it, and to make it again. */
export interface DialogTimings {
  /** The dialogue's id. */
  readonly id: string | number;
  /** Length of the recording, in seconds. */
  readonly seconds: number;
  /** In hertz. */
  readonly sampleRate: number;
  /** What the channels of the recording are. */
  readonly channels: readonly string[];
  readonly engine: { readonly id: string; readonly [detail: string]: unknown };
  readonly seed: number | string;
  /** Speaker → voice. */
  readonly voices: Readonly<Record<string, CastVoice>>;
  readonly timing: Timing;
  /** How many overlaps, interruptions and back-channels that asked for, and how many are heard. */
  readonly counts: TimingCounts;
  /** The room, telephone, noise and loudness it was made with; `null` where there is none. */
  readonly place: Readonly<Record<string, unknown>>;
  /** In the order in which they begin. */
  readonly segments: readonly Segment[];
  readonly notes: readonly AudioNote[];
}
