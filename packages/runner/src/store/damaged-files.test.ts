import { execFileSync } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { basename, join } from "node:path";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from "vitest";
import { Random } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { resumeRun } from "../run/resume-run.ts";
import { retryFailed } from "../run/retry-failed.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun, repairRun } from "../runs/check-run.ts";
import { listRuns, showRun } from "../runs/list-runs.ts";
import type { RunListener } from "../runs/run-event.ts";
import { runStatus } from "../runs/run-status.ts";
import { copyOfFolder } from "../testing/copy-of-folder.ts";
import { dialogContents } from "../testing/dialog-contents.ts";
import { echoModel } from "../testing/echo-model.ts";
import { RunStore } from "./run-store.ts";

const recipe = {
  kind: "dialogues",
  count: 6,
  seed: 7,
  model: "echo:1",
  maxTurns: 4,
  concurrency: 2,
  personas: [{ name: "Alice" }, { name: "Bob", role: ["customer", "tourist"] }],
};
const models = () => ({ "echo:1": echoModel() });

/** All cases of a class in a sweep, else a few that are drawn. */
const drawn = <Case>(cases: readonly Case[]): readonly Case[] =>
  inject("sweeping") ? cases : new Random(1).sample(cases, 8);

let whole: string[];
/** A run with results, failures, calls of unfinished tasks and a lock. */
let interrupted: string;

let folder: string;
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-damage-"));
  await runRecipe(recipe, { out: join(folder, "whole"), models: models() });
  whole = await dialogContents(join(folder, "whole"));
  interrupted = join(folder, "interrupted");
  const stop = new AbortController();
  let asked = 0;
  const echo = echoModel(2);
  const failing = {
    ...echo,
    generate: (request: Parameters<typeof echo.generate>[0]) => {
      asked++;
      if (asked === 4) throw new ModelError("no", { kind: "invalid_request", model: "echo:1" });
      if (asked >= 14) stop.abort();
      return echo.generate(request);
    },
  };
  await runRecipe(recipe, { out: interrupted, models: { "echo:1": failing }, signal: stop.signal });
  const { done, failed, pending } = await runStatus(interrupted);
  expect([done, failed, pending].every((count) => count > 0)).toBe(true);
  await writeFile(join(interrupted, "writer-1.lock"), JSON.stringify({ host: "x", pid: 1, started: null }));
});

const files = [
  "dialogues.jsonl",
  "failures.jsonl",
  "usage.jsonl",
  "index.txt",
  "partial.calls",
  "substitutes.jsonl",
  "writer-1.lock",
  "manifest.json",
];
const damages: Readonly<Record<string, (text: string) => string>> = {
  empty: () => "",
  torn: (text) => text.slice(0, Math.max(1, Math.floor(text.length * 0.6))),
  garbage: () => "\u0000\u0001 nothing \uFFFD\n[[[",
  null: () => "null\n",
  "a foreign line": (text) => `{"task":{"key":"ab","variant":0,"index":1},"turns":[]}\n${text}`,
  "a broken line": (text) => `${text.slice(0, 10)}\n${text}`,
};

const rowFiles = files.slice(0, 6);

describe.each(rowFiles)("a last line of %s that was not written to its end", (file) => {
  it("is named with its line, and every byte of it is kept, or written again", async () => {
    const text =
      (await readFile(join(interrupted, file), "utf8").catch(() => "")) ||
      '{"variant":0,"index":0,"round":1,"substitute":3}\n'.repeat(2);
    const begin = text.lastIndexOf("\n", text.length - 2) + 1;
    const line = text.slice(0, begin).split("\n").length;
    const ends = [begin + 1, Math.floor((begin + text.length) / 2), text.length - 1];
    const garbage = "\u0000\u0001 [";
    for (const [end, more] of [...ends.map((one) => [one, ""] as const), [begin, garbage] as const]) {
      const out = await copyOfFolder(interrupted);
      await rm(join(out, "writer-1.lock"));
      const path = join(out, file);
      const left = text.slice(begin, end) + more;
      await writeFile(path, text.slice(0, begin) + left);
      const problem = expect.stringMatching(/^was not written to its end: it has \d+ bytes?$/) as string;
      const torn = { file, line, problem };
      expect(await checkRun(out), left).toContainEqual(torn);
      expect(await repairRun(out)).toContainEqual(torn);
      expect(await checkRun(out)).toEqual([]);
      const beside = await readFile(`${path}.damaged`, "utf8").catch(() => "");
      const isWrittenAgain =
        file === "index.txt" && (await readFile(path, "utf8")).startsWith(text.slice(0, begin) + left);
      expect([left, isWrittenAgain || beside.includes(left)]).toEqual([left, true]);
    }
  });
});

