import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bestFit, sampleRecords } from "./sample-records.ts";

const records = (text: string, whole = true) => sampleRecords({ source: "x", text, whole });

it.each<[string, string, unknown[][]]>([
  ["", "none", []],
  ["Ann: Hello", "none", []],
  ["{oops", "none", []],
  ["7", "none", []],
  ['{"a": 1}', "one", [[{ a: 1 }]]],
  ['\uFEFF \n{"a": 1} \n', "one", [[{ a: 1 }]]],
  ['{"a": 1}\n{"a": 2}', "lines", [[{ a: 1 }, { a: 2 }]]],
  ['{"a": 1}\noops\n{"a": 3}\n', "lines", [[{ a: 1 }, { a: 3 }]]],
  ["[]", "list", [[]]],
  ["[1, 2, 3, 4, 5, 6, 7]", "list", [[1, 2, 3, 4, 5]]],
  ['[{"a": [1, 2]}]', "list", [[{ a: [1, 2] }]]],
  // Not JSON as a whole, but its first value is.
  ["[1, 2] and more", "list", [[1, 2]]],
  [`${'{"a": 1}\n'.repeat(9)}`, "lines", [Array.from({ length: 5 }, () => ({ a: 1 }))]],
])("%j is %s with %j", (text, form, readings) => {
  expect(records(text)).toEqual({ form, readings });
});

it.each<[string, string, unknown[][]]>([
  // Where it is cut off is one reading for each list and object that is open, the outermost first.
  ['{"a": 1, "rows": [{"b": 2}, {"b": 3', "one", [[{ a: 1 }], [{ a: 1, rows: [{ b: 2 }] }]]],
  ['[{"a": [1]}, {"a": [2]}, {"a', "list", [[{ a: [1] }, { a: [2] }]]],
  ['[["x]", "\\"}"], [1', "list", [[["x]", '"}']]]],
  ['{"a": 1}\n{"a": 2}\n{"a":', "lines", [[{ a: 1 }, { a: 2 }]]],
  ['{"a": 1}', "lines", [[{ a: 1 }]]],
  ["[", "none", []],
])("%j, cut off there, is %s with %j", (text, form, readings) => {
  expect(records(text, false)).toEqual({ form, readings });
});

it("shows the beginnings of what is long, and all of what is short", () => {
  const rows = Array.from({ length: 300 }, (_, index) => index);
  const names = Object.fromEntries(rows.map((row) => [`k${row}`, row]));
  const sizes = (text: string) => {
    const [[first] = []] = records(text).readings;
    const { rows: list, names: named } = first as { rows: unknown[]; names: object };
    return [list.length, Object.keys(named).length];
  };
  const short = { rows, names };
  expect(sizes(JSON.stringify(short))).toEqual([300, 300]);
  expect(sizes(JSON.stringify({ ...short, more: "x".repeat(1 << 18) }))).toEqual([20, 200]);
});

it("holds the members that are whole however a list is cut", () => {
  const list = fc.array(fc.oneof(fc.string(), fc.integer(), fc.boolean()), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(list, fc.double({ min: 0, max: 1, noNaN: true }), (values, share) => {
      const text = JSON.stringify(values);
      const cut = text.slice(0, Math.floor(share * (text.length - 1)));
      const [outer = []] = records(cut, false).readings;
      const whole = values.filter((_, at) => JSON.stringify(values.slice(0, at + 1)).length <= cut.length);
      expect(outer).toEqual(whole);
    }),
    { numRuns: 100 },
  );
});

it("fits as well as the best reading does", () => {
  const sample = { source: "x", text: '{"a": 1, "rows": [{"b": 2}, {"b', whole: false };
  const fitOf = (read: readonly unknown[]) => ({
    fit: JSON.stringify(read).length,
    reason: JSON.stringify(read),
  });
  expect(bestFit(sample, fitOf).reason).toBe('[{"a":1,"rows":[{"b":2}]}]');
  expect(bestFit({ ...sample, text: "no JSON" }, fitOf).reason).toBe("[]");
});
