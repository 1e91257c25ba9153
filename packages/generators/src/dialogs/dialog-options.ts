import type { Clock } from "@sdialog/agents";
import type { AttributeModel, Context, Dialog, Json } from "@sdialog/core";
import type { GeneratorModel } from "../model-settings.ts";
import type { DialogPrompt, TurnRange } from "../prompts/dialog-prompt.ts";

/** What a dialogue is to be like. */
export interface DialogDetails {
  /** What the dialogue is about. */
  readonly dialogueDetails?: string | undefined;
  /** How the speakers talk. */
  readonly responseDetails?: string | undefined;
  readonly context?: Context | string | undefined;
  /** Where the situation comes from; told to the model and recorded. */
  readonly scenario?: Json | undefined;
  /** Dialogues that show the style. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** Fewest and most turns; a dialogue outside is written again. */
  readonly turns?: TurnRange | undefined;
}

/** A name, and who is behind it. */
export type Speakers = Readonly<Record<string, AttributeModel | string>>;

/** What a `DialogGenerator` writes dialogues about, and with which model. */
export interface DialogGeneratorOptions extends DialogDetails, Omit<GeneratorModel, "seed"> {
  /** Who speaks, by name, in speaking order; left out, the model names the speakers. An empty text describes nobody. */
  readonly personas?: Speakers | undefined;
  /** How often a reply that is no such dialogue is asked for again. Default: 2. */
  readonly retries?: number | undefined;
  /** Writes the prompt. Default: {@link dialogPrompt}. */
  readonly prompt?: DialogPrompt | undefined;
}

/** What can differ between two calls; the details replace those of the generator. */
export interface GenerateDialogOptions extends DialogDetails {
  /** Everything random follows from it. Default: a fresh one, recorded in the dialogue. */
  readonly seed?: number | undefined;
  readonly id?: string | number | undefined;
  readonly parentId?: string | number | undefined;
  readonly notes?: Json | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}