async function damaged(file: string, change: (text: string) => string): Promise<string> {
  const copy = await copyOfFolder(interrupted);
  const path = join(copy, file);
  await writeFile(path, change(await readFile(path, "utf8").catch(() => "")));
  // A lock of another machine that is still heard of is no damage.
  if (file !== "writer-1.lock") await rm(join(copy, "writer-1.lock"));
  return copy;
}

const cases = files.flatMap((file) => Object.keys(damages).map((how) => [file, how] as const));

describe.each(drawn(cases))("%s that is %s", (file, how) => {
  const change = damages[how] as (text: string) => string;

  it("is found, set aside, and the run goes on to the same dialogues, each once", async () => {
    const out = await damaged(file, change);
    const notices: string[] = [];
    const onEvent: RunListener = (event) => {
      if (event.type === "notice") notices.push(event.message);
    };
    // The recipe stands in for a manifest that is lost.
    const options = { models: models(), onEvent };
    if (file === "manifest.json") await runRecipe(recipe, { ...options, out });
    else await resumeRun(out, options);
    // What had failed stays so, unless it is not known any more.
    const { failed } = await runStatus(out);
    const made = await dialogContents(out);
    expect(made).toHaveLength(6 - failed);
    expect(made.every((dialog) => whole.includes(dialog))).toBe(true);
    expect(new Set(made).size).toBe(made.length);
    const changed = change(await readFile(join(interrupted, file), "utf8").catch(() => ""));
    // An index that is only behind is what every kill leaves.
    const isSeen = changed !== "" && !(file === "index.txt" && how === "torn");
    if (isSeen) expect(notices.join("\n")).toMatch(/^mended: /m);
    expect(await checkRun(out)).toEqual([]);
  });

  it("is what the check finds and the repair mends", async () => {
    const out = await damaged(file, change);
    const before = await readFile(join(out, file));
    const found = await checkRun(out);
    expect(await readFile(join(out, file))).toEqual(before);
    if (file === "manifest.json") {
      expect(found.some((one) => one.file === file)).toBe(true);
      return;
    }
    const mended = await repairRun(out);
    const names = (list: typeof found) => new Set(list.map(({ file: name }) => name));
    expect(names(mended)).toEqual(names(found));
    expect(await checkRun(out)).toEqual([]);
    if (how === "a broken line" && file.endsWith(".jsonl")) {
      expect(found).toContainEqual({ file, line: 1, problem: "is not JSON" });
      expect(await readdir(out)).toContain(`${file}.damaged`);
    }
  });
});

describe("a manifest that is gone", () => {
  it("is made anew from the same recipe, and never from another", async () => {
    const out = await copyOfFolder(interrupted);
    await rm(join(out, "manifest.json"));
    await rm(join(out, "writer-1.lock"));
    await expect(runRecipe({ ...recipe, seed: 8 }, { out, models: models() })).rejects.toMatchObject({
      message: expect.stringContaining("has no manifest any more") as string,
      code: "store_another_run",
    });
    expect(await readdir(out)).not.toContain("manifest.json");
    const told: string[] = [];
    const onEvent: RunListener = (event) => void (event.type === "notice" && told.push(event.message));
    expect(await runRecipe(recipe, { out, models: models(), onEvent })).toMatchObject({ end: "complete" });
    expect(told).toContain("mended: manifest.json is gone, and was made again");
  });
});

const noFiles: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
  "a folder": (path) => mkdir(path),
  "a device": (path) => symlink("/dev/zero", path),
  "a socket": (path) =>
    new Promise((resolve) => {
      const server = createServer().listen(path, () => resolve(undefined));
      onTestFinished(() => void server.close());
    }),
  "a link to itself": (path) => symlink(path, path),
};
const places = files.flatMap((file) => Object.keys(noFiles).map((what) => [file, what] as const));

