import { InvalidArgumentError, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { literal } from "./literal.ts";
import { parseRule } from "./parse-rule.ts";
import type { AttributeRule } from "./rule.ts";

const parse = (rule: AttributeRule) => parseRule(rule, "Thing.attribute");

function draws(rule: AttributeRule, count = 400): unknown[] {
  const parsed = parse(rule);
  if (parsed.kind !== "draw") throw new Error(`not drawn: ${parsed.kind}`);
  const random = new Random(1);
  return Array.from({ length: count }, () => parsed.draw(random));
}

describe("parseRule", () => {
  it.each(["*", "{llm}", "{{llm}}", " { llm } ", "{llm:}"])("leaves %j to the model", (rule) => {
    expect(parse(rule)).toEqual({ kind: "model", instruction: undefined });
  });

  it("keeps what the model is to be told, colons and all", () => {
    expect(parse("{llm: one word: polite or rude}")).toEqual({
      kind: "model",
      instruction: "one word: polite or rude",
    });
  });

  it.each([
    ["{18-20}", [18, 19, 20]],
    ["{{18-20}}", [18, 19, 20]],
    ["{7-7}", [7]],
    ["{-2-1}", [-2, -1, 0, 1]],
    ["{-3--2}", [-3, -2]],
    ["{0.5-0.8}", [0.5, 0.6, 0.7, 0.8]],
  ])("draws from %s, both ends included", (rule, all) => {
    expect([...new Set(draws(rule))].toSorted((a, b) => Number(a) - Number(b))).toEqual(all);
  });

  it("chooses from a list, in any type", () => {
    expect(new Set(draws([1, "one", null, ["a"]]))).toEqual(new Set([1, "one", null, ["a"]]));
  });

  it.each([42, 0, false, null, { a: 1 }, "plain", "a {brace} inside", "", literal("{llm}"), literal([1, 2])])(
    "takes %j as it is",
    (rule) => {
      expect(draws(rule as AttributeRule, 1)).toEqual([
        typeof rule === "object" && rule && "value" in rule ? rule.value : rule,
      ]);
    },
  );

  it("reads file rules, doubled braces and colons in paths included", () => {
    expect(parse("{txt:names.txt}")).toEqual({ kind: "line", path: "names.txt" });
    expect(parse("{{csv:first name:data/people.csv}}")).toEqual({
      kind: "cell",
      column: { name: "first name", path: "data/people.csv", delimiter: "," },
    });
    expect(parse("{tsv:0:C:/people.tsv}")).toMatchObject({
      column: { name: "0", path: "C:/people.tsv", delimiter: "\t" },
    });
  });

  it.each([
    "{foo:bar}",
    "{10-20 years}",
    "{20-10}",
    "{1-2:0.5}",
    "{csv:people.csv}",
    "{txt:}",
    "{}",
    "{hello}",
  ])("refuses %s instead of ignoring it", (rule) => {
    expect(() => parse(rule)).toThrow(InvalidArgumentError);
    expect(() => parse(rule)).toThrow("Thing.attribute");
  });
});
