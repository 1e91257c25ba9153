import * as z from "zod";
import { languageCode, languages } from "../text/languages.ts";

/** Texts to look for: a text is found whatever its case and spaces, `/…/` as a regular expression. */
const text = z.string().regex(/\S/, "must have something in it that can be looked for");
const texts = z.union([text, z.array(text).min(1)]);

const common = {
  name: z.string().optional().describe("Its name in reports. Default: the expectation in words"),
  level: z
    .enum(["hard", "soft"])
    .default("hard")
    .describe("hard: the conversation fails without it; soft: it counts towards the score"),
};

const speech = {
  by: z.enum(["bot", "user"]).default("bot").describe("Whose turns are looked at"),
  within: z.number().int().min(1).optional().describe("Only the first so many turns of that side"),
};

const call = z.strictObject({
  tool: z.string(),
  with: z
    .record(z.string(), z.unknown())
    .default({})
    .describe(
      'Arguments that it must have been called with, among others; a number and its text (7 and "7") count as the same, and so do null and nothing',
    ),
});

/** A limit of answers was once called as the scenario's limit of messages is. */
const newName = ({ input }: { readonly input?: unknown }): string | undefined =>
  typeof input === "object" && input !== null && "maxTurns" in input
    ? "maxTurns counts messages of both sides, and stands in the scenario; the most answers of the bot, as maxTurns here once was, are maxAnswers"
    : undefined;

function checked<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
  return z.strictObject({ ...shape, ...common }, { error: newName });
}

/** What must be true of a conversation. Each has exactly one of the keys that say what is checked. */
export const expectationSchema = z.union(
  [
    checked({ said: texts.describe("Says one of these"), ...speech }),
    checked({ notSaid: texts.describe("Says none of these"), ...speech }),
    checked({
      language: z
        .string()
        .refine((code) => languageCode(code) !== undefined, {
          error: ({ input }) =>
            `"${String(input)}" is not a language that can be told from others; those that can: ${languages.join(", ")}`,
        })
        .describe("ISO 639-1 code: en. Answers in an unclear language are passed over, and counted"),
    }),
    checked({ latencyMs: z.number().positive().describe("Longest time of an answer") }),
    checked({
      maxAnswers: z.number().int().min(1).describe("Most answers of the bot until the goal is reached"),
    }),
    checked({ noLeak: z.literal(true).describe("Tells none of the scenario's secrets") }),
    checked({ goalReached: z.boolean().describe("Whether the user gets what it wants") }),
    checked({ endsWith: texts.describe("The bot's last turn says one of these") }),
    checked({ called: call.extend({ times: z.number().int().min(1).optional() }) }),
    checked({ notCalled: call }),
    checked({
      callOrder: z.array(z.string()).min(2).describe("Tools that are called one after the other"),
    }),
    checked({
      endState: z
        .record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()).nullable()))
        .describe("Table, row and the values it must have in the end; null: there is no such row"),
      nothingElse: z
        .boolean()
        .default(false)
        .describe(
          "Whether everything that is not named must be as it was: other rows, and the other fields of these rows; a new row has the fields that are named and no others",
        ),
    }),
    checked({
      judge: z.string().min(1).describe("What a judge decides, quoting the conversation"),
    }),
  ],
  { error: newName },
);

/** An expectation as data. */
export type ExpectationData = z.output<typeof expectationSchema>;
/** How an expectation may be written as data. */
export type ExpectationInput = z.input<typeof expectationSchema>;
