import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { register, registered } from "@sdialog/core";
import { readWav, SpeechError } from "@sdialog/voice";
import { toneSpeech } from "@sdialog/voice/testing";
import { beforeEach, expect, it } from "vitest";
import "../recipe/recipe-kinds.ts";
import { showRun } from "../runs/list-runs.ts";
import type { RunEvent } from "../runs/run-event.ts";
import { resumeRun } from "../run/resume-run.ts";
import { runRecipe } from "../run/run-recipe.ts";
import { echoModel } from "../testing/echo-model.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

let said: string[] = [];
let broken: (text: string) => void = () => undefined;
beforeEach(() => {
  said = [];
  broken = () => undefined;
});
register("speech", {
  name: "tone",
  description: "tones, for tests",
  packages: [],
  capabilities: { wordTimes: true, rate: true, pitch: true, repeatable: "always" },
  create: () =>
    Promise.resolve(() =>
      toneSpeech({
        before: ({ text }) => {
          broken(text);
          said.push(text);
        },
      }),
    ),
});

const recipe = (voice: object, changes: object = {}) => ({
  kind: "dialogues",
  count: 3,
  seed: 7,
  model: "echo:1",
  maxTurns: 2,
  personas: [{ name: "Ann" }, { name: "Bob" }],
  voice: { engine: "tone", ...voice },
  ...changes,
});
const models = { "echo:1": echoModel() };

it("speaks what a run has made, by the dialogues' ids, once, and anew when it is to sound otherwise", async () => {
  const out = await temporaryFolder();
  const events: RunEvent[] = [];
  const onEvent = (event: RunEvent): void => void events.push(event);
  const { voice } = await runRecipe(recipe({ phone: true }), { out, models, onEvent });
  expect(voice).toMatchObject({ dialogs: 3, found: 0, engine: "tone", failed: [], notes: {} });
  const rows = (await readFile(join(out, "dialogues.jsonl"), "utf8")).trim().split("\n");
  const ids = rows.map((row) => (JSON.parse(row) as { id: string }).id);
  expect((await readdir(join(out, "audio"))).filter((name) => name.endsWith(".wav"))).toEqual(
    ids.map((id) => `${id}.wav`).toSorted(),
  );
  const { sampleRate, channels } = readWav(await readFile(join(out, "audio", `${ids[0]}.wav`)));
  expect([sampleRate, (channels[0]?.length ?? 0) > 8000]).toEqual([8000, true]);
  const heard = events.filter((event) => event.type === "voice");
  expect(heard.map(({ status, done, of }) => [status, done, of])).toEqual([
    ["spoken", 1, 3],
    ["spoken", 2, 3],
    ["spoken", 3, 3],
  ]);
  expect((await showRun(out)).voice).toEqual(voice);
  const before = said.length;
  expect((await resumeRun(out, { models })).voice).toMatchObject({ dialogs: 3, found: 3 });
  expect(said.length).toBe(before);
  // How it sounds is no part of what the dialogues are: they stay.
  const louder = await runRecipe(recipe({ loudness: -20 }), { out, models });
  expect(louder).toMatchObject({ done: 3, usage: { calls: 0 }, voice: { dialogs: 3, found: 0 } });
});

it("records whom it could not speak, goes on with the others, and speaks them when it is resumed", async () => {
  const out = await temporaryFolder();
  let calls = 0;
  broken = () => {
    if (++calls === 3) throw new SpeechError("gone", { kind: "authentication", model: "tone" });
  };
  const events: RunEvent[] = [];
  const onEvent = (event: RunEvent): void => void events.push(event);
  const { done, voice } = await runRecipe(recipe({}), { out, models, onEvent });
  expect([done, voice?.dialogs]).toEqual([3, 2]);
  const failed = [{ id: expect.any(String), code: "speech_authentication", message: "tone: gone" }];
  expect(JSON.parse(await readFile(join(out, "voice.json"), "utf8"))).toMatchObject({ dialogs: 2, failed });
  expect(events).toContainEqual(
    expect.objectContaining({ type: "voice", status: "failed", message: "tone: gone" }),
  );
  expect(await readFile(join(out, "log.txt"), "utf8")).toContain("was not spoken: tone: gone");
  expect((await resumeRun(out, { models })).voice).toMatchObject({ dialogs: 3, found: 2, failed: [] });
});

it("stops when it is cancelled while it speaks, and goes on from there", async () => {
  const out = await temporaryFolder();
  const stop = new AbortController();
  const onEvent = (event: RunEvent): void => {
    if (event.type === "voice") stop.abort();
  };
  const cancelled = await runRecipe(recipe({ workers: 1 }), { out, models, onEvent, signal: stop.signal });
  expect(cancelled).toMatchObject({ end: "cancelled", done: 3 });
  expect(cancelled.voice).toBeUndefined();
  expect((await resumeRun(out, { models })).voice).toMatchObject({ dialogs: 3, found: 1 });
});

it("speaks what was made when the last task used up the budget, and nothing where tasks are left", async () => {
  const budget = { tokens: 1 };
  for (const [count, end, dialogs] of [
    [1, "complete", 1],
    [2, "budget", undefined],
  ] as const) {
    const spent = { ...recipe({}), concurrency: 1, budget, count };
    const { usage, ...made } = await runRecipe(spent, { out: await temporaryFolder(), models });
    expect(usage.inputTokens + usage.outputTokens).toBeGreaterThan(1);
    expect([made.done, made.end, made.voice?.dialogs]).toEqual([1, end, dialogs]);
  }
});

it("keeps what the variants of a sweep sound like apart", async () => {
  const out = await temporaryFolder();
  const { voice } = await runRecipe(recipe({}, { count: 1 }), {
    out,
    models,
    overrides: ["seed=1,2"],
  });
  expect(voice?.dialogs).toBe(2);
  expect(await readdir(join(out, "audio"))).toEqual(["variant-1", "variant-2"]);
});

it.each([
  [{ room: { room: "office", microphones: [[9, 9, 9]] } }, "recipe", "voice: A microphone is not inside"],
  [{ room: "office", impulseResponse: "x.wav" }, "recipe", "exclude each other"],
  [{ impulseResponse: "x.wav" }, "file", "x.wav"],
  [{ timing: { overlap: 0.1, interruptions: 0.5 } }, "recipe", "interruptions"],
  [{ engine: "tona" }, "unknown_speech", "tona"],
  [{ manifests: ["espnet"] }, "recipe", "voice.manifests.0"],
])("refuses %j before anything is made", async (voice, code, message) => {
  const out = join(await temporaryFolder(), "run");
  await expect(runRecipe(recipe(voice), { out, models })).rejects.toMatchObject({
    code: expect.stringContaining(code) as string,
    message: expect.stringContaining(message) as string,
  });
  await expect(readdir(out)).rejects.toThrow();
});

it("is known to every kind that makes dialogues, and refused by those that make something else", async () => {
  const others = [
    { kind: "evaluation", dialogs: "x", evaluate: ["mtld"], voice: {} },
    { kind: "experiences", count: 1, voice: {} },
  ];
  for (const other of others)
    await expect(runRecipe(other, { out: await temporaryFolder(), models })).rejects.toThrow(
      "makes no dialogues",
    );
  for (const { name, results, schema } of registered("recipe")) {
    expect([name, "voice" in ((schema as { shape?: object }).shape ?? {})]).toEqual([name, true]);
    expect([name, results.dialogs]).toEqual([name, !others.some(({ kind }) => kind === name)]);
  }
});
