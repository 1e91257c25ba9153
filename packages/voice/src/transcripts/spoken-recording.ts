import type { Segment } from "../timeline/segment.ts";

/** A recording as manifests list it. */
export interface SpokenRecording {
  /** The id of the dialogue. */
  readonly id: string | number;
  /** What its files are called, without extension. */
  readonly name: string;
  /** The name of its sound file. */
  readonly audio: string;
  readonly seconds: number;
  /** In hertz. */
  readonly sampleRate: number;
  readonly channels: readonly string[];
  /** Speaker → what is known of the voice. */
  readonly voices: Readonly<Record<string, { readonly language: string }>>;
  readonly segments: readonly Segment[];
}
