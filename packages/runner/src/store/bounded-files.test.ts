import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Random, SDialogError } from "@sdialog/core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun, repairRun } from "../runs/check-run.ts";
import { showRun } from "../runs/list-runs.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";

const recipe = {
  kind: "dialogues",
  count: 2,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  concurrency: 2,
  personas: [{ name: "Ann" }, { name: "Bob" }],
};
const models = () => ({ "echo:1": echoModel() });
/** More than is read at once. */
const many = 300 * 1024;
/** More than a file of one value may hold. */
const tooMany = 5 * 1024 * 1024;
const secret = '{"turns":[{"speaker":"A","text":"SECRET"}]}\n';

let folder: string;
let whole: string;
let outside: string;
let contents: readonly string[];
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-bounds-"));
  whole = join(folder, "whole");
  await runRecipe(recipe, { out: whole, models: models() });
  contents = await dialogContents(whole);
  outside = join(folder, "outside.jsonl");
  await writeFile(outside, secret);
});

const part = ["dialogues.jsonl", "index.txt", "failures.jsonl", "usage.jsonl", "error.json"];
// Together, where one does not keep the others from being read.
const files: Readonly<Record<string, readonly string[]>> = {
  "the manifest": ["manifest.json"],
  "the results": ["dialogues.jsonl"],
  "all beside them": [
    "index.txt",
    "lengths.txt",
    "failures.jsonl",
    "usage.jsonl",
    "partial.calls",
    "substitutes.jsonl",
    "voice.json",
    "log.txt",
    "writer-1.lock",
    "slurm/job.json",
    "slurm/retry.json",
    ...part.map((name) => `shards/0-of-2/${name}`),
  ],
};
// What is emptied, torn or no JSON is tried in `damaged-files.test.ts`, and in every combination in `find-losses.test.ts`.
const damages: Readonly<Record<string, (path: string, text: string) => unknown>> = {
  "line breaks": (path, text) => writeFile(path, text + "\n".repeat(many)),
  "one long line": (path, text) => writeFile(path, text + "[0,".repeat(many / 3)),
  "a hole": (path, text) =>
    writeFile(path, text).then(() => truncate(path, /\.(?:json|lock)$/.test(path) ? tooMany : many)),
  "a folder": (path) => mkdir(join(path, "within"), { recursive: true }),
  "a named pipe": (path) => execFileSync("mkfifo", [path]),
  "a link out": (path) => symlink(outside, path),
};
const cases = Object.entries(files).flatMap(([what, names]) =>
  Object.keys(damages).map((how) => [what, how, names] as const),
);

describe.skipIf(process.platform === "win32")("of a run", () => {
  // All of them in a sweep, else some that are drawn.
  it.each(inject("sweeping") ? cases : new Random(1).sample(cases, 6))(
    "%s may be %s, and no dialogue is lost",
    async (_, how, names) => {
      await writeFile(outside, secret);
      const out = await copyOfFolder(whole);
      for (const name of names) {
        const path = join(out, name);
        await mkdir(dirname(path), { recursive: true });
        const text = await readFile(path, "utf8").catch(() => "");
        await rm(path, { force: true });
        await damages[how]?.(path, text);
      }
      const refused: string[] = [];
      const typed = async (what: Promise<unknown>): Promise<void> => {
        await what.catch((error: unknown) => {
          expect(SDialogError.isInstance(error), String((error as Error).stack)).toBe(true);
          refused.push((error as SDialogError).code);
        });
      };
      await typed(showRun(out).then(({ log }) => expect(log.join()).not.toContain("SECRET")));
      await typed(checkRun(out));
      await typed(repairRun(out));
      refused.length = 0;
      await typed(runRecipe(recipe, { out, models: models() }));
      expect(await readFile(outside, "utf8")).toBe(secret);
      // Who has linked files elsewhere is asked first.
      if (how === "a link out" && refused.includes("store_untrusted")) return;
      expect(refused).toEqual(how === "a folder" || how === "a named pipe" ? refusedAsNoFile(names) : []);
      if (refused.length === 0) expect(await dialogContents(out)).toEqual(contents);
    },
  );
});

/** The one thing that is not set aside: what the run is, only its recipe can say. */
function refusedAsNoFile(names: readonly string[]): readonly string[] {
  return names.includes("manifest.json") ? ["store_damaged"] : [];
}
