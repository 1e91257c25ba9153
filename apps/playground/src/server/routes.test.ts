import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog } from "@sdialog/core";
import { saveDialogs } from "@sdialog/core/fs";
import { loadDirection } from "@sdialog/interpretability";
import type { Hono } from "hono";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { EvaluationEvent, EvaluationResultView } from "../protocol/evaluation.ts";
import type { RealismEvent, RealismResultView } from "../protocol/realism.ts";
import type { RunRow, RunView } from "../protocol/runs.ts";
import { OpenedFolder } from "./opened-folder.ts";
import { playgroundApp } from "./playground-app.ts";

const scripted = (name: string, lines: readonly string[]) => ({
  persona: { type: "Persona", attributes: { name } },
  playedBy: "script",
  lines,
});
const speaking = (name: string) => ({ persona: { type: "Persona", attributes: { name } } });
const scene = { participants: [speaking("Ann"), speaking("Bo")], seed: 7, maxTurns: 2 };

let root: string;
let app: Hono;
const closing = new AbortController();
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "sdialog-routes-"));
  app = playgroundApp(await OpenedFolder.open(root), root, closing.signal);
  const talks = (id: string, words: string, count: number): Dialog[] =>
    Array.from(
      { length: count },
      (_none, at) =>
        new Dialog({
          id: `${id}${at}`,
          turns: Array.from({ length: 4 + (at % 3) }, (_nothing, turn) => ({
            speaker: turn % 2 === 0 ? "User" : "Bot",
            text: `${words} ${"really ".repeat((at + turn) % 4)}${turn}?`,
          })),
        }),
    );
  await saveDialogs(talks("p", "Well, hm, could you help me", 8), join(root, "people.jsonl"));
  await saveDialogs(talks("s", "I would like to request", 7), join(root, "simulated.jsonl"));
  await saveDialogs(
    [new Dialog({ id: "mute", turns: [{ speaker: "Bot", text: "Hello?" }] }), ...talks("x", "Yes", 3)],
    join(root, "some.jsonl"),
  );
});
afterAll(async () => {
  closing.abort();
  await rm(root, { recursive: true, force: true, maxRetries: 5 });
});

const ask = async (path: string, body?: unknown, method = "POST"): Promise<Response> =>
  app.request(`http://127.0.0.1:4747${path}`, {
    headers: { host: "127.0.0.1:4747", "content-type": "application/json" },
    ...(body === undefined ? {} : { method, body: JSON.stringify(body) }),
  });
const json = async <Answer>(path: string, body?: unknown): Promise<Answer> =>
  (await (await ask(path, body)).json()) as Answer;
const events = async <Event>(path: string, body: unknown): Promise<Event[]> =>
  (await (await ask(path, body)).text())
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Event);

describe("every answer", () => {
  it.each(["/api/catalog", "/api/library/sources", "/nothing"])(
    "forbids what no page of ours does: %s",
    async (path) => {
      const { headers } = await ask(path);
      expect(headers.get("content-security-policy")).toContain("default-src 'none'");
      expect(headers.get("x-content-type-options")).toBe("nosniff");
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cross-origin-resource-policy")).toBe("same-origin");
      expect(headers.get("cache-control")).toBe("no-store");
    },
  );

  it.each([
    ["/api/cast/prompt", { scene, index: 2 }, "There is no participant 3"],
    ["/api/cast/prompt", { scene, index: 0, more: 1 }, "more"],
    ["/api/runs/start", { scene, name: "../x", count: 1 }, "a name of letters, digits, _ and -"],
    ["/api/evaluate/none/report.html", undefined, "has been forgotten"],
    ["/api/realism/none/report.html", undefined, "has been forgotten"],
    ["/api/stage/none/events", undefined, "no longer open"],
  ])("says what is wrong: %s %j", async (path, body, message) => {
    const response = await ask(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: { message: expect.stringContaining(message) as string },
    });
  });
});

describe("the cast", () => {
  it("shows the prompt of each, with the situation", async () => {
    const there = { ...scene, context: { location: "a lighthouse" } };
    const { prompt } = await json<{ prompt: string }>("/api/cast/prompt", { scene: there, index: 1 });
    for (const told of ["Your name: Bo", "a lighthouse"]) expect(prompt).toContain(told);
  });
});

