import type { OptionNames } from "@sdialog/core/internal";
import type { Clock } from "@sdialog/agents";
import type { AttributeModel, Context, Dialog, Json } from "@sdialog/core";
import type { PromptTexts } from "@sdialog/llm";
import { type GeneratorModel, seedlessModelOptionNames } from "../model-settings.ts";
import type { TurnRange } from "../prompts/dialog-prompt.ts";

/** What a dialogue is to be like. */
export interface DialogDetails {
  /** What the dialogue is about. */
  readonly dialogueDetails?: string | undefined;
  /** How the speakers talk. */
  readonly responseDetails?: string | undefined;
  readonly context?: Context | string | undefined;
  /** Where the situation comes from; the model is shown it, and it is recorded. */
  readonly scenario?: Json | undefined;
  /** Dialogues that show the style. */
  readonly exampleDialogs?: readonly Dialog[] | undefined;
  /** Fewest and most turns; a shorter or longer dialogue is written again. */
  readonly turns?: TurnRange | undefined;
}

export const dialogDetailsOptionNames: OptionNames<DialogDetails> = {
  dialogueDetails: true,
  responseDetails: true,
  context: true,
  scenario: true,
  exampleDialogs: true,
  turns: { min: true, max: true },
};

/** A name, and who is behind it. */
export type Speakers = Readonly<Record<string, AttributeModel | string>>;

/** What a `DialogGenerator` writes dialogues about, and with which model. */
export interface DialogGeneratorOptions extends DialogDetails, Omit<GeneratorModel, "seed"> {
  /** Who speaks, in speaking order: names with a description, which may be empty. Default: the model names the speakers. */
  readonly personas?: Speakers | undefined;
  /** How often the model is asked again after a reply that is not such a dialogue. Default: 2. */
  readonly retries?: number | undefined;
  /** Templates in place of the library's: `dialogue`. */
  readonly prompts?: PromptTexts<"dialogue"> | undefined;
}

/** The names of {@link DialogGeneratorOptions}. */
export const dialogGeneratorOptionNames: OptionNames<DialogGeneratorOptions> = {
  personas: true,
  retries: true,
  prompts: { dialogue: true },
  ...dialogDetailsOptionNames,
  ...seedlessModelOptionNames,
};

/** What can differ between two calls; the details replace those of the generator. */
export interface GenerateDialogOptions extends DialogDetails {
  /** Everything random follows from it. Default, and for null: a fresh one, recorded in the dialogue. */
  readonly seed?: number | null | undefined;
  readonly id?: string | number | undefined;
  readonly parentId?: string | number | undefined;
  readonly notes?: Json | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: Clock | undefined;
}

/** The names of {@link GenerateDialogOptions}. */
export const generateDialogOptionNames: OptionNames<GenerateDialogOptions> = {
  seed: true,
  id: true,
  parentId: true,
  notes: true,
  signal: true,
  clock: true,
  ...dialogDetailsOptionNames,
};
