import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeFolder } from "./make-folder.ts";
import { writeAtomic } from "./write-atomic.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-folder-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A folder of a read-only file system, of which a machine may have none. */
const readOnly = existsSync("/proc/mounts")
  ? readFileSync("/proc/mounts", "utf8")
      .split("\n")
      .map((line) => line.split(" "))
      .find(([, at = "", , settings = ""]) => settings.split(",").includes("ro") && isFolder(at))?.[1]
  : undefined;

function isFolder(path: string): boolean {
  return existsSync(path) && existsSync(join(path, "."));
}

describe("makeFolder", () => {
  it("makes the folders above, too, and leaves one that exists", async () => {
    const path = join(folder, "a/b/c");
    await makeFolder(path);
    await makeFolder(path);
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it("makes what many want at once", async () => {
    for (let round = 0; round < 50; round++) {
      const paths = Array.from({ length: 16 }, (_, leaf) => join(folder, `many-${round}/shards/${leaf}`));
      await Promise.all(paths.map((path) => makeFolder(path)));
    }
  });

  it("says that a part of the path is a file", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(makeFolder(join(folder, "file/a"))).rejects.toMatchObject({ code: "file_not_folder" });
  });

  it.skipIf(readOnly === undefined)(
    "says that a file system is read-only, not that the folder is missing (skipped where none is mounted)",
    async () => {
      const path = join(readOnly as string, "new/folder");
      await expect(makeFolder(path)).rejects.toMatchObject({ code: "file_permission" });
      await expect(writeAtomic(join(path, "x"), "y")).rejects.toMatchObject({ code: "file_permission" });
    },
  );
});