describe("programs of what the page does", () => {
  const code = async (path: string, body: unknown): Promise<string> =>
    (await json<{ code: string }>(path, body)).code;

  it("read the files of the sources that are compared", async () => {
    const sets = [
      { name: "a", source: "people.jsonl" },
      { name: "all", source: "" },
    ];
    const evaluation = await code("/api/code/evaluation", { sets, metrics: ["mtld"] });
    expect(evaluation).toContain('a: ["people.jsonl"]');
    expect(evaluation).toContain('all: ["people.jsonl", "simulated.jsonl", "some.jsonl"]');
    const realism = await code("/api/code/realism", {
      real: "people.jsonl",
      simulated: "simulated.jsonl",
      users: ["User"],
    });
    expect(realism).toContain('readDialogs(["people.jsonl"])');
    expect(realism).toContain('readDialogs(["simulated.jsonl"])');
    expect(
      await code("/api/code/realism", {
        real: "reference:star",
        simulated: "simulated.jsonl",
        users: ["User"],
      }),
    ).toContain('loadReference("star")');
  });

  it("hold the conversation as it is played, also from a turn of another", async () => {
    expect(await code("/api/code/conversation", { scene })).toContain("conversation.run({ seed: 7 })");
    const user = { ...speaking("Ann"), playedBy: "user", goal: "Tea." };
    const played = await code("/api/code/conversation", {
      scene: { ...scene, participants: [user, speaking("Bo")] },
    });
    expect(played).toContain("What you want: Tea.");
    const dialog = {
      turns: [
        { speaker: "Ann", text: "One." },
        { speaker: "Bo", text: "Two." },
      ],
    };
    const from = { dialog, turn: 1, edited: "1!" };
    const continued = await code("/api/code/conversation", { scene, from });
    expect(continued).toContain("branch(original, 1, conversation");
    expect(continued).toContain('"1!"');
    expect(continued).not.toContain("One.");
  });
});

