import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { formatIndexEntry, indexedPlaces, onlyOnce } from "./result-index.ts";

const entries = [
  { variant: 0, index: 1, offset: 0, length: 10 },
  { variant: 0, index: 0, offset: 10, length: 20 },
  { variant: 1, index: 0, offset: 30, length: 5 },
];

describe("where results lie by the index alone", () => {
  const told = async (text: string, end: number) => {
    const path = join(await temporaryFolder(), "index.txt");
    await writeFile(path, text);
    return indexedPlaces(path, end);
  };
  const text = entries.map(formatIndexEntry).join("");

  it("is told when it has all of the file", async () => {
    expect(await told(text, 35)).toEqual(entries);
  });

  it.each([
    ["ends before the results do", text, 36],
    ["goes on behind them", text, 34],
    ["is empty", "", 35],
    ["has a line that is none", `${text}x\n`, 35],
    ["leaves something out", entries.slice(1).map(formatIndexEntry).join(""), 35],
    ["has a line that is no result's length", "0 0 0 2\n", 2],
    ["counts in halves", "0 0.5 0 35\n", 35],
  ])("is not known when it %s", async (_, odd, end) => {
    expect(await told(odd, end)).toBeUndefined();
  });
});

it("a result is refused for what is wrong with it, and when its task has one already", () => {
  const check = onlyOnce((row) => ("odd" in (row as object) ? "is odd" : undefined));
  const row = (variant: number, index: number, more: object = {}) => ({ task: { variant, index }, ...more });
  expect([row(0, 0), row(0, 1), row(1, 0)].map(check)).toEqual([undefined, undefined, undefined]);
  expect(check(row(0, 1))).toBe("is a second result of its task");
  expect(check(row(0, 1, { odd: true }))).toBe("is odd");
  // What was refused has not taken its task's place.
  expect(check(row(2, 0, { odd: true }))).toBe("is odd");
  expect(check(row(2, 0))).toBeUndefined();
});
