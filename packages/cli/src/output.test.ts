import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const run = promisify(execFile);
const program = `"${process.execPath}" --conditions=@sdialog/source main.ts models --json`;

describe("the program's output", () => {
  it("may be read in part", async () => {
    await expect(run("sh", ["-c", `${program} | head -c 1`], { cwd: import.meta.dirname })).resolves.toEqual({
      stdout: "[",
      stderr: "",
    });
  });

  // Only Linux has a device that is always full.
  it.skipIf(!existsSync("/dev/full"))("tells of a full disk in one line", async () => {
    await expect(
      run("sh", ["-c", `${program} > /dev/full`], { cwd: import.meta.dirname }),
    ).rejects.toMatchObject({ code: 1, stderr: "Error: the output cannot be written (ENOSPC)\n" });
  });
});
