import { expect, it } from "vitest";
import * as z from "zod";
import { issueSentence } from "./issue-sentence.ts";

const long = "x".repeat(50);

it.each([
  [z.number(), "3", 'must be a number, not "3"'],
  [z.number(), null, "must be a number, not null"],
  [z.number().int(), 1.5, "must be a whole number, not 1.5"],
  [z.number().int().min(1), 0, "must be at least 1, not 0"],
  [z.number().positive(), 0, "must be more than 0, not 0"],
  [z.number().max(1), 2, "must be at most 1, not 2"],
  [z.number().lt(1), 1, "must be less than 1, not 1"],
  [z.boolean(), "yes", 'must be true or false, not "yes"'],
  [z.string(), [1], "must be a text, not a list"],
  [z.string(), long, undefined],
  [z.number(), long, "must be a number, not a text of 50 characters"],
  [z.string().min(1), "", "must not be empty"],
  [z.string().min(3), "ab", 'must have at least 3 characters, not "ab"'],
  [z.string().max(3), "abcd", 'must have at most 3 characters, not "abcd"'],
  [z.array(z.string()), { a: 1 }, "must be a list, not an object"],
  [z.array(z.string()).min(1), [], "must have at least 1 entry"],
  [z.array(z.string()).min(2), ["a"], "must have at least 2 entries"],
  [z.enum(["a", "b", "c"]), "d", 'must be "a", "b" or "c", not "d"'],
  [z.literal("a"), 1, 'must be "a", not 1'],
  [z.record(z.string(), z.string()), "a", 'must be an object, not "a"'],
  [z.number({ error: "is a share" }), "a", "is a share"],
])("says what %s must be where %j stands", (schema, input, sentence) => {
  expect(schema.safeParse(input, { error: issueSentence }).error?.issues[0]?.message).toBe(sentence);
});

it("leaves to the schema what it says best itself", () => {
  const [issue] = z.strictObject({}).safeParse({ a: 1 }, { error: issueSentence }).error?.issues ?? [];
  expect(issue?.message).toContain('"a"');
});
