import { issueSentence } from "@sdialog/core/internal";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { describeIssue } from "./check-recipe.ts";
import { knownKeys } from "./known-keys.ts";
import type { RecipeError } from "./recipe-error.ts";

/** What is said of the first thing that is wrong. */
function said(schema: z.ZodType, data: unknown): { message: string; hint: string | undefined } {
  const [issue] = schema.safeParse(data, { reportInput: true, error: issueSentence }).error?.issues ?? [];
  const { message, hint } = describeIssue(schema, issue as z.core.$ZodIssue) as RecipeError;
  return { message, hint };
}
const mail = z.strictObject({ type: z.literal("mail"), to: z.strictObject({ name: z.string() }) });
const call = z.strictObject({ type: z.literal("call"), number: z.number().min(1) });
const schema = z.strictObject({
  count: z.number(),
  ways: z.array(z.union([z.string().min(2), mail, call])).optional(),
  model: z.union([z.string(), z.strictObject({ name: z.string() })]).optional(),
});

describe("describeIssue", () => {
  it.each([
    [{}, "count: is missing"],
    [{ count: "x" }, "count: must be a number, not a text"],
    [{ count: 1, ways: [{ type: "mail", to: {} }] }, "ways.0.to.name: is missing"],
    [{ count: 1, ways: [{ type: "call", number: 0 }] }, "ways.0.number: must be at least 1, not 0"],
    [{ count: 1, ways: ["a"] }, "ways.0: must have at least 2 characters"],
    [{ count: 1, model: 7 }, "model: must be a text, not 7"],
    [{ count: 1, model: { nme: "x" } }, "model.name: is missing"],
  ])("of %j says the nearest thing that is wrong", (data, message) => {
    expect(said(schema, data).message).toContain(message);
  });

  it("names what was meant, or else what there is", () => {
    expect(said(schema, { count: 1, cout: 2 })).toEqual({
      message: "cout: there is no such setting",
      hint: 'Did you mean "count"?',
    });
    expect(said(schema, { count: 1, colour: 2 }).hint).toBe("Settings here: count, ways, model.");
    expect(said(schema, { count: 1, model: { name: "x", nam: 1 } })).toEqual({
      message: "model.nam: there is no such setting",
      hint: 'Did you mean "name"?',
    });
  });
});

describe("knownKeys", () => {
  it.each([
    [[], ["count", "ways", "model"]],
    [["model"], ["name"]],
    [
      ["ways", 0],
      ["type", "to", "number"],
    ],
    [["ways", 3, "to"], ["name"]],
    [["count"], []],
    [["nothing", "there"], []],
  ])("at %j are %j", (path, keys) => {
    expect(knownKeys(schema, path)).toEqual(keys);
  });
});
