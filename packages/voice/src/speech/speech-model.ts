import type { TimeSpan } from "../audio/voice-activity.ts";

/** A voice that a speech model has. */
export interface Voice {
  /** What the model calls it. */
  readonly name: string;
  /** BCP 47 tags of what it speaks, its own first: `["en-GB", "en"]`. Empty: whatever the model speaks. */
  readonly languages: readonly string[];
  /** How it sounds; left out where the provider does not say. */
  readonly gender?: "female" | "male" | undefined;
  /** How old it sounds. Default: adult. */
  readonly age?: "child" | "adult" | "elderly" | undefined;
}

/** How something is said. */
export interface SpeechStyle {
  /** Speed, as a factor on the voice's own. Default: 1. */
  readonly rate?: number | undefined;
  /** Pitch, in semitones above the voice's own. Default: 0. */
  readonly pitch?: number | undefined;
}

/** One call of a speech model. */
export interface SpeechRequest extends SpeechStyle {
  /** What is to be said, as it is spoken: without markup. */
  readonly text: string;
  /** The name of one of the model's voices. */
  readonly voice: string;
  /** BCP 47 tag of the text's language. Default: the voice's own. */
  readonly language?: string | undefined;
  /** Where chance starts, for models that have it: an integer. */
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** When a word of the text is heard. */
export interface WordTime extends TimeSpan {
  /** Where the word begins in the text, counted in UTF-16 units. */
  readonly at: number;
  /** Its length in the text. */
  readonly length: number;
}

/** Something a speech model did not do as asked. */
export interface SpeechWarning {
  /** What was asked for, as the request names it. */
  readonly setting: string;
  /** What was done instead. */
  readonly message: string;
}

/** What was said. */
export interface SpeechResult {
  /** Amplitudes of one channel, 1 being full scale. */
  readonly samples: Float32Array;
  /** Samples per second, in hertz. */
  readonly sampleRate: number;
  /** When each word is heard, in seconds from the first sample; left out by models that do not tell. */
  readonly words?: readonly WordTime[] | undefined;
  readonly warnings: readonly SpeechWarning[];
}

/** What a speech model can do, so that asking for more is a warning and never silently ignored. */
export interface SpeechCapabilities {
  /** It says when each word is heard. */
  readonly wordTimes: boolean;
  readonly rate: boolean;
  readonly pitch: boolean;
  /** The same request with the same seed gives the same sound; `always`: without a seed too. */
  readonly repeatable: "always" | "seeded" | "no";
}

/** Turns text into sound, in any way. Stateless: everything a call needs is in the request. */
export interface SpeechModel {
  /** The version of this contract that the model follows; a model of another version is refused when it is resolved. */
  readonly specVersion: 1;
  /** `engine:model`, as written into metadata. */
  readonly id: string;
  readonly capabilities: SpeechCapabilities;
  /** What distinguishes this model, besides its `id`, from others that sound different. No secrets. */
  readonly fingerprint?: Readonly<Record<string, unknown>> | undefined;
  /** The voices it has. @throws SpeechError */
  voices(): Promise<readonly Voice[]>;
  /** @throws SpeechError; the signal's reason when the call is cancelled */
  speak(request: SpeechRequest): Promise<SpeechResult>;
}
