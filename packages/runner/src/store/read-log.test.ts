import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { readLogEnd } from "./read-log.ts";

const log = async (text: string): Promise<string> => {
  const path = join(await temporaryFolder(), "log.txt");
  await writeFile(path, text);
  return path;
};

describe("readLogEnd", () => {
  it("gives the newest lines, and as few as are asked for", async () => {
    const path = await log("a\nb\nc\n");
    expect(await readLogEnd(path, 2)).toEqual(["b", "c"]);
    expect(await readLogEnd(path, 9)).toEqual(["a", "b", "c"]);
    expect(await readLogEnd(path, 0)).toEqual([]);
    expect(await readLogEnd(join(path, "none"), 5)).toEqual([]);
  });

  it("reads the end of a log of any length, and cuts what is no line", async () => {
    const many = await readLogEnd(await log("0123456789\n".repeat(100_000)), 1_000_000);
    expect(many.length).toBeLessThan(30_000);
    expect(many.every((line) => line === "0123456789")).toBe(true);
    expect(await readLogEnd(await log("x".repeat(1_000_000)), 20)).toEqual([`${"x".repeat(4000)}…`]);
  });
});