describe.skipIf(process.platform === "win32")("what is no file in the place of one", () => {
  it.each(drawn(places))("is refused at once, by its name: %s is %s", async (file, what) => {
    const copy = await copyOfFolder(interrupted);
    // Sockets have short names.
    const out = await mkdtemp(join("/tmp", "s-"));
    onTestFinished(() => rm(out, { recursive: true }));
    await cp(copy, out, { recursive: true });
    await rm(join(out, "writer-1.lock"));
    await rm(join(out, file), { force: true });
    await noFiles[what]?.(join(out, file));
    const code = expect.stringMatching(/^store_(?:damaged|input_output)$/) as string;
    const refusal = { code, message: expect.stringContaining(file) as string };
    for (const read of [runStatus, showRun]) await expect(read(out)).rejects.toMatchObject(refusal);
    await expect(resumeRun(out, { models: models(), trust: true })).rejects.toMatchObject(refusal);
    await expect(runRecipe(recipe, { out, models: models() })).rejects.toMatchObject(refusal);
    // Other runs beside it are listed.
    const told: string[] = [];
    await listRuns(out, { onError: ({ message }) => told.push(message) });
    if (file !== "manifest.json" || what !== "a link to itself") expect(told).toHaveLength(1);
    // The check names it, and the repair sets it aside; what the run is can only its recipe say.
    expect(await checkRun(out)).toContainEqual({
      file,
      problem: expect.stringMatching(/^is a .*file$/) as string,
    });
    if (file === "manifest.json") return expect(repairRun(out)).rejects.toThrow();
    expect(await repairRun(out)).toContainEqual(expect.objectContaining({ file }));
    expect(await checkRun(out)).toEqual([]);
    expect(await readdir(out)).toContain(`${file}.damaged-1`);
    expect(await resumeRun(out, { models: models() })).toMatchObject({ end: "complete" });
  });
});

const smallFiles: Readonly<Record<string, string>> = {
  "voice.json":
    '{"dialogs":0,"found":0,"seconds":0,"engine":"","notes":{},"failed":[{"id":1,"code":"a","message":"b"}]}',
  "slurm/job.json": '{"job":"23","of":2}',
  "slurm/retry.json": "[]",
  "shards/0-of-2/error.json": '{"code":"a_code","message":"a message"}',
};
const noValues: Readonly<Record<string, (path: string, right: string) => Promise<unknown> | unknown>> = {
  empty: (path) => writeFile(path, ""),
  torn: (path, right) => writeFile(path, right.slice(0, -1)),
  null: (path) => writeFile(path, "null"),
  "of other fields": (path) => writeFile(path, '{"job":"--all","of":1e300,"code":1,"failed":{}}'),
  "of other items": (path) =>
    writeFile(
      path,
      path.endsWith("voice.json")
        ? '{"dialogs":1,"found":0,"seconds":0,"engine":"","notes":{},"failed":[{"id":1,"error":null},5]}'
        : "[null,5]",
    ),
  "a hole of gigabytes": (path) => writeFile(path, "").then(() => truncate(path, 2 ** 32)),
  "a link out": async (path) => {
    await rm(path, { force: true });
    await symlink("/proc/version", path);
  },
  deep: (path) => writeFile(path, "[".repeat(100_000)),
  "a folder": (path) => mkdir(join(path, "within"), { recursive: true }),
  "a named pipe": (path) => execFileSync("mkfifo", [path]),
};
// What is in the place of one of the run's own files, not of its parts', is refused, as above.
const smallCases = Object.keys(smallFiles).flatMap((file) =>
  Object.keys(noValues)
    .filter((how) => file.includes("/") || !["a folder", "a named pipe", "a link out"].includes(how))
    .map((how) => [file, how] as const),
);

/** The interrupted run, with one more thing in it. */
async function withSmall(file: string, make: (path: string) => Promise<unknown> | unknown): Promise<string> {
  const out = await copyOfFolder(interrupted);
  await rm(join(out, "writer-1.lock"));
  await mkdir(join(out, file, ".."), { recursive: true });
  await make(join(out, file));
  return out;
}

