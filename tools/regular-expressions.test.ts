import { describe, expect, it } from "vitest";
import { classify, type ExpressionClass, findExpressions } from "./regular-expressions.ts";

describe("classify", () => {
  it.each<[ExpressionClass, RegExp]>([
    ["bounded", /^[\w-]{1,60}$/],
    ["linear", /\s+/g],
    ["linear", /\{[^{}]*\}/g],
    ["linear", /(?<!\/)\/+$/],
    ["linear", /"([\s\S]*?)"/g],
    ["linear", /\s*\n/y],
    ["linear", /(?<![^\s`])[^\s@`]+@[^\s.`]+\.\S+/g],
    ["move", /\/+$/],
    ["move", /\s*\n\s*/g],
    ["move", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
    ["trade", /```(?:json)?\s*\n([\s\S]*?)\n\s*```/i],
    ["trade", /^\s*([^:]+?)\s*:\s*([^]+?)\s*$/],
    ["restart", /<think>[\s\S]*?<\/think>/g],
    ["restart", /'shape':\s*\(([^)]*)\)/],
    ["exponential", /^(?:a+)+$/],
  ])("%s: %s", (group, { source, flags }) => {
    expect(classify({ source, flags })).toBe(group);
  });
});

it("finds literals and expressions that are put together, and no divisions", () => {
  const text = "const a = 4 / 2 / 1;\nconst b = /x[/]y/gi.test(c) ? new RegExp(c) : /z/;\n";
  expect(findExpressions("f.ts", text)).toEqual({
    composed: 1,
    literals: [
      { place: "f.ts:2", source: "x[/]y", flags: "gi" },
      { place: "f.ts:2", source: "z", flags: "" },
    ],
  });
});
