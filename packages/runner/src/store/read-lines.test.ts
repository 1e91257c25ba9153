import { readFile, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { assert, asyncProperty, constantFrom, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { ByteRanges, countOfDamage, DamagedLines, describeDamage } from "./damage.ts";
import { readLines, readPieces } from "./read-lines.ts";
import { readRows } from "./read-rows.ts";
import { repairTail } from "./repair-tail.ts";
import { readResultIndex } from "./result-index.ts";
import { mendRows } from "./set-aside.ts";

const isRow = (row: unknown): string | undefined => (row === null ? "is nothing" : undefined);
const write = async (content: string | Uint8Array): Promise<string> => {
  const path = join(await temporaryFolder(), "rows.jsonl");
  await writeFile(path, content);
  return path;
};

describe("readLines", () => {
  it("gives every line that has an end, with its number and place, but for those that are too long", async () => {
    const path = join(await temporaryFolder(), "lines");
    const text = string({ unit: constantFrom("a", "b", "\n"), maxLength: 40 });
    await assert(
      asyncProperty(text, async (content) => {
        await writeFile(path, content);
        const lines = content.split("\n").slice(0, -1);
        const found: (string | undefined)[] = [];
        for await (const { bytes, line, lastLine, offset, length } of readLines(path, { longest: 3 })) {
          expect(line).toBe(found.length + 1);
          expect(content.slice(offset, offset + length)).toBe(
            `${lines.slice(line - 1, lastLine).join("\n")}\n`,
          );
          for (let at = line; at <= lastLine; at++) found.push(bytes?.toString());
        }
        expect(found).toEqual(lines.map((line) => (line.length > 3 ? undefined : line)));
      }),
      { numRuns: 100 },
    );
  });

  it("holds lines that lie across the pieces of a file together", async () => {
    const lines = Array.from({ length: 9 }, (_, at) => String(at).repeat(100_000 * at));
    const path = await write(lines.map((line) => `${line}\n`).join(""));
    const found: string[] = [];
    for await (const { bytes } of readLines(path)) found.push(bytes?.toString() ?? "");
    expect(found).toEqual(lines);
  });
});

describe("readRows", () => {
  it("tells of lines that are damaged in one way at once, and of a line that is too long by its number", async () => {
    const path = await write(
      `{"a":1}\n${"\n".repeat(600_000)}null\nnull\n${"x".repeat(300_000)}\n{"a":2}\n{`,
    );
    const damaged = new DamagedLines();
    const options = { onDamage: damaged.add, longest: 1000 };
    const rows = await Array.fromAsync(readRows<{ a: number }>(path, isRow, options));
    expect(rows.map(({ row, line }) => [row.a, line])).toEqual([
      [1, 1],
      [2, 600_005],
    ]);
    expect(damaged.list().map(describeDamage)).toEqual([
      "rows.jsonl:2-600001, each of which is not JSON",
      "rows.jsonl:600002-600003, each of which is nothing",
      "rows.jsonl:600004 is longer than 1000 bytes",
    ]);
  });

  it("counts what it has too many of to name", async () => {
    const damaged = new DamagedLines();
    const path = await write("null\nx\n".repeat(5000));
    for await (const _ of readRows(path, isRow, { onDamage: damaged.add }));
    expect(damaged.list()).toHaveLength(1001);
    const rest = { file: "rows.jsonl", count: 9000, problem: "has 9000 more damaged lines" };
    expect(damaged.list().at(-1)).toEqual(rest);
    expect(damaged.list().reduce((sum, one) => sum + countOfDamage(one), 0)).toBe(10_000);
  });
});

describe("mendRows", () => {
  it("leaves the rows, and sets every other byte aside", async () => {
    const bad = ["\n".repeat(400_000), "null\n", `${"[".repeat(400_000)}\n`, "\u0000\n", "null\n"];
    const rows = bad.map((_, at) => `{"a":${at}}\n`);
    const path = await write(bad.map((line, at) => line + rows[at]).join(""));
    expect((await mendRows(path, isRow)).map(({ line }) => line)).toEqual([
      1, 400_002, 400_004, 400_006, 400_008,
    ]);
    expect(await readFile(path, "utf8")).toBe(rows.join(""));
    expect(await readFile(`${path}.damaged`, "utf8")).toBe(bad.join(""));
  });

  it("cuts pieces wherever ranges begin and end", () => {
    const ranges = new ByteRanges();
    for (const [offset, length] of [
      [0, 2],
      [2, 1],
      [5, 4],
      [12, 1],
    ] as const)
      ranges.add({ offset, length });
    for (const size of [1, 2, 3, 5, 20]) {
      const cut = ranges.cutter();
      const [within, beside] = ["", ""].map(() => [] as string[]) as [string[], string[]];
      for (let at = 0; at < 16; at += size) {
        const parts = cut(Buffer.from("0123456789abcdef".slice(at, at + size)));
        within.push(...parts.within.map(String));
        beside.push(...parts.beside.map(String));
      }
      expect([within.join(""), beside.join("")]).toEqual(["0125678c", "349abdef"]);
    }
  });
});

describe("repairTail", () => {
  it("cuts off the zeros of a power cut, and keeps what else there is beside the file", async () => {
    const path = await write('{"a":1}\n');
    await truncate(path, 5_000_000);
    const problem = "was not written to its end: it has 4999992 bytes of zeros";
    expect(await repairTail(path)).toEqual({ length: 8, damage: [{ file: "rows.jsonl", line: 2, problem }] });
    await expect(stat(`${path}.damaged`)).rejects.toMatchObject({ code: "ENOENT" });
    const torn = Buffer.concat([Buffer.alloc(3_000_000), Buffer.from("abc")]);
    await writeFile(path, torn, { flag: "a" });
    expect(await repairTail(path)).toMatchObject({ length: 8 });
    expect((await readFile(`${path}.damaged`)).equals(torn)).toBe(true);
    expect(await readFile(path, "utf8")).toBe('{"a":1}\n');
  });
});

describe("an index", () => {
  const row = (index: number): string => `${JSON.stringify({ task: { variant: 0, index } })}\n`;
  const survey = async (index: string) => {
    const path = await write(row(0) + row(1));
    await writeFile(`${path}.index`, index);
    const found = await readResultIndex(`${path}.index`, path, 2 * row(0).length, () => undefined);
    return [found.entries.length, found.known, found.indexLength, ...found.damagedIndex];
  };
  const length = row(0).length;
  const right = `0 0 0 ${length}\n0 1 ${length} ${length}\n`;
  const nowhere = (line: number) => ({
    file: "rows.jsonl.index",
    line,
    problem: "does not say where a result is",
  });

  const torn = (line: number, bytes: number, what = "") => ({
    file: "rows.jsonl.index",
    line,
    problem: `was not written to its end: it has ${bytes} bytes${what}`,
  });

  it("is known as far as it fits, and what else stands in it is damage with its line", async () => {
    expect(await survey(right)).toEqual([2, 2, right.length]);
    const first = right.indexOf("\n") + 1;
    const second = right.length - first;
    expect(await survey(right.slice(0, -3))).toEqual([2, 1, first, torn(2, second - 3)]);
    expect(await survey(right.slice(0, first) + "\0".repeat(second))).toEqual([
      2,
      1,
      first,
      torn(2, second, " of zeros"),
    ]);
    expect(await survey("\n".repeat(600_000))).toEqual([2, 0, 0, nowhere(1)]);
    expect(await survey(right + "\n".repeat(600_000))).toEqual([2, 0, 0, nowhere(3)]);
    expect(await survey(`${"0".repeat(600_000)}\n`)).toEqual([2, 0, 0, nowhere(1)]);
    expect(await survey("0".repeat(600_000))).toEqual([2, 0, 0, torn(1, 600_000)]);
    expect(await survey(right.replace("0 1", "0 7"))).toEqual([
      2,
      0,
      0,
      { file: "rows.jsonl.index", problem: "does not fit the results" },
    ]);
  });

  it("is read in pieces of bounded length", async () => {
    const path = await write("0".repeat(1_000_000));
    const lengths: number[] = [];
    for await (const { length: bytes } of readPieces(path)) lengths.push(bytes);
    expect(lengths.length).toBeGreaterThan(3);
    expect(lengths.reduce((sum, bytes) => sum + bytes)).toBe(1_000_000);
  });
});