describe.skipIf(process.platform === "win32")("a small file of a run", () => {
  it.each(Object.entries(smallFiles))("is left as it is where it is whole: %s", async (file, right) => {
    const out = await withSmall(file, (path) => writeFile(path, right));
    expect(await checkRun(out)).toEqual([]);
    await repairRun(out);
    expect(await readFile(join(out, file), "utf8")).toBe(right);
  });

  it.each(drawn(smallCases))("is found, named and set aside: %s is %s", async (file, how) => {
    const out = await withSmall(file, (path) => noValues[how]?.(path, smallFiles[file] ?? ""));
    const found = [{ file, problem: expect.any(String) as string }];
    expect(await checkRun(out)).toEqual(found);
    expect((await runStatus(out)).damage).toEqual(found);
    expect(await repairRun(out, { trust: true })).toEqual(found);
    expect(await checkRun(out)).toEqual([]);
    const isFile = !["a folder", "a named pipe", "a link out"].includes(how);
    expect(await readdir(join(out, file, ".."))).toContain(`${basename(file)}.damaged${isFile ? "" : "-1"}`);
  });

  it("does not keep a run from going on, which says that it was mended", async () => {
    const out = await withSmall("slurm/job.json", (path) => writeFile(path, ""));
    await mkdir(join(out, "shards/0-of-2/failures.jsonl"), { recursive: true });
    // Twice: what was set aside before stays.
    for (const _ of [1, 2]) {
      await mkdir(join(out, "shards/1-of-2/index.txt"), { recursive: true });
      const notices: string[] = [];
      const onEvent: RunListener = (event) => void (event.type === "notice" && notices.push(event.message));
      expect(await resumeRun(out, { models: models(), onEvent })).toMatchObject({ end: "complete" });
      expect(notices).toContainEqual(
        "mended: shards/1-of-2/index.txt is a folder, where there should be a file",
      );
    }
    const parts = await readdir(join(out, "shards"), { recursive: true });
    expect(parts.filter((name) => name.includes(".damaged")).sort()).toEqual([
      "0-of-2/failures.jsonl.damaged-1",
      "1-of-2/index.txt.damaged-1",
      "1-of-2/index.txt.damaged-2",
    ]);
    expect(await checkRun(out)).toEqual([]);
  });

  it("is read no further than it may be long: a lock of many megabytes", async () => {
    const out = await withSmall("writer-2.lock", (path) => writeFile(path, "[".repeat(20_000_000)));
    const found = [{ file: "writer-2.lock", problem: "is too long for what it should hold" }];
    expect(await checkRun(out)).toEqual(found);
    expect(await repairRun(out)).toEqual(found);
  });
});

describe("usage", () => {
  it("that is gone is told of, once", async () => {
    const out = await withSmall("usage.jsonl", (path) => rm(path));
    const gone = [{ file: "usage.jsonl", problem: expect.stringMatching(/^is gone/) as string }];
    expect(await checkRun(out)).toEqual(gone);
    expect(await repairRun(out)).toEqual(gone);
    expect(await checkRun(out)).toEqual([]);
  });
});

describe("lines that are there twice", () => {
  const given = [0, 1].map((index) => JSON.stringify({ variant: 0, index, round: 1, substitute: index }));
  it.each([
    ["dialogues.jsonl", "is a second result of its task", undefined],
    ["failures.jsonl", "is a second line of its failure", undefined],
    ["usage.jsonl", "is a second line of its call", undefined],
    ["substitutes.jsonl", "is a second line of its round", `${given.join("\n")}\n`],
  ] as const)("of %s count once, and are set aside", async (name, problem, written) => {
    const right = written ?? (await readFile(join(interrupted, name), "utf8"));
    const out = await withSmall(name, (path) => writeFile(path, right + right));
    const { usage, done, failed } = await showRun(interrupted);
    expect(await showRun(out)).toMatchObject({ usage, done, failed });
    const found = await checkRun(out);
    const count = right.trimEnd().split("\n").length;
    const lines = { line: count + 1, ...(count === 1 ? {} : { lastLine: 2 * count }) };
    expect(found).toEqual([{ file: name, ...lines, problem }]);
    const opened = await copyOfFolder(out);
    await repairRun(out);
    // As whoever goes on with the run does.
    const store = await RunStore.open(opened);
    await store.close();
    expect(store.damage).toEqual(found);
    for (const mended of [out, opened]) {
      expect(await checkRun(mended)).toEqual([]);
      expect(await readFile(join(mended, name), "utf8")).toBe(right);
    }
  });

  it("are told from tasks that fail again and again in the same way", async () => {
    const out = await copyOfFolder(interrupted);
    await rm(join(out, "writer-1.lock"));
    const refusal = new ModelError("no", { kind: "invalid_request", model: "echo:1" });
    const refusing = { ...echoModel(), generate: () => Promise.reject(refusal) };
    for (let time = 0; time < 3; time++) {
      await retryFailed(out, { models: { "echo:1": refusing } });
      expect(await checkRun(out)).toEqual([]);
    }
    const rows = (await readFile(join(out, "failures.jsonl"), "utf8")).trimEnd().split("\n");
    expect(rows.length).toBeGreaterThan(3);
    // Those of earlier versions do not say how often, and may be alike.
    const alike = rows.map((row) => row.replace(/"times":\d+,/, "")).join("\n");
    await writeFile(join(out, "failures.jsonl"), `${alike}\n`);
    const problems = (await checkRun(out)).map(({ problem }) => problem);
    expect(problems.filter((problem) => problem.includes("second line"))).toEqual([]);
  });
});
