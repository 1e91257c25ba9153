import { describe, expect, it } from "vitest";
import * as z from "zod";
import { fitValue } from "./fit-value.ts";

const kinds = { text: z.string(), number: z.number(), truth: z.boolean(), list: z.array(z.string()) };

describe("fitValue", () => {
  it.each<[keyof typeof kinds, unknown, unknown]>([
    ["text", "a", "a"],
    ["text", 4, "4"],
    ["text", true, "true"],
    ["number", 4, 4],
    ["number", "4", 4],
    ["number", " -2.5e1 ", -25],
    ["truth", false, false],
    ["truth", "TRUE", true],
    ["truth", " False ", false],
    ["list", ["a"], ["a"]],
  ])("takes for a %s %j as %j", (kind, value, fitted) => {
    expect(fitValue(kinds[kind], value)).toEqual({ ok: true, value: fitted });
  });

  it.each<[keyof typeof kinds, unknown]>([
    ["text", ["a"]],
    ["text", null],
    ["number", "four"],
    ["number", ""],
    ["number", "  "],
    ["number", "Infinity"],
    ["number", true],
    ["truth", "yes"],
    ["truth", 1],
    ["truth", ""],
    ["list", "a"],
  ])("does not take for a %s %j, and says why", (kind, value) => {
    expect(fitValue(kinds[kind], value)).toMatchObject({
      ok: false,
      problem: expect.stringMatching(/\w+/) as string,
    });
  });

  it("says all that is wrong", () => {
    const found = fitValue(z.string().min(3).regex(/^x/), "a");
    expect(found.ok ? "" : found.problem.split("; ")).toHaveLength(2);
  });
});
