import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { findTail, repairTail } from "./repair-tail.ts";

const lines = '{"a":1}\n{"b":2}\n';
const zeros = (count: number): string => "\0".repeat(count);

describe("repairTail", () => {
  it.each<[string, string, string | undefined]>([
    ["nothing", "", undefined],
    ["the beginning of a row", '{"c":', '{"c":'],
    ["something else", "abc", "abc"],
    ["a single sign", "}", "}"],
    ["zeros", zeros(5000), undefined],
    ["zeros and then something", `${zeros(10)}abc`, `${zeros(10)}abc`],
    ["more zeros than are read at once, and then something", `${zeros(2_500_000)}x`, `${zeros(2_500_000)}x`],
    ["a row after zeros", `${zeros(2_500_000)}{"c":1`, `${zeros(2_500_000)}{"c":1`],
  ])("cuts off %s, and keeps beside it every byte but zeros alone", async (_what, tail, kept) => {
    for (const before of [lines, ""]) {
      const path = join(await temporaryFolder(), "rows.jsonl");
      await writeFile(path, before + tail);
      const found = {
        length: before.length,
        damage:
          tail === ""
            ? []
            : [
                {
                  file: "rows.jsonl",
                  line: before === "" ? 1 : 3,
                  problem: `was not written to its end: it has ${tail.length === 1 ? "1 byte" : `${tail.length} bytes`}${kept === undefined ? " of zeros" : ""}`,
                },
              ],
      };
      expect(await findTail(path)).toEqual(found);
      expect(await readFile(path, "utf8")).toBe(before + tail);
      expect(await repairTail(path)).toEqual(found);
      expect(await readFile(path, "utf8")).toBe(before);
      const beside = await readFile(`${path}.damaged`, "utf8").catch(() => undefined);
      // Compared by themselves: a difference of millions of zeros is nothing to print.
      expect(beside === kept).toBe(true);
    }
  });

  it("adds to what was kept before", async () => {
    const path = join(await temporaryFolder(), "rows.jsonl");
    for (const tail of ["abc", "def"]) {
      await writeFile(path, lines + tail);
      await repairTail(path);
    }
    expect(await readFile(`${path}.damaged`, "utf8")).toBe("abcdef");
  });

  it("finds nothing where there is no file", async () => {
    const path = join(await temporaryFolder(), "rows.jsonl");
    for (const look of [findTail, repairTail]) expect(await look(path)).toEqual({ length: 0, damage: [] });
  });
});
