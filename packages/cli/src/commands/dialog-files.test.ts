import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sampleFolder, Star, type StarFilter } from "@sdialog/datasets-star";
import { collectDialogs } from "@sdialog/evaluation";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terminalInMemory } from "../testing/terminal-in-memory.ts";
import { dialogFiles } from "./dialog-files.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-dialog-files-"));
  const chat = ["Messages are end-to-end encrypted.", "Ann: Hi!", "Bo: Hello."];
  await writeFile(join(cwd, "chat.txt"), chat.map((line) => `31/12/2023, 10:15 - ${line}\n`).join(""));
  // A folder called as one of STAR's is, with no tasks beside it.
  await mkdir(join(cwd, "mine/dialogues"), { recursive: true });
  await cp(join(cwd, "chat.txt"), join(cwd, "mine/dialogues/7.txt"));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

function named(...files: readonly string[]) {
  const { terminal, err } = terminalInMemory({ cwd });
  const dialogs = dialogFiles(terminal, files);
  return { ids: async () => (await collectDialogs(dialogs)).map(({ id }) => id), notes: err };
}

async function ofStar(filter: StarFilter = {}): Promise<readonly unknown[]> {
  const star = await Star.open(sampleFolder);
  return (await collectDialogs(star.dialogs(filter))).map(({ id }) => id);
}

describe("dialogues named on the command line", () => {
  it("are all of STAR by its folder or the one of dialogues in it, and one by its file", async () => {
    const all = await ofStar();
    expect(all.length).toBeGreaterThan(2);
    const inner = join(sampleFolder, "dialogues");
    for (const folder of [sampleFolder, inner, `star:${sampleFolder}`, `star:${sampleFolder}?`])
      expect(await named(folder).ids()).toEqual(all);
    const star = await Star.open(sampleFolder);
    expect(star.dialogIds().some((id) => id > 9)).toBe(true);
    for (const id of star.dialogIds())
      expect(await named(join(inner, `${id}.json`)).ids()).toEqual([(await star.dialog(id)).id]);
  });

  const filters: readonly (readonly [string, StarFilter])[] = [
    ["happy=true", { happy: true }],
    ["happy=false", { happy: false }],
    ["multitask=true", { multitask: true }],
    ["multitask=false", { multitask: false }],
    ["domain=library", { domain: "library" }],
    ["task=library_renew&happy=true", { task: "library_renew", happy: true }],
  ];
  it.each(filters)("are a part of STAR by the filter %s", async (query, filter) => {
    expect(await named(`star:${sampleFolder}?${query}`).ids()).toEqual(await ofStar(filter));
  });

  it.each(["hapy=true", "happy=yes", "multitask=1", "happy", "id=1"])(
    "are refused with the filter %s before anything is read",
    (query) => {
      expect(() => named(`star:nowhere?${query}`)).toThrow("is not a filter of STAR");
    },
  );

  it("are those of a folder that is only called as STAR's", async () => {
    expect(await named("mine/dialogues").ids()).toHaveLength(1);
    expect(await named("mine/dialogues/7.txt").ids()).toHaveLength(1);
  });

  it("are noted to hold more than dialogues once, by the path from here, however often they are read", async () => {
    const { ids, notes } = named("chat.txt", "mine/dialogues");
    expect(await ids()).toHaveLength(2);
    expect(notes()).toBe(
      ["chat.txt", "mine/dialogues/7.txt"]
        .map((file) => `Note: ${file}: lines of the system: kept as an annotation\n`)
        .join(""),
    );
    expect(await ids()).toHaveLength(2);
    expect(notes()).toBe("");
  });
});
