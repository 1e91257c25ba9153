import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun, repairRun } from "../runs/check-run.ts";
import { showRun } from "../runs/list-runs.ts";
import type { RunListener } from "../runs/run-event.ts";
import { runStatus } from "../runs/run-status.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";

const recipe = {
  kind: "dialogues",
  count: 6,
  seed: 7,
  model: "echo:1",
  maxTurns: 4,
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};
const models = () => ({ "echo:1": echoModel() });
const lines = (text: string) => text.split(/(?<=\n)/).filter((line) => line !== "");

let finished: string;
let whole: string[];
beforeAll(async () => {
  finished = await mkdtemp(join(tmpdir(), "sdialog-lost-"));
  await runRecipe(recipe, { out: finished, models: models() });
  whole = await dialogContents(finished);
});
afterAll(() => rm(finished, { recursive: true, force: true }));

describe("a finished run", () => {
  const cuts: readonly (readonly [how: string, lost: number, cut: (path: string) => Promise<void>])[] = [
    ["emptied", 6, (path) => writeFile(path, "")],
    ["deleted", 6, (path) => rm(path)],
    [
      "cut to two whole lines",
      4,
      async (path) =>
        writeFile(
          path,
          lines(await readFile(path, "utf8"))
            .slice(0, 2)
            .join(""),
        ),
    ],
    [
      "without a line in its middle",
      1,
      async (path) =>
        writeFile(
          path,
          lines(await readFile(path, "utf8"))
            .toSpliced(2, 1)
            .join(""),
        ),
    ],
  ];
  const loss = (count: number) =>
    `lacks ${count === 1 ? "1 result that is" : `${count} results that are`} listed in index.txt and not there`;

  it.each(cuts)(
    "whose results are %s says so, makes them again, and counts that too",
    async (_, lost, cut) => {
      const out = await copyOfFolder(finished);
      const before = (await showRun(out)).usage;
      const counts = async () =>
        (await readFile(join(out, "usage.jsonl"), "utf8")).trimEnd().split("\n").length;
      const perTask = (await counts()) / 6;
      for (const time of [1, 2]) {
        await cut(join(out, "dialogues.jsonl"));
        const damage = { file: "dialogues.jsonl", problem: loss(lost) };
        expect(await checkRun(out)).toContainEqual(damage);
        expect((await runStatus(out)).damage).toContainEqual(damage);
        // The second time it is mended first: what is lost is as much.
        if (time === 2) {
          expect(await repairRun(out)).toContainEqual(damage);
          expect(await checkRun(out)).toEqual([]);
          expect((await runStatus(out)).pending).toBe(lost);
        }
        const notices: string[] = [];
        const onEvent: RunListener = (event) => void (event.type === "notice" && notices.push(event.message));
        expect(await resumeRun(out, { models: models(), onEvent })).toMatchObject({
          end: "complete",
          done: 6,
        });
        if (time === 1) expect(notices).toContainEqual(`mended: dialogues.jsonl ${loss(lost)}`);
        expect(await dialogContents(out)).toEqual(whole);
        expect(await checkRun(out)).toEqual([]);
        expect(await counts()).toBe((6 + time * lost) * perTask);
      }
      expect((await showRun(out)).usage.calls).toBe((before.calls * (6 + 2 * lost)) / 6);
      // Whoever goes on once more counts nothing twice.
      await resumeRun(out, { models: models() });
      expect(await counts()).toBe((6 + 2 * lost) * perTask);
    },
  );

  it("whose results and usage are both gone is told of both", async () => {
    const out = await copyOfFolder(finished);
    for (const name of ["dialogues.jsonl", "usage.jsonl"]) await rm(join(out, name));
    const both = [
      { file: "dialogues.jsonl", problem: loss(6) },
      { file: "usage.jsonl", problem: expect.stringMatching(/^is gone/) as string },
    ];
    for (const look of [checkRun, repairRun]) {
      const found = await look(out);
      expect(found).toHaveLength(2);
      expect(found).toEqual(expect.arrayContaining(both));
    }
    expect(await checkRun(out)).toEqual([]);
  });

  const broken = (line: string) => `-${line.slice(1)}`;
  it.each<[how: string, lost: number, change: (all: string[]) => readonly string[]]>([
    ["one is removed and two blank lines are added at the end", 1, (all) => [...all.slice(1), "\n", "\n"]],
    ["one is removed and two blank lines come in its place", 1, (all) => all.toSpliced(2, 1, "\n", "\n")],
    [
      "one is removed, and a later one damaged",
      1,
      (all) => [...all.slice(1, 4), broken(all[4] ?? ""), ...all.slice(5)],
    ],
    ["two are removed, and an earlier one damaged", 2, (all) => [broken(all[0] ?? ""), ...all.slice(3)]],
    ["each is damaged", 0, (all) => all.map(broken)],
    ["one is damaged, and has become longer", 0, (all) => all.with(2, `--${broken(all[2] ?? "")}`)],
  ])("is told of results that are lost beside those whose lines are damaged: %s", async (_, lost, change) => {
    const out = await copyOfFolder(finished);
    const path = join(out, "dialogues.jsonl");
    await writeFile(path, change(lines(await readFile(path, "utf8"))).join(""));
    for (const found of [await checkRun(out), (await runStatus(out)).damage, await repairRun(out)]) {
      const lacks = found.filter(({ problem }) => problem.startsWith("lacks"));
      expect(lacks).toEqual(lost === 0 ? [] : [{ file: "dialogues.jsonl", problem: loss(lost) }]);
      expect(found.length).toBeGreaterThan(lacks.length);
    }
  });

  it("whose results and usage are both damaged is told of both", async () => {
    const out = await copyOfFolder(finished);
    await writeFile(join(out, "dialogues.jsonl"), "");
    await writeFile(join(out, "usage.jsonl"), `-\n${await readFile(join(out, "usage.jsonl"), "utf8")}`);
    const found = new Set((await repairRun(out)).map(({ file }) => file));
    expect(found).toEqual(new Set(["dialogues.jsonl", "usage.jsonl"]));
  });
  it.each([
    ["emptied", /^is empty, and had \d+ bytes: /, () => ""],
    [
      "cut to whole lines",
      /^lacks \d+ of its \d+ bytes: /,
      (text: string) => lines(text).slice(0, 3).join(""),
    ],
  ])("whose usage is %s says so, once", async (_, said, cut) => {
    const out = await copyOfFolder(finished);
    const path = join(out, "usage.jsonl");
    await writeFile(path, cut(await readFile(path, "utf8")));
    const problem = expect.stringMatching(said) as string;
    expect(await checkRun(out)).toEqual([{ file: "usage.jsonl", problem }]);
    expect(await repairRun(out)).toEqual([{ file: "usage.jsonl", problem }]);
    expect(await checkRun(out)).toEqual([]);
    expect(await dialogContents(out)).toEqual(whole);
  });
});
