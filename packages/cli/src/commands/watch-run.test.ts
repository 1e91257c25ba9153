import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { type RunEvent, type RunSummary, runRecipe } from "@sdialog/runner";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shellWord } from "../terminal/shell-word.ts";
import { terminalInMemory } from "../testing/terminal-in-memory.ts";
import { watchRun, type WatchRunOptions } from "./watch-run.ts";

let cwd: string;
let ran: RunSummary;
let folder: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-watched-"));
  const model = scriptedModel(() => "Hm.");
  registerBackend({
    name: "curt",
    description: "says little",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => model }),
  });
  const recipe = { kind: "dialogues", count: 1, maxTurns: 2, model: "curt:one", personas: [{}, {}] };
  folder = join(cwd, "run");
  ran = await runRecipe({ ...recipe, budget: { tokens: 1 } }, { out: folder });
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

/** What is printed of a run that came to that, and the error that it ends with. */
async function watched(
  came: Partial<RunSummary>,
  options: WatchRunOptions = {},
  events: readonly RunEvent[] = [],
) {
  const { terminal, out, err } = terminalInMemory({ cwd });
  const error = await watchRun(terminal, options, (listener) => {
    listener({ type: "start", kind: "dialogues", name: "run", executor: "local", folder, progress: ran });
    for (const event of events) listener(event);
    return Promise.resolve({ ...ran, ...came });
  }).then(
    () => undefined,
    ({ message, code, hint }: { message: string; code: string; hint: string }) => ({ message, code, hint }),
  );
  return { out: out(), err: err(), error };
}

describe("a run that was watched", () => {
  it("is complete: nothing but its numbers is printed", async () => {
    expect(ran).toMatchObject({ end: "complete", done: 1 });
    expect(await watched({})).toMatchObject({
      out: `1 done, 0 failed, 0 pending: ${folder}\n`,
      error: undefined,
    });
  });

  it("was interrupted: how to go on is printed, and no error is what ended it", async () => {
    expect(await watched({ end: "cancelled", done: 1, failed: 1, pending: 1, total: 3 })).toMatchObject({
      out: [
        `1 done, 1 failed, 1 pending: ${folder}`,
        "Stopped (cancelled).",
        `Continue with: sdialog resume ${shellWord(folder)}`,
        `${join(folder, "failures.jsonl")} says why. Retry them with: sdialog retry-failed ${shellWord(folder)}\n`,
      ].join("\n"),
      error: undefined,
    });
  });

  it("failed in part: each reason is printed with the first line of what it said, cut where it is long", async () => {
    const messages = { model_error: `No answer.\nat line 3`, timeout: "x".repeat(200), plain: "" };
    const reasons = { model_error: 2, timeout: 1, plain: 1 };
    const { out, error } = await watched({ failed: 4, total: 5, reasons, messages });
    expect(out).toBe(
      [
        `1 done, 4 failed, 0 pending: ${folder}`,
        "  model_error: 2 (No answer.)",
        `  timeout: 1 (${"x".repeat(159)}…)`,
        "  plain: 1\n",
      ].join("\n"),
    );
    expect(error).toMatchObject({ code: "tasks_failed", message: "4 of 5 tasks failed" });
  });

  it.each([
    [0, "budget_spent", "The budget ended this part of the run"],
    [1, "tasks_failed", "The budget ended this part of the run, and 1 task failed"],
    [2, "tasks_failed", "The budget ended this part of the run, and 2 tasks failed"],
  ])(
    "is a part that spent its share, with %i failed: all parts are combined first",
    async (failed, code, message) => {
      const came = { end: "budget", failed, pending: 3, total: 4 + failed } as const;
      const { error } = await watched(came, { partOf: { run: "run", of: 2 } });
      expect(error).toEqual({
        message,
        code,
        hint: [
          "When no part is running any more, combine them: sdialog merge run run/shards/*",
          "Then raise the budget and continue with: sdialog resume run budget.tokens=…",
        ].join("\n"),
      });
    },
  );

  it("is spoken: by what, for how long, what is missing, and where it says why", async () => {
    const none = { wanted: 0, placed: 0 };
    const voice = {
      dialogs: 3,
      found: 1,
      seconds: 61.4,
      engine: "espeak",
      notes: {},
      counts: { overlaps: none, interruptions: none, backchannels: none },
      failed: [{ id: 1, code: "voice", message: "no voice" }],
    };
    const some = await watched({ voice });
    expect(some.out).toContain("\n  3 spoken by espeak, 61 seconds, 1 could not be\n");
    expect(some.error).toEqual({
      code: "not_spoken",
      message: "1 dialogue could not be spoken",
      hint: `${join(folder, "voice.json")} says why. What is missing is spoken by: sdialog resume ${shellWord(folder)}`,
    });
    const all = await watched({ voice: { ...voice, failed: [], notes: { voice_missed: 2 } } });
    expect(all.out).toContain("\n  3 spoken by espeak, 61 seconds (voice_missed 2)\n");
    expect(all.error).toBeUndefined();
  });

  it("told something on its way: it is a note, without what moves the cursor", async () => {
    const { out, err } = await watched({}, { json: true }, [{ type: "notice", message: "Mended.\u001B[2J" }]);
    expect(err).toContain("Mended.␛[2J\n");
    expect(JSON.parse(out)).toMatchObject({ done: 1, folder });
  });
});
