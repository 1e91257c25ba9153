import * as z from "zod";
import { sceneSchema } from "./scene.ts";

/** Whose reply to what is looked into. */
const subjectSchema = {
  participant: sceneSchema.shape.participants.element,
  message: z.string().min(1).max(4000),
  seed: z.number().int().min(0),
};

export const lookSchema = z.strictObject({
  ...subjectSchema,
  /** Whether attention is wanted of the tokens of the prompt, too: each looks at all before it. */
  prompt: z.boolean().optional(),
  /** Module path of the layer whose attention is wanted, too. */
  attention: z.string().min(1).max(200).nullable().default(null),
});

/** Names of states, as {@link TokenView.states} tells them. */
export const lensSchema = z.strictObject({ states: z.array(z.string().min(1).max(100)).min(1).max(64) });

/** For each token asked for, per layer, what the model would have said if the rest were left out, likeliest first. */
export interface LensView {
  readonly lens: readonly (readonly (readonly string[])[])[];
}

const examples = z.array(z.string().min(1)).min(1).max(50);

const contrastSchema = {
  /** Module path of a layer, as `model.layers.3`. */
  site: z.string().min(1),
  /** What the direction shall stand for, and what not: messages to be answered. */
  positive: examples,
  negative: examples,
};
const directionName = z
  .string()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u, "a name of letters, digits, blanks, _ and -");

/** A direction to be found and kept. */
export const keepDirectionSchema = z.strictObject({
  name: directionName,
  participant: subjectSchema.participant,
  ...contrastSchema,
});

/** A direction that was kept. */
export interface SavedDirection {
  readonly name: string;
  readonly model: string | null;
  /** The module path it was found at. */
  readonly site: string;
}

export const steerSchema = z.strictObject({
  ...subjectSchema,
  ...contrastSchema,
  /** Name of a direction that was kept, to be taken instead of one that is found. */
  saved: directionName.nullable().default(null),
  operation: z.enum(["add", "ablate"]),
  strength: z.number().min(-20).max(20),
});

export type LookRequest = z.output<typeof lookSchema>;
export type SteerRequest = z.output<typeof steerSchema>;

/** What was seen at one token. */
export interface TokenView {
  readonly text: string;
  /** Where it stands, counted from the first token of the prompt. */
  readonly place: number;
  /** What else it might have been; nothing for tokens of the prompt. */
  readonly top: readonly { readonly token: string; readonly probability: number }[];
  /** Per layer: the length of its activation, or its component along the direction looked for. */
  readonly values: readonly number[];
  /** By this name, what would be said from its layers is asked for. The same states have the same name in every reply. */
  readonly states: string;
  /**
   * How much the layer that was asked for looked at each token when this one was chosen, or read: one share per place from
   * the first on, over all heads. Nothing where none was asked for.
   */
  readonly looks: readonly number[];
}

/** A reply, looked into. */
export interface LookView {
  readonly reply: string;
  /** Module paths of the layers, first to last. */
  readonly layers: readonly string[];
  /** Those of the layers whose attention can be shown. An attention asked for of another is not looked at. */
  readonly attentive: readonly string[];
  readonly prompt: readonly TokenView[];
  readonly tokens: readonly TokenView[];
}

/** The same reply without and with steering; values are components along the direction. */
export interface SteerView {
  readonly before: LookView;
  readonly after: LookView;
  /** Length of the direction found. */
  readonly length: number;
}
