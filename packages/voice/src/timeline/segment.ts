import type { TimeSpan } from "../audio/voice-activity.ts";

/** A word that is heard. */
export interface HeardWord extends TimeSpan {
  readonly text: string;
}

/** Something one speaker says in one go. Times are in seconds from the beginning of the recording. */
export interface Segment extends TimeSpan {
  /** A turn of the dialogue, or a listener's `mhm` over somebody's turn. */
  readonly kind: "turn" | "backchannel";
  /** Position among the dialogue's turns, from 0; for a back-channel, that of the turn it is said over. */
  readonly turn: number;
  readonly speaker: string;
  /** As it was written. */
  readonly text: string;
  /** As it is said: without markup, numbers in words. What another cut off is not in it. */
  readonly spoken: string;
  readonly words: readonly HeardWord[];
  /** Whether the engine told the times of the words, or they are estimated. */
  readonly wordTimes: "engine" | "estimated";
  /** Where there is sound: pauses of 0.2 seconds and more left out. */
  readonly active: readonly TimeSpan[];
  /** Whether another cut it off. */
  readonly cut: boolean;
}

/** Something that did not go as asked, or of which nothing is heard. */
export interface AudioNote {
  readonly what:
    | "left_out"
    | "nothing_said"
    | "speech_warning"
    | "voice_missed"
    | "retried"
    | "clipping"
    | "loudness_missed"
    | "noise_clipped"
    | "distance_missed"
    | "voice_unused"
    | "overlaps_missed"
    | "interruptions_missed"
    | "backchannels_missed";
  readonly message: string;
  /** Of what is heard less often than it was to be: how often that was, and how often it is. */
  readonly wanted?: number | undefined;
  readonly placed?: number | undefined;
  /** Position among the dialogue's turns, from 0. */
  readonly turn?: number | undefined;
}
