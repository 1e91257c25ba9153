import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseLargeJson } from "./parse-large-json.ts";

const long = "x".repeat(300_000);
const many = Array.from({ length: 16_000 }, (_, index) => ({ [`k${index}`]: [index, `"${index}\\`] }));

describe("parseLargeJson", () => {
  it.each([
    ["a list of many", JSON.stringify(many)],
    ["an object of many", JSON.stringify(Object.assign({}, ...many))],
    ["one large value beside small ones", JSON.stringify({ a: 1, big: many, b: [many, 2], c: long })],
    ["a long string", JSON.stringify(long)],
    ["white space", ` ${" ".repeat(300_000)}[1 , 2 ]\n`],
    ["names that mean something", `{"__proto__":{"a":1},"b":${JSON.stringify(long)},"b":2,"7":1}`],
    ["large names", `{${JSON.stringify("n".repeat(1000))}:${JSON.stringify(many)}}`],
    ["an empty list after much space", `[${" ".repeat(300_000)}]`],
  ])("gives what JSON.parse gives: %s", async (_name, text) => {
    expect(text.length).toBeGreaterThan(256 * 1024);
    // Compared as texts, which also tell the order of names, and are quick to compare.
    expect(JSON.stringify(await parseLargeJson(text)) === JSON.stringify(JSON.parse(text))).toBe(true);
  });

  it("gives what JSON.parse gives, or refuses what it refuses, whatever is done to a text", async () => {
    const base = JSON.stringify({ list: many, text: long, more: [many.slice(0, 900)] });
    const change = fc.record({
      at: fc.nat(base.length),
      cut: fc.nat(3),
      put: fc.constantFrom("", ",", "]", "}", "[", "{", '"', "\\", ":", " ", "1"),
    });
    await fc.assert(
      fc.asyncProperty(change, async ({ at, cut, put }) => {
        const text = base.slice(0, at) + put + base.slice(at + cut);
        const outcome = async (read: () => unknown) => {
          try {
            return JSON.stringify(await read());
          } catch (error) {
            return error instanceof SyntaxError ? "refused" : error;
          }
        };
        const [read, whole] = [
          await outcome(() => parseLargeJson(text)),
          await outcome(() => JSON.parse(text)),
        ];
        expect(read === whole).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it.each([
    ["[,", "]"],
    ["[", ",]"],
    ["[", "}"],
    ["[", "]]"],
    ["[", ""],
    ['{"a"', "}"],
    ["{", ":1}"],
  ])("refuses %s…%s", async (before, after) => {
    await expect(parseLargeJson(`${before}${JSON.stringify(long)}${after}`)).rejects.toBeInstanceOf(
      SyntaxError,
    );
  });

  it("refuses large values deep in large values, which would be looked through over and over", async () => {
    const deep = "[".repeat(200_000) + "]".repeat(200_000);
    await expect(parseLargeJson(deep)).rejects.toThrow("nested too deep");
  });

  it("refuses an object of more names than can be added in no time", async () => {
    const names = Array.from({ length: 100_001 }, (_, index) => `"${index.toString(36)}":0`);
    await expect(parseLargeJson(`{${names.join()}}`)).rejects.toThrow("too many names");
  });

  it("lets others have their turn", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++);
    await parseLargeJson(`[${JSON.stringify(many)},${JSON.stringify(many)}]`);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(3);
  });
});
