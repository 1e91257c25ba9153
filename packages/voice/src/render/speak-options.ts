import type { Seed } from "@sdialog/core";
import type { OptionNames } from "@sdialog/core/internal";
import { type SpeechOptions, speechOptionNames } from "../speech/speech-engine.ts";
import type { MultichannelAudio } from "../audio/read-wav.ts";
import type { RoomName } from "../rooms/room-presets.ts";
import type { RoomSetup } from "./room-setup.ts";
import type { SpeechModelRef } from "../speech/registry.ts";
import type { Voice } from "../speech/speech-model.ts";
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
  /** The voices to choose from, and what is known of them. Default: all that the engine has. */
  readonly bank?: readonly Voice[] | undefined;
  /** Voices chosen by hand: speaker, who must be in the dialogue → the name of a voice. Others are chosen from the personas. */
  readonly voices?: Readonly<Record<string, string>> | undefined;
  /** What happens when no voice speaks a speaker's language. Default: `error`. */
  readonly unspoken?: "error" | "fallback" | undefined;
  /** A room by name (`office`, `random`), or who and what stands where in one. Default: none, as if in the open. */
  readonly room?: RoomName | "random" | RoomSetup | undefined;
  /** An impulse response that was measured, in place of a room: a channel for each microphone. */
  readonly impulseResponse?: MultichannelAudio | undefined;
  /**
   * Further recordings: of each speaker alone, without room, noise and telephone (`speakers`), and of each microphone in a
   * file of its own (`microphones`). Default: none.
   */
  readonly separate?: readonly ("speakers" | "microphones")[] | undefined;
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
  bank: true,
  voices: true,
  unspoken: true,
  room: true,
  impulseResponse: true,
  separate: true,
  timing: timingOptionNames,
  sampleRate: true,
  seed: true,
  signal: true,
  ...channelOptionNames,
};
