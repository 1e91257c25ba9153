import type { DialogData } from "@sdialog/core";
import * as z from "zod";
import { type Place, placeSchema } from "./place.ts";
import type { RecordingView } from "./recording.ts";

/** Something in the opened folder that holds dialogues. */
export interface LibrarySource {
  /** Path inside the opened folder; "" is the folder itself. */
  readonly path: string;
  readonly kind: "folder" | "file" | "run" | "hub";
  /** Files that may hold dialogues. */
  readonly files: number;
}

const count = z.coerce.number().int().min(0);

/** Which dialogues of a source are wanted. */
export const querySchema = z.strictObject({
  source: z.string(),
  text: z.string().optional(),
  speaker: z.string().optional(),
  stopReason: z.string().optional(),
  label: z.string().optional(),
  minTurns: count.optional(),
  maxTurns: count.optional(),
  minRating: count.optional(),
  offset: count.default(0),
  limit: count.max(500).default(100),
});
export type LibraryQuery = z.output<typeof querySchema>;

/** What people have said about a dialogue; kept in its `annotations`. */
export const annotationSchema = z.strictObject({
  rating: z.number().int().min(1).max(5).nullable(),
  labels: z.array(z.string().min(1).max(80)).max(50),
  comment: z.string().max(20_000),
});
export type Annotation = z.output<typeof annotationSchema>;

export const annotateSchema = z.strictObject({
  place: placeSchema,
  /** Id of the dialogue that was read there. */
  id: z.union([z.string(), z.number()]),
  annotation: annotationSchema,
});

/** A dialogue in a list. */
export interface DialogRow {
  readonly place: Place;
  readonly id: string | number;
  readonly speakers: readonly string[];
  readonly turns: number;
  readonly words: number;
  readonly stopReason: string | null;
  readonly first: string;
  readonly annotation: Annotation;
}

export interface DialogList {
  readonly rows: readonly DialogRow[];
  /** Dialogues that fit the query. */
  readonly found: number;
  /** Dialogues of the source. */
  readonly total: number;
  /** What could not be read as a dialogue: how much, and why in the first case. */
  readonly bad: { readonly count: number; readonly first: string | null };
  /** What was guessed or kept in another place when the source was read, such as an encoding; the first few. */
  readonly notes: readonly string[];
  readonly speakers: readonly string[];
  readonly stopReasons: readonly string[];
  readonly labels: readonly string[];
}

export interface OpenedDialog {
  readonly place: Place;
  readonly dialog: DialogData;
  readonly annotation: Annotation;
  /** What it sounds like, where somebody has spoken it. */
  readonly recording: RecordingView | null;
  /** The reader of a file of another tool, in which nothing is written; nothing for dialogues of ours. */
  readonly reader: string | null;
}
