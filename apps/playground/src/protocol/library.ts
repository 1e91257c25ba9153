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

/** Orders a list can be in; `place` is that of the files. */
export const orders = [
  "place",
  "most-turns",
  "fewest-turns",
  "most-words",
  "best-rated",
  "worst-rated",
] as const;

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
  /** Only what this person has not rated yet. */
  unratedBy: z.string().optional(),
  order: z.enum(orders).default("place"),
  offset: count.default(0),
  limit: count.max(500).default(100),
});
export type LibraryQuery = z.output<typeof querySchema>;

const score = z.number().int().min(1).max(5);
const scoresSchema = z.record(z.string().min(1).max(80), z.record(z.string().min(1).max(80), score));
/** Per rater: per criterion of the rubric, 1 to 5. */
export type Scores = z.output<typeof scoresSchema>;

/** What people have said about a dialogue; kept in its `annotations`. */
export const annotationSchema = z.strictObject({
  /** The raters' mean for the criterion `overall`, which is always there, as a whole number. */
  rating: score.nullable(),
  scores: scoresSchema.default({}),
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
  /** Where the text that was looked for stands; nothing when none was, or it stands in the id. */
  readonly snippet: Snippet | null;
  readonly annotation: Annotation;
}

/** Words of a turn around what was found in it. */
export interface Snippet {
  readonly speaker: string;
  readonly before: string;
  readonly match: string;
  readonly after: string;
}

/** How far raters agree on one criterion. */
export interface AgreementRow {
  readonly criterion: string;
  /** Dialogues that two or more have rated. */
  readonly dialogs: number;
  readonly raters: readonly { readonly name: string; readonly rated: number; readonly mean: number }[];
  /** Krippendorff's α on the ordinal level; nothing where all ratings are the same. */
  readonly alpha: number | null;
  /** Share of pairs of ratings of one dialogue that are equal. */
  readonly same: number;
  /** Share of such pairs that are one step apart at most. */
  readonly near: number;
  /** Dialogues the raters are furthest apart on. */
  readonly apart: readonly { readonly place: Place; readonly first: string; readonly range: number }[];
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
