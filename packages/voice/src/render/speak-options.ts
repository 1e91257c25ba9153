import type { Seed } from "@sdialog/core";
import type { OptionNames } from "@sdialog/core/internal";
import { type SpeechOptions, speechOptionNames } from "../speech/speech-engine.ts";
import type { SpeechModelRef } from "../speech/registry.ts";
import { type TimingOptions, timingOptionNames } from "../timeline/timing-options.ts";
import { type ChannelOptions, channelOptionNames } from "./place-options.ts";

/** How a dialogue is spoken. */
export interface SpeakOptions extends ChannelOptions {
  /** What speaks: `"espeak"`, `"openai:gpt-4o-mini-tts"` or a speech model. Default: `espeak`. */
  readonly engine?: SpeechModelRef | undefined;
  /** How the engine is reached. */
  readonly engineOptions?: SpeechOptions | undefined;
  /** BCP 47 tag of what speakers speak whose persona does not say. Default: `en`. */
  readonly language?: string | undefined;
  /** Voices chosen by hand: speaker → the name of a voice. Others are chosen from the personas. */
  readonly voices?: Readonly<Record<string, string>> | undefined;
  /** What happens when no voice speaks a speaker's language. Default: `error`. */
  readonly unspoken?: "error" | "fallback" | undefined;
  readonly timing?: TimingOptions | undefined;
  /** Samples per second, in hertz. Default: 16,000; a telephone has 8,000. */
  readonly sampleRate?: number | undefined;
  /** Where chance starts. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The names of {@link SpeakOptions}. */
export const speakOptionNames: OptionNames<SpeakOptions> = {
  engine: true,
  engineOptions: speechOptionNames,
  language: true,
  voices: true,
  unspoken: true,
  timing: timingOptionNames,
  sampleRate: true,
  seed: true,
  signal: true,
  ...channelOptionNames,
};
