import * as z from "zod";
import { placeSchema } from "./place.ts";

/** Something one speaker says in one go, and when: seconds from the beginning. */
export interface SpokenSpan {
  /** Position of the turn; of a back-channel that of the turn it is said over. */
  readonly turn: number;
  readonly kind: "turn" | "backchannel";
  readonly speaker: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** The recording of a dialogue. */
export interface RecordingView {
  /** Path of the sound file inside the opened folder. */
  readonly audio: string;
  readonly seconds: number;
  /** `engine:model` of who speaks. */
  readonly engine: string;
  /** Speaker to voice. */
  readonly voices: Readonly<Record<string, string>>;
  /** In the order in which they begin. */
  readonly spans: readonly SpokenSpan[];
  /** What did not go as asked. */
  readonly notes: readonly string[];
}

/** How a dialogue is to be spoken. */
export const speakSchema = z.strictObject({
  place: placeSchema,
  /** A room by name; empty: none. */
  room: z.string().default(""),
  phone: z.boolean().default(false),
  /** Decibels by which speech is louder than a noise in the background; nothing: no noise. */
  snr: z.number().nullable().default(null),
});
