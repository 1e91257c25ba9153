import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isMainThread } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { toFileError } from "./file-error.ts";
import { readText } from "./read-text.ts";
import { writeAtomic } from "./write-atomic.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-"));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe("writeAtomic", () => {
  it("lets a reader see only whole contents while a file is rewritten", async () => {
    const path = join(folder, "busy.txt");
    const contents = ["a", "b"].map((sign) => sign.repeat(300_000));
    await writeAtomic(path, contents[0] as string);
    const state = { done: false };
    const writing = (async () => {
      for (let round = 0; round < 40; round++) await writeAtomic(path, contents[round % 2] as string);
      state.done = true;
    })();
    let reads = 0;
    while (!state.done) {
      expect(contents).toContain(await readFile(path, "utf8"));
      reads++;
    }
    await writing;
    expect(reads).toBeGreaterThan(0);
  });

  it("lets exactly one of many writers create a file that may not be replaced", async () => {
    const path = join(folder, "race.txt");
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => writeAtomic(path, String(index), { overwrite: false })),
    );
    const winners = outcomes.flatMap((outcome, index) => (outcome.status === "fulfilled" ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(await readFile(path, "utf8")).toBe(String(winners[0]));
    for (const outcome of outcomes) {
      if (outcome.status === "rejected") expect(outcome.reason).toMatchObject({ code: "file_exists" });
    }
  });

  // A thread cannot set it.
  it.runIf(isMainThread).each([0o000, 0o022, 0o077])(
    "keeps the permissions of a file under umask %o",
    async (umask) => {
      const path = join(folder, "shared.txt");
      await writeFile(path, "old");
      await chmod(path, 0o664);
      const before = process.umask(umask);
      onTestFinished(() => void process.umask(before));
      await writeAtomic(path, "new");
      await writeAtomic(join(folder, `fresh-${umask}.txt`), "new");
      expect((await stat(path)).mode & 0o777).toBe(0o664);
      expect((await stat(join(folder, `fresh-${umask}.txt`))).mode & 0o777).toBe(0o666 & ~umask);
    },
  );

  it("follows a link to a file", async () => {
    const path = join(folder, "target.txt");
    await writeFile(path, "old");
    await symlink(path, join(folder, "link.txt"));
    await writeAtomic(join(folder, "link.txt"), ["n", "ew"]);
    expect(await readFile(path, "utf8")).toBe("new");
    expect((await lstat(join(folder, "link.txt"))).isSymbolicLink()).toBe(true);
  });

  // A pipe of its own: were a device of the machine ever replaced, everything on it would break.
  it.skipIf(process.platform === "win32")("refuses to put a file in the place of a pipe", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    await expect(writeAtomic(pipe, "x")).rejects.toMatchObject({ code: "file_special" });
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  it("refuses a name that no file can have", async () => {
    await expect(writeAtomic(join(folder, "a\u0000b"), "x")).rejects.toMatchObject({ code: "file_bad_name" });
    await expect(readText(join(folder, "a\u0000b"))).rejects.toMatchObject({ code: "file_bad_name" });
  });

  it("leaves no folder behind that was made for nothing, and every other", async () => {
    const broken = () => failingWith(new RangeError("mine"));
    await mkdir(join(folder, "kept"));
    await expect(writeAtomic(join(folder, "new/newer/x"), broken())).rejects.toThrow("mine");
    await expect(writeAtomic(join(folder, "kept/new/x"), broken())).rejects.toThrow("mine");
    expect((await readdir(folder)).filter((name) => name === "new" || name === "kept")).toEqual(["kept"]);
    expect(await readdir(join(folder, "kept"))).toEqual([]);
    await writeAtomic(join(folder, "new/newer/x"), "x");
    expect(await readdir(join(folder, "new/newer"))).toEqual(["x"]);
  });

  it("says what a full disk means", async () => {
    await expect(
      writeAtomic(join(folder, "x"), failingWith(Object.assign(new Error("full"), { code: "ENOSPC" }))),
    ).rejects.toMatchObject({ name: "FileError", code: "file_no_space" });
  });
});

describe("toFileError", () => {
  it.each([
    ["EACCES", "file_permission"],
    ["EROFS", "file_permission"],
    ["EMFILE", "file_too_many_open"],
    ["EIO", "file"],
  ])("turns %s into the code %s, the path and a hint", (code, expected) => {
    const raw = Object.assign(new Error("raw"), { code, syscall: "open" });
    expect(toFileError(raw, "some/file")).toMatchObject({
      code: expected,
      path: "some/file",
      message: expect.stringMatching(/^some\/file: /),
      hint: expect.any(String),
    });
  });

  it("leaves other errors alone", () => {
    const error = new RangeError("mine");
    expect(toFileError(error, "x")).toBe(error);
  });
});

// oxlint-disable-next-line require-yield -- the first thing it does is fail
async function* failingWith(error: Error): AsyncGenerator<string> {
  throw error;
}
