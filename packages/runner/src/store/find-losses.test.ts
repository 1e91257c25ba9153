import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Random, SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { resumeRun } from "../run/resume-run.ts";
import { retryFailed } from "../run/retry-failed.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { checkRun } from "../runs/check-run.ts";
import type { RunListener } from "../runs/run-event.ts";
import { runStatus } from "../runs/run-status.ts";
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
const names = [
  "dialogues.jsonl",
  "index.txt",
  "failures.jsonl",
  "usage.jsonl",
  "partial.calls",
  "substitutes.jsonl",
  "lengths.txt",
  "manifest.json",
] as const;
type Name = (typeof names)[number];

/** A run with something in each of its files: what is done, what has failed, and what was begun. */
const held = new Map<Name, string>();
let whole: readonly string[];
let folder: string;
let copies = 0;
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "sdialog-losses-"));
  await runRecipe(recipe, { out: join(folder, "whole"), models: { "echo:1": echoModel() } });
  whole = await dialogContents(join(folder, "whole"));
  const out = join(folder, "begun");
  const stop = new AbortController();
  let asked = 0;
  const echo = echoModel(2);
  const model: typeof echo = {
    ...echo,
    generate(request) {
      asked++;
      if (asked === 4) throw new ModelError("no", { kind: "invalid_request", model: "echo:1" });
      if (asked >= 14) stop.abort();
      return echo.generate(request);
    },
  };
  await runRecipe(recipe, { out, models: { "echo:1": model }, signal: stop.signal });
  const store = await RunStore.open(out);
  await store.addSubstitutes([{ variant: 0, index: 5, round: 1, substitute: 1 }]);
  await store.close();
  for (const name of names) held.set(name, await readFile(join(out, name), "utf8"));
  expect([...held.values()].every((text) => text !== "")).toBe(true);
  expect(await checkRun(out)).toEqual([]);
});

const ways: Readonly<Record<string, Way>> = {
  emptied: () => "",
  deleted: () => undefined,
  "cut in half": (text) => text.slice(0, Math.floor(text.length / 2)),
  garbage: () => "\u0000\u0001 nothing \uFFFD\n[[[\n{\n",
  null: () => "null\n",
};

/** As a power cut leaves the end of a file whose length was already written: nothing but what its lines hold tells of it. */
const waysOfTails: Readonly<Record<string, Way>> = {
  "a space at their end": (text) => `${text.slice(0, -1)} `,
  "zeros at their end": (text) => text.slice(0, Math.floor(0.6 * text.length)).padEnd(text.length, "\0"),
};

type Way = (text: string) => string | undefined;

/** Writes the file of that name as it was, or damaged. */
async function put(out: string, name: Name, how?: Way): Promise<void> {
  const text = held.get(name) ?? "";
  const left = how === undefined ? text : how(text);
  await (left === undefined ? rm(join(out, name), { force: true }) : writeFile(join(out, name), left));
}

async function copyWithout(lost: readonly Name[], how: Way): Promise<string> {
  const out = join(folder, `${copies++}`);
  await mkdir(out);
  for (const name of names) await put(out, name, lost.includes(name) ? how : undefined);
  return out;
}

const sweeping = inject("sweeping");

/** Sets of them: each alone, all together, and those between in a sweep, else a sample of these. */
function setsOf(all: readonly Name[], random: Random): (readonly Name[])[] {
  const sets = Array.from({ length: 2 ** all.length }, (_, code) =>
    all.filter((_name, at) => (code >> at) % 2 === 1),
  );
  const between = sets.filter(({ length }) => length > 1 && length < all.length);
  const tried = sweeping ? between : random.sample(between, 10);
  return [...all.map((name) => [name]), ...tried, all];
}

/** What must be named: without a manifest nothing else is read, and without lengths only what is gone or broken is known of. */
function mustBeNamed(lost: readonly Name[], way: string): readonly Name[] {
  if (lost.includes("manifest.json")) return ["manifest.json"];
  if (!lost.includes("lengths.txt") || way === "garbage" || way === "null") return lost;
  return lost.filter((name) => name === "lengths.txt" || (way === "deleted" && name !== "substitutes.jsonl"));
}

