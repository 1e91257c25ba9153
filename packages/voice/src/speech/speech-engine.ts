import type { EntryFields, KindOf } from "@sdialog/core";
import type { OptionNames } from "@sdialog/core/internal";
import type { SpeechCapabilities, SpeechModel } from "./speech-model.ts";

/** How a speech engine is reached. An option that an engine does not know is an error. */
export interface SpeechOptions {
  /** Never written to a message, a log or a file. */
  readonly apiKey?: string | undefined;
  /** Where the server is, for engines that speak to one. */
  readonly baseURL?: string | undefined;
  /** Longest time one call may take, in milliseconds. Default: 60,000. */
  readonly timeoutMs?: number | undefined;
  /** Most bytes of one answer. Default: 64 MiB. */
  readonly maxResponseBytes?: number | undefined;
}

/** The names of {@link SpeechOptions}. */
export const speechOptionNames: OptionNames<SpeechOptions> = {
  apiKey: true,
  baseURL: true,
  timeoutMs: true,
  maxResponseBytes: true,
};

/** What an engine's module does once it is loaded. @param model what stands behind the colon; empty: the default */
export type LoadSpeechModel = (model: string, options: SpeechOptions) => SpeechModel | Promise<SpeechModel>;

/** What is known about an engine besides its name and description. */
export interface SpeechEngineFields {
  /** npm packages a user must install for it. */
  readonly packages: readonly string[];
  readonly capabilities: SpeechCapabilities;
}

/** A speech engine as it is registered: described by data, loaded on first use. */
export interface SpeechEngine extends EntryFields, SpeechEngineFields {
  /** Imports the engine's code, which is not loaded before. */
  readonly create: () => Promise<LoadSpeechModel>;
}

declare module "@sdialog/core" {
  interface RegistryKinds {
    /** What stands before the colon of a speech model's string. */
    speech: KindOf<Promise<LoadSpeechModel>, undefined, SpeechEngineFields>;
  }
}
