import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { mendRows, setFileAside } from "./set-aside.ts";

const isRow = (row: unknown): string | undefined =>
  typeof (row as { readonly n?: unknown } | null)?.n === "number" ? undefined : "has no number";

describe("mendRows", () => {
  it("leaves the rows and moves all other lines, both in their order", async () => {
    const line = fc.oneof(
      fc.nat(99).map((n) => JSON.stringify({ n })),
      fc.constantFrom("", "{", "not JSON", '{"m":1}', "\0\0\0", "7"),
    );
    const folder = await temporaryFolder();
    let number = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const path = join(folder, `${number++}.jsonl`);
        await writeFile(path, lines.map((each) => `${each}\n`).join(""));
        const isGood = (each: string): boolean => /^\{"n":\d+\}$/.test(each);
        const text = (some: readonly string[]): string => some.map((each) => `${each}\n`).join("");
        const bad = lines.filter((each) => !isGood(each));
        const damage = await mendRows(path, isRow);
        expect(await readFile(path, "utf8")).toBe(text(lines.filter(isGood)));
        const beside = await readFile(`${path}.damaged`, "utf8").catch(() => undefined);
        expect(beside).toBe(bad.length === 0 ? undefined : text(bad));
        const told = damage.reduce(
          (sum, { line: from = 0, lastLine = from }) => sum + lastLine - from + 1,
          0,
        );
        expect(told).toBe(bad.length);
        expect(await mendRows(path, isRow)).toEqual([]);
      }),
      { numRuns: 40 },
    );
    expect((await readdir(folder)).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});

describe("setFileAside", () => {
  it("gives each file a name of its own, and leaves the first for lines", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "job.json");
    for (const content of ["a", "b", "c"]) {
      await writeFile(path, content);
      expect(await setFileAside(path, "is odd")).toEqual({ file: "job.json", problem: "is odd" });
    }
    await mkdir(path);
    await setFileAside(path, "is a folder");
    expect((await readdir(folder)).toSorted()).toEqual([
      "job.json.damaged",
      "job.json.damaged-1",
      "job.json.damaged-2",
      "job.json.damaged-3",
    ]);
    expect(await readFile(`${path}.damaged-3`, "utf8")).toBe("c");
  });
});
