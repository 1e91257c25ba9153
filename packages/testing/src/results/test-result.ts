import * as z from "zod";
import { findingSchema, type Finding } from "./finding.ts";
import { expectationVerdictSchema, type ExpectationVerdict } from "./expectation-verdict.ts";

/** Where in the matrix of a test a conversation stands. Equal cells of two runs can be compared. */
export interface TestCell {
  readonly scenario: string;
  /** Name of the persona. */
  readonly persona: string;
  /** Name of the system under test. */
  readonly bot: string;
  /** How often the same scenario, persona and bot came before, from 0. */
  readonly repeat: number;
}

/** A call of a tool by the system under test, as far as it shows them. */
export interface ToolCallRecord {
  /** Index of the answer it belongs to, among all turns, from 0. */
  readonly turn: number;
  readonly name: string;
  /** Arguments; plain JSON. */
  readonly input: unknown;
  /** Result; plain JSON. Nothing when the bot does not show it. */
  readonly output?: unknown;
  readonly isError: boolean;
  /** Nothing when nobody measured it. */
  readonly milliseconds?: number | undefined;
}

/** A difference between two states of an environment. */
export interface StateChange {
  readonly table: string;
  /** Key of the row. */
  readonly row: string;
  /** `null` when the row was not there. */
  readonly before: unknown;
  /** `null` when the row is gone. */
  readonly after: unknown;
}

/** One conversation of a test, judged. It stands under `test` in the dialogue it is about. */
export interface TestResult {
  readonly format: 1;
  readonly cell: TestCell;
  readonly seed: number;
  /**
   * `failed`: a hard expectation was not met, or the bot had a hard finding. `error`: the test itself could not be
   * carried out or judged.
   */
  readonly outcome: "passed" | "failed" | "error";
  /** Mean score of the soft expectations, 0 to 1; `null` without any. */
  readonly score: number | null;
  /** Whether the user says it reached what it wanted; `null` when it has no goal, broke off, or nobody can tell. */
  readonly goalReached: boolean | null;
  readonly verdicts: readonly ExpectationVerdict[];
  readonly findings: readonly Finding[];
  readonly toolCalls: readonly ToolCallRecord[];
  /** How long each answer of the bot took, in milliseconds, by index of its turn. */
  readonly latencies: readonly { readonly turn: number; readonly milliseconds: number }[];
  /** What the conversation changed in its environment; `null` without one. */
  readonly changes: readonly StateChange[] | null;
  /** Labels to group by, such as `{ technique: "prompt injection" }`. */
  readonly tags: Readonly<Record<string, string>>;
}

const plainJson = z.unknown();

/** What a result looks like on disk. */
export const testResultSchema = z.object({
  format: z.literal(1),
  cell: z.object({
    scenario: z.string(),
    persona: z.string(),
    bot: z.string(),
    repeat: z.int().min(0),
  }),
  seed: z.number(),
  outcome: z.enum(["passed", "failed", "error"]),
  score: z.number().min(0).max(1).nullable(),
  goalReached: z.boolean().nullable(),
  verdicts: z.array(expectationVerdictSchema),
  findings: z.array(findingSchema),
  toolCalls: z.array(
    z.object({
      turn: z.int().min(0),
      name: z.string(),
      input: plainJson,
      output: plainJson.optional(),
      isError: z.boolean(),
      milliseconds: z.number().min(0).optional(),
    }),
  ),
  latencies: z.array(z.object({ turn: z.int().min(0), milliseconds: z.number().min(0) })),
  changes: z
    .array(z.object({ table: z.string(), row: z.string(), before: plainJson, after: plainJson }))
    .nullable(),
  tags: z.record(z.string(), z.string()),
}) satisfies z.ZodType<TestResult>;
