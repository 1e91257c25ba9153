import * as z from "zod/mini";
import { orNull } from "../options/any-schema.ts";

/**
 * Something that happened while a dialogue was made. Known actions: `utter`, `think`, `tool` (label `call` or
 * `output`), `instruct`, `instruct-persist`, `request_suggestions`, `pick_suggestion`, `guard`, `noise`; any
 * other text is kept as it is.
 */
export interface DialogEvent {
  /** Name of the agent that acted; `null` when the source does not say. */
  readonly agent: string | null;
  /** What happened: one of the known actions, or any other word. */
  readonly action: string;
  /** Sub-type of the action. */
  readonly actionLabel: string | null;
  /** The payload: text or plain JSON. */
  readonly content: unknown;
  /** Unix time in whole seconds. */
  readonly timestamp: number;
  readonly [key: string]: unknown;
}

const text = orNull(z.string());

export const eventSchema = z.looseObject({
  agent: text,
  action: z.string(),
  actionLabel: text,
  content: z.union([z.string(), z.record(z.string(), z.unknown()), z.array(z.unknown())]),
  timestamp: z.number(),
});

/** What an event may be written as. */
export interface DialogEventInput {
  readonly agent?: string | null | undefined;
  readonly action: string;
  readonly actionLabel?: string | null | undefined;
  readonly content: unknown;
  /** Unix time in whole seconds. */
  readonly timestamp: number;
  readonly [key: string]: unknown;
}

/** An event whose actor and time are filled in by whoever records it. */
export interface EventDraft {
  readonly action: string;
  readonly actionLabel?: string | null | undefined;
  readonly content: unknown;
}
