import { execFileSync } from "node:child_process";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-folder.ts";
import { findOddFiles, refuseOddFiles } from "./refuse-odd-files.ts";

describe("what stands in the place of a run's files", () => {
  it("is told by what it is, and what a run does not keep is nobody's concern", async () => {
    const folder = await temporaryFolder();
    for (const name of ["usage.jsonl", "notes.md"]) await writeFile(join(folder, name), "");
    for (const name of ["failures.jsonl", "postgres", "cluster.d"]) await mkdir(join(folder, name));
    await symlink("log.txt", join(folder, "log.txt"));
    await symlink("nowhere", join(folder, "index.txt"));
    await symlink("usage.jsonl", join(folder, "partial.calls"));
    const odd = [
      { name: "failures.jsonl", kind: "a folder" },
      { name: "log.txt", kind: "a link to itself" },
    ];
    const found = await findOddFiles(folder);
    expect(found.toSorted((a, b) => a.name.localeCompare(b.name))).toEqual(odd);
    await expect(refuseOddFiles(folder)).rejects.toMatchObject({
      code: "store_damaged",
      message: expect.stringMatching(/: (?:failures\.jsonl is a folder|log\.txt is a link to itself), where/),
      hint: expect.stringContaining(`sdialog doctor ${folder} --repair`),
    });
  });

  it.skipIf(process.platform === "win32")("may be a named pipe, which nobody waits for", async () => {
    const folder = await temporaryFolder();
    execFileSync("mkfifo", [join(folder, "manifest.json")]);
    expect(await findOddFiles(folder)).toEqual([{ name: "manifest.json", kind: "a named pipe" }]);
  });

  it("is nothing where all are files, or where there is no folder", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "manifest.json"), "{}");
    for (const place of [folder, join(folder, "none")]) {
      expect(await findOddFiles(place)).toEqual([]);
      await refuseOddFiles(place);
    }
  });
});
