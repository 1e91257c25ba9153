import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OpenedFolder } from "./opened-folder.ts";
import { librarySources, sourceFiles } from "./library/source-files.ts";

let base: string;
let folder: OpenedFolder;
beforeAll(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), "sdialog-folder-")));
  await mkdir(join(base, "open/inside"), { recursive: true });
  await mkdir(join(base, "open-too"));
  await writeFile(join(base, "secret.json"), '{ "turns": [] }');
  await writeFile(join(base, "open/inside/a.json"), '{ "turns": [] }');
  await symlink(join(base, "secret.json"), join(base, "open/link.json"));
  await symlink(base, join(base, "open/up"));
  await symlink(join(base, "open/inside"), join(base, "open/fine"));
  folder = await OpenedFolder.open(join(base, "open"));
});
afterAll(() => rm(base, { recursive: true, force: true }));

describe("OpenedFolder", () => {
  it.skipIf(process.platform === "win32")(
    "finds no named pipe, which would keep its reader waiting",
    async () => {
      execFileSync("mkfifo", [join(base, "open/p.jsonl")]);
      await expect(folder.find("p.jsonl")).rejects.toMatchObject({ code: "file_special" });
      await rm(join(base, "open/p.jsonl"));
    },
  );

  it("finds what is inside, also behind a link that stays inside", async () => {
    expect(await folder.find("inside/a.json")).toBe(join(base, "open/inside/a.json"));
    expect(await folder.find("fine/a.json")).toBe(join(base, "open/inside/a.json"));
    expect(await folder.find("")).toBe(join(base, "open"));
  });

  it.each([
    "../secret.json",
    "inside/../../secret.json",
    "/etc/passwd",
    "../open-too",
    "link.json",
    "up/secret.json",
    "a\0b",
  ])("refuses %j", async (path) => {
    await expect(folder.find(path)).rejects.toMatchObject({ code: "outside_folder" });
  });

  it("names places to write inside only", async () => {
    expect(await folder.place("new/deep.json")).toBe(join(base, "open/new/deep.json"));
    await expect(folder.place("up/new.json")).rejects.toMatchObject({ code: "outside_folder" });
    await expect(folder.place("up/not/there/new.json")).rejects.toMatchObject({ code: "outside_folder" });
    await expect(folder.place("link.json")).rejects.toMatchObject({ code: "outside_folder" });
    await expect(folder.place("../new.json")).rejects.toMatchObject({ code: "outside_folder" });
  });

  it("lists no link that leads out", async () => {
    expect((await librarySources(folder)).map(({ path }) => path)).not.toContain("up");
    expect(await sourceFiles(folder, "")).toEqual([]);
    expect(await sourceFiles(folder, "inside")).toEqual(["inside/a.json"]);
  });
});