describe("a comparison of sets", () => {
  it("tells how far it is, what came of it, and has plots and a report to download", async () => {
    const sets = [
      { name: "people", source: "people.jsonl" },
      { name: "simulated", source: "simulated.jsonl" },
    ];
    const told = await events<EvaluationEvent>("/api/evaluate", {
      sets,
      metrics: ["turn-count", "mean-turn-length"],
      reference: "people",
    });
    expect(told.at(0)).toMatchObject({ type: "progress", now: expect.stringContaining(" of ") as string });
    const { result } = told.at(-1) as { result: EvaluationResultView };
    expect(result).toMatchObject({
      sets: [
        { name: "people", n: 8 },
        { name: "simulated", n: 7 },
      ],
      reference: "people",
    });
    const cells = result.rows[0]?.cells ?? [];
    expect(cells.map(({ set }) => set)).toEqual(["people", "simulated"]);
    for (const { value, low, high, error } of cells) {
      expect(error).toBeNull();
      expect(low!).toBeLessThanOrEqual(value!);
      expect(high!).toBeGreaterThanOrEqual(value!);
    }
    expect(result.plots.length).toBeGreaterThan(0);
    const plot = await ask(`/api/evaluate/${result.id}/plots/0.svg`);
    expect(plot.headers.get("content-type")).toBe("image/svg+xml");
    expect(plot.headers.get("content-security-policy")).toContain("sandbox");
    expect(await plot.text()).toMatch(/^<svg/);
    expect((await ask(`/api/evaluate/${result.id}/plots/99.svg`)).status).toBe(400);
    const report = await ask(`/api/evaluate/${result.id}/report.html`);
    expect(report.headers.get("content-disposition")).toBe('attachment; filename="report.html"');
    expect(report.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(report.headers.get("content-security-policy")).toContain("sandbox");
    expect(await report.text()).toContain("simulated");
  });

  it("says what is wrong as its last word", async () => {
    const told = await events<EvaluationEvent>("/api/evaluate", {
      sets: [{ name: "a", source: "people.jsonl" }],
      metrics: ["turn-counts"],
    });
    expect(told.at(-1)).toMatchObject({
      type: "error",
      message: expect.stringContaining("turn-count") as string,
    });
  });
});

describe("people and simulated users", () => {
  it("are compared, with whoever says nothing left out, and a report to download", async () => {
    const told = await events<RealismEvent>("/api/realism", {
      real: "people.jsonl",
      simulated: "simulated.jsonl",
      users: ["User"],
    });
    expect(told.map(({ type }) => type)).toEqual(["progress", "result"]);
    const { result } = told.at(-1) as { result: RealismResultView };
    expect(result.n).toEqual({ real: 8, simulated: 7 });
    expect(result.notes).toEqual([]);
    const report = await ask(`/api/realism/${result.id}/report.html`);
    expect(report.headers.get("content-disposition")).toBe('attachment; filename="realism.html"');
    expect(await report.text()).toContain("people.jsonl");
  });

  it("may be numbers on the one side, and say how many had nothing to say", async () => {
    const told = await events<RealismEvent>("/api/realism", {
      real: "reference:star",
      simulated: "some.jsonl",
      users: ["User"],
    });
    const { result } = told.at(-1) as { result: RealismResultView };
    expect(result.n.simulated).toBe(3);
    expect(result.notes).toEqual([
      expect.stringMatching(/^People: /),
      "1 conversations of simulated users in which the user says nothing are left out.",
    ]);
    expect(result.gaps.every(({ real }) => real.length === 0)).toBe(true);
    const references = await json<{ name: string; n: number }[]>("/api/realism/references");
    expect(references.find(({ name }) => name === "star")?.n).toBeGreaterThan(0);
  });

  it("must be there", async () => {
    const told = await events<RealismEvent>("/api/realism", {
      real: "people.jsonl",
      simulated: "simulated.jsonl",
      users: ["Usr"],
    });
    expect(told.at(-1)).toMatchObject({ type: "error", message: expect.stringContaining("Usr") as string });
  });
});

describe("directions", () => {
  it("are found, kept and listed by name, and what holds none is not", async () => {
    expect(await json("/api/inspect/directions")).toEqual([]);
    const participant = speaking("Ann");
    const contrast = { site: "model.layers.3", positive: ["Do you like tea?"], negative: ["Bye."] };
    expect(await json("/api/inspect/directions", { name: "asks", participant, ...contrast })).toEqual({
      path: "steering-directions/asks.json",
    });
    await writeFile(join(root, "steering-directions/broken.json"), "{");
    await writeFile(join(root, "steering-directions/nowhere.json"), "[1, 2]");
    await writeFile(join(root, "steering-directions/note.txt"), "x");
    expect(await json("/api/inspect/directions")).toEqual([
      { name: "asks", model: "local:pocket", site: "model.layers.3" },
    ]);
    const steered = { participant, message: "Hi!", seed: 1, ...contrast, operation: "add", strength: 3 };
    const { length } = await loadDirection(join(root, "steering-directions/asks.json"));
    expect(length).toBeGreaterThan(0);
    const missing = await ask("/api/inspect/steer", { ...steered, saved: "gone" });
    expect(await missing.json()).toMatchObject({ error: { message: 'There is no direction called "gone"' } });
  });
});

describe("runs", () => {
  it("are started once, shown, gone on with and stopped", async () => {
    expect(await json("/api/runs")).toEqual([]);
    expect(await json("/api/runs/start", { scene, name: "cafe", count: 2 })).toEqual({ path: "cafe" });
    const rows = async (): Promise<RunRow[]> => json<RunRow[]>("/api/runs");
    await vi.waitFor(async () => expect((await rows())[0]?.running).toBe(false), {
      timeout: 60_000,
      interval: 50,
    });
    expect(await rows()).toMatchObject([
      {
        path: "cafe",
        name: "cafe",
        kind: "dialogues",
        done: 2,
        failed: 0,
        pending: 0,
        total: 2,
        running: false,
      },
    ]);
    const view = await json<RunView>("/api/runs/show?path=cafe");
    expect(view).toMatchObject({
      done: 2,
      ends: { max_turns: 2 },
      cameOut: {},
      faults: {},
      cut: 0,
      models: ["local:pocket"],
      recipe: [{ kind: "dialogues", seed: 7 }],
    });
    expect(view.inputTokens).toBeGreaterThan(0);
    const taken = await ask("/api/runs/start", { scene, name: "cafe", count: 2 });
    expect(await taken.json()).toMatchObject({ error: { message: 'There is a run called "cafe" already' } });
    expect(await json("/api/runs/resume", { path: "cafe" })).toEqual({ done: true });
    expect(await json("/api/runs/stop", { path: "cafe" })).toEqual({ done: true });
    expect((await ask("/api/runs/resume", { path: "" })).status).toBe(400);
    const { code } = await json<{ code: string }>("/api/code/run", { path: "cafe" });
    expect(code).toContain('{ out: "cafe" }');
  });

  it("are not made of a scene that runs cannot hold", async () => {
    const participants = [scripted("Ann", ["Hi."]), speaking("Bo")];
    const answer = await ask("/api/runs/start", {
      scene: { ...scene, participants },
      name: "other",
      count: 1,
    });
    expect(await answer.json()).toMatchObject({ error: { message: "A run has no script" } });
  });
});
