import { expect, it } from "vitest";
import * as z from "zod";
import { issueSentence, issueSentences } from "./issue-sentence.ts";

const long = "x".repeat(50);

it.each([
  [z.number(), "3", "must be a number, not a text"],
  [z.number(), null, "must be a number, not null"],
  [z.number().int(), 1.5, "must be a whole number, not 1.5"],
  [z.number().int().min(1), 0, "must be at least 1, not 0"],
  [z.number().positive(), 0, "must be more than 0, not 0"],
  [z.number().max(1), 2, "must be at most 1, not 2"],
  [z.number().lt(1), 1, "must be less than 1, not 1"],
  [z.boolean(), "yes", "must be true or false, not a text"],
  [z.string(), [1], "must be a text, not a list"],
  [z.string(), long, undefined],
  [z.number(), long, "must be a number, not a text"],
  [z.string().min(1), "", "must not be empty"],
  [z.string().min(3), "ab", "must have at least 3 characters"],
  [z.string().max(3), "abcd", "must have at most 3 characters"],
  [z.array(z.string()), { a: 1 }, "must be a list, not an object"],
  [z.array(z.string()).min(1), [], "must have at least 1 entry"],
  [z.array(z.string()).min(2), ["a"], "must have at least 2 entries"],
  [z.enum(["a", "b", "c"]), "d", 'must be "a", "b" or "c"'],
  [z.literal("a"), 1, 'must be "a", not 1'],
  [z.record(z.string(), z.string()), "a", "must be an object, not a text"],
  [z.number({ error: "is a share" }), "a", "is a share"],
])("says what %s must be where %j stands", (schema, input, sentence) => {
  expect(schema.safeParse(input, { error: issueSentence }).error?.issues[0]?.message).toBe(sentence);
});

it("leaves to the schema what it says best itself", () => {
  const [issue] =
    z.object({ a: z.iso.date() }).safeParse({ a: "x" }, { error: issueSentence }).error?.issues ?? [];
  expect(issue?.message).toBe("Invalid ISO date");
});

it("says all that is wrong, each with its place, and no text that stands there", () => {
  const schema = z.strictObject({ a: z.object({ b: z.number() }), c: z.enum(["x"]), d: z.string().max(3) });
  const wrong = { a: { b: "sk-secret" }, c: "sk-secret", d: "sk-secret", patiens: "sk-secret" };
  const issues = schema.safeParse(wrong, { error: issueSentence }).error?.issues ?? [];
  expect(issueSentences(issues)).toBe(
    'a.b: must be a number, not a text; c: must be "x"; d: must have at most 3 characters; there is no "patiens"',
  );
});
