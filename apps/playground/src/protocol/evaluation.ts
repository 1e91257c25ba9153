import * as z from "zod";

export const evaluationSchema = z.strictObject({
  /** Sets of dialogues: a name, and a source of the library. */
  sets: z
    .array(z.strictObject({ name: z.string().min(1).max(1000), source: z.string() }))
    .min(1)
    .max(12),
  metrics: z.array(z.string()).min(1),
  /** Name of the set the others are held against. */
  reference: z.string().nullable().default(null),
  /** Model of the metrics that ask one. */
  model: z.string().min(1).default("local:pocket"),
  /** Compares embeddings too. */
  embedder: z.string().default(""),
  seed: z.number().int().min(0).default(0),
});

export type EvaluationRequest = z.output<typeof evaluationSchema>;

/** What is told while an evaluation runs, one JSON object a line. */
export type EvaluationEvent =
  | { readonly type: "progress"; readonly completed: number; readonly total: number; readonly now: string }
  | { readonly type: "result"; readonly result: EvaluationResultView }
  | { readonly type: "error"; readonly message: string; readonly hint?: string | undefined };

/** The outcome as the page shows it. */
export interface EvaluationResultView {
  readonly id: string;
  readonly sets: readonly { readonly name: string; readonly n: number }[];
  readonly reference: string | null;
  readonly rows: readonly { readonly label: string; readonly cells: readonly EvaluationCell[] }[];
  /** What each plot shows; its image is asked for by its place. */
  readonly plots: readonly string[];
}

export interface EvaluationCell {
  readonly set: string;
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Adjusted for all tests of the comparison. */
  readonly p: number | null;
  readonly error: string | null;
}
