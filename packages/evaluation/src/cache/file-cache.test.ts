import { appendFile, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fileCache } from "./file-cache.ts";

const newFile = async (): Promise<string> =>
  join(await mkdtemp(join(tmpdir(), "sdialog-cache-")), "deep", "entries.jsonl");

describe("fileCache", () => {
  it("gives back what another instance wrote", async () => {
    const path = await newFile();
    await fileCache(path).set("a", { score: 3, reason: "line\nbreak" });
    expect(await fileCache(path).get("a")).toEqual({ score: 3, reason: "line\nbreak" });
    expect(await fileCache(path).get("b")).toBeUndefined();
  });

  it("survives a line cut off by a crash, and goes on after it", async () => {
    const path = await newFile();
    await fileCache(path).set("a", 1);
    await appendFile(path, '\n{"key":"b","val');
    const cache = fileCache(path);
    await cache.set("c", 3);
    const again = fileCache(path);
    expect(await Promise.all(["a", "b", "c"].map((key) => again.get(key)))).toEqual([1, undefined, 3]);
  });

  it("writes every entry once, also when many are set at the same time", async () => {
    const path = await newFile();
    const cache = fileCache(path);
    await Promise.all(Array.from({ length: 50 }, (_, index) => cache.set(`k${index % 25}`, index % 25)));
    expect((await readFile(path, "utf8")).trim().split("\n")).toHaveLength(25);
  });

  it("refuses a file that is something else", async () => {
    const path = join(await mkdtemp(join(tmpdir(), "sdialog-cache-")), "notes.txt");
    await writeFile(path, "my notes\n");
    await expect(fileCache(path).get("a")).rejects.toThrow(`${path}:1: not a cache entry`);
  });
});