/** The files that hold rows, by themselves and in what a power cut may take together. */
const rowFiles = names.filter((name) => name !== "lengths.txt" && name !== "manifest.json");
const fewTails: readonly (readonly Name[])[] = [
  ...rowFiles.map((name) => [name]),
  ["dialogues.jsonl", "index.txt"],
  rowFiles.filter((name) => name !== "usage.jsonl"),
];

const callsIn = (text: string) => text.split("\n").filter((line) => line.startsWith("{")).length;

const goingOn = [
  ["resumed", resumeRun],
  ["retried", retryFailed],
] as const;

/** What becomes of a run that has lost those files, when somebody goes on with it. */
async function tellsAndCounts(
  what: string,
  goOn: typeof resumeRun | typeof retryFailed,
  lost: readonly Name[],
  way: string,
  how: Way,
): Promise<void> {
  const out = await copyWithout(lost, how);
  const model = echoModel();
  const notices: string[] = [];
  const onEvent: RunListener = (event) => void (event.type === "notice" && notices.push(event.message));
  const place = `${what} without ${lost.join()}`;
  const ended = await goOn(out, { models: { "echo:1": model }, onEvent }).catch((error: unknown) => error);
  if (lost.includes("manifest.json")) {
    expect(SDialogError.isInstance(ended), place).toBe(true);
    return;
  }
  for (const name of mustBeNamed(lost, way))
    expect(notices, place).toContainEqual(expect.stringContaining(`mended: ${name}`));
  const { done, failed } = await runStatus(out);
  const made = await dialogContents(out);
  expect(made, place).toHaveLength(done);
  expect(new Set(made).size, place).toBe(done);
  expect(
    made.every((dialog) => whole.includes(dialog)),
    place,
  ).toBe(true);
  expect(await checkRun(out), place).toEqual([]);
  if (what === "resumed") expect(done + failed, place).toBe(6);
  if (lost.includes("usage.jsonl")) return;
  const counted = callsIn(await readFile(join(out, "usage.jsonl"), "utf8"));
  const waiting = callsIn(await readFile(join(out, "partial.calls"), "utf8"));
  const before = callsIn(held.get("usage.jsonl") ?? "");
  const kept = lost.includes("partial.calls") ? 0 : callsIn(held.get("partial.calls") ?? "");
  // What a file that was cut still holds is kept, too.
  const least = before + kept + model.calls();
  expect(counted + waiting, place).toBeGreaterThanOrEqual(least);
  if (!lost.includes("partial.calls")) expect(counted + waiting, place).toBe(least);
}

describe.each(Object.entries(ways))("files of a run that are %s", (way, how) => {
  it("are named by the check, whichever they are", async () => {
    const out = await copyWithout([], how);
    const check = async (lost: readonly Name[]): Promise<void> => {
      const found = await checkRun(out).then(
        (damage) => damage.map(({ file }) => file),
        // A folder without a manifest is no run.
        (error: unknown) =>
          SDialogError.isInstance(error) && error.code === "store_missing" ? ["manifest.json"] : [],
      );
      expect(found, lost.join()).toEqual(expect.arrayContaining([...mustBeNamed(lost, way)]));
    };
    let lost: readonly Name[] = [];
    for (const set of setsOf(names.slice(0, -1), new Random(way))) {
      for (const name of names)
        if (set.includes(name) !== lost.includes(name))
          await put(out, name, set.includes(name) ? how : undefined);
      await check((lost = set));
    }
    // What the manifest is lost with is not read without it.
    await put(out, "manifest.json", how);
    await check(["manifest.json"]);
  });

  const alone = names.map((name) => [name]);
  const few = [...(sweeping ? alone : new Random(way).sample(alone, 3)), names.slice(0, -1)];
  it.each(goingOn)("are told of when the run is %s, which counts every call it makes", async (what, goOn) => {
    for (const lost of few) await tellsAndCounts(what, goOn, lost, way, how);
  });
});

describe.each(Object.entries(waysOfTails))("files of a run that have %s", (way, how) => {
  it("are named by the check", async () => {
    for (const lost of fewTails) {
      const found = (await checkRun(await copyWithout(lost, how))).map(({ file }) => file);
      expect(found, lost.join()).toEqual(expect.arrayContaining([...lost]));
    }
  });

  it.each(goingOn)("are told of when the run is %s, which counts every call it makes", async (what, goOn) => {
    for (const lost of fewTails) await tellsAndCounts(what, goOn, lost, way, how);
  });
});
