import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModelError, registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { shellWord } from "../terminal/shell-word.ts";
import { shellWords } from "../testing/shell-words.ts";
import { runInMemory } from "../testing/run-in-memory.ts";
import { describeLeft, unfinished, waysOn } from "./left-to-do.ts";

describe("what is left of a run", () => {
  const failures = "a run/failures.jsonl says why. ";
  it.each([
    [0, 0, undefined, []],
    [0, 1, "1 of 6 tasks is still to be done", ["Continue with: sdialog resume 'a run'"]],
    [0, 2, "2 of 6 tasks are still to be done", ["Continue with: sdialog resume 'a run'"]],
    [1, 0, "1 of 6 tasks failed", [`${failures}Retry them with: sdialog retry-failed 'a run'`]],
    [
      2,
      1,
      "2 of 6 tasks failed, and 1 is still to be done",
      ["Continue with: sdialog resume 'a run'", `${failures}Retry them with: sdialog retry-failed 'a run'`],
    ],
  ])("is said with how to go on: %i failed, %i pending", (failed, pending, what, ways) => {
    const left = { failed, pending, total: 6 };
    const at = { folder: "a run", isTest: false, needsTrust: false };
    expect(describeLeft(left)).toBe(what);
    expect(waysOn(left, at)).toEqual(ways);
    expect(unfinished(left, at)?.hint).toBe(what === undefined ? undefined : ways.join("\n"));
    const code = failed > 0 ? "tasks_failed" : pending > 0 ? "tasks_pending" : undefined;
    expect(unfinished(left, at)?.code).toBe(code);
    expect(unfinished(left, at, ["tokens"])?.code).toBe(code === "tasks_pending" ? "budget_spent" : code);
  });
});

it("of a test names commands that tests have", () => {
  const at = { folder: "a test", isTest: true, needsTrust: false };
  for (const spent of [undefined, ["tokens"]]) {
    const ways = waysOn({ failed: 1, pending: 2, total: 3 }, at, spent).join("\n");
    expect(ways).toContain("sdialog test 'a test' --only failed");
    expect(ways).not.toMatch(/sdialog (?!test )/);
  }
});

describe("the commands that carry out a run", () => {
  let cwd: string;
  let healthy = true;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "sdialog-left-"));
    let calls = 0;
    const model = scriptedModel(() => {
      if (healthy || ++calls !== 3) return "Hm.";
      throw new ModelError("no", { kind: "invalid_request", model: "frail:one" });
    });
    registerBackend({
      name: "frail",
      description: "fails once",
      packages: [],
      capabilities: { ...model.capabilities, embeddings: false },
      create: () => Promise.resolve({ chat: () => model }),
    });
    const recipe = {
      kind: "dialogues",
      count: 3,
      maxTurns: 2,
      concurrency: 1,
      modelRetries: 0,
      personas: [{}, {}],
    };
    await writeFile(join(cwd, "recipe.json"), JSON.stringify({ ...recipe, retries: 0, model: "frail:one" }));
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  const sdialog = (...args: string[]) => runInMemory(args, { cwd });
  const ways = { resume: "sdialog resume", retry: "sdialog retry-failed" };

  it("exit with 1 as long as tasks are failed or pending, and say how many and how to go on", async () => {
    healthy = false;
    const first = await sdialog("run", "recipe.json");
    expect(first).toMatchObject({
      status: 1,
      out: expect.stringContaining("2 done, 1 failed, 0 pending") as string,
    });
    expect(first.err).toContain("1 of 3 tasks failed");
    expect(first.err).toContain(`Retry them with: ${ways.retry} ${shellWord(join(cwd, "run"))}`);
    expect(first.err).not.toContain(ways.resume);

    // One result is lost, and is to be made again.
    const results = join(cwd, "run", "dialogues.jsonl");
    const [line = ""] = (await readFile(results, "utf8")).split("\n");
    await writeFile(results, `${line}\n`);
    const repaired = await sdialog("doctor", "run", "--repair");
    expect(repaired.status).toBe(0);
    const said = `1 of 3 tasks failed, and 1 is still to be done.\nContinue with: ${ways.resume} run\nrun/failures.jsonl says why. Retry them with: ${ways.retry} run\n`;
    expect(repaired.out).toContain(`Mended.\n${said}`);
    expect((await sdialog("doctor", "run")).out).toBe(`Nothing is damaged.\n${said}`);

    healthy = true;
    const retried = await sdialog("retry-failed", "run");
    expect(retried).toMatchObject({
      status: 1,
      out: expect.stringContaining("2 done, 0 failed, 1 pending") as string,
    });
    expect(retried.err).toContain("1 of 3 tasks is still to be done");
    expect(retried.err).toContain(`Continue with: ${ways.resume} ${shellWord(join(cwd, "run"))}`);
    expect(retried.err).not.toContain(ways.retry);

    expect(await sdialog("resume", "run")).toMatchObject({
      status: 0,
      out: expect.stringContaining("3 done, 0 failed, 0 pending") as string,
    });
    expect((await sdialog("doctor", "run")).out).toBe("Nothing is damaged.\n");
  });

  it("do not take for their own what the other parts of a run have to do", async () => {
    await sdialog("run", "recipe.json", "--out", "parts");
    await writeFile(join(cwd, "parts", "dialogues.jsonl"), "");
    await sdialog("doctor", "parts", "--repair");
    expect(await sdialog("shard", "parts", "0/2")).toMatchObject({
      status: 0,
      out: expect.stringContaining("2 done, 0 failed, 0 pending") as string,
    });
  });
});

describe("a run whose budget ended it", () => {
  let cwd: string;
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "sdialog-spent-"));
    const recipe = { kind: "dialogues", count: 4, maxTurns: 2, concurrency: 1, model: "local:pocket" };
    await writeFile(join(cwd, "free.json"), JSON.stringify({ ...recipe, personas: [{}, {}] }));
    await writeFile(
      join(cwd, "spent.json"),
      JSON.stringify({ ...recipe, personas: [{}, {}], budget: { tokens: 1 } }),
    );
  });
  afterAll(() => rm(cwd, { recursive: true, force: true }));
  const sdialog = (...args: string[]) => runInMemory(args, { cwd });

  /** Carries out what was said, with the budget filled in. */
  async function carryOut(said: string, beginning: string) {
    const line = said.split("\n").find((one) => one.includes(beginning)) ?? "";
    const [, command = ""] = line.split(": sdialog ");
    return sdialog(...shellWords(command.replaceAll("…", "1000000")));
  }
  const raise = "aise the budget and continue with: sdialog resume ";
  const finished = { status: 0, out: expect.stringContaining("4 done, 0 failed, 0 pending") as string };
  const all: readonly (readonly [name: string, args: readonly string[]])[] = [
    ["file", ["run", "spent.json"]],
    ["command line", ["run", "free.json", "budget.tokens=1", "seed=3"]],
    ["command line, with flags", ["run", "free.json", 'budget={"tokens":1}', "--executor", "local"]],
    ["command line, of both limits", ["run", "free.json", "budget.tokens=1", "budget.dollars=1", "seed=4"]],
  ];
  const ways = inject("sweeping") ? all : all.slice(0, 2);

  it.each(ways)("goes on by the command that is said, with the budget from the %s", async (name, args) => {
    const out = `by the ${name}`.replaceAll(/\W+/g, "-");
    const run = await sdialog(...args, "--out", out);
    expect(run).toMatchObject({ status: 1, out: expect.stringContaining("Stopped (budget)") as string });
    expect(await carryOut(run.err, raise)).toMatchObject(finished);
    expect((await sdialog("doctor", out)).out).toBe("Nothing is damaged.\n");
  });

  it.each(ways)("goes on where only the folder is known, with the budget from the %s", async (name, args) => {
    for (const command of ["doctor", "resume"]) {
      const out = `${command} by the ${name}`.replaceAll(/\W+/g, "-");
      await sdialog(...args, "--out", out);
      const said = await sdialog(command, out);
      const text = `${said.out}${said.err}`;
      expect(text).toContain("The budget ended the run: 3 of 4 tasks are still to be done");
      expect(text).toContain("budget.tokens=…");
      expect(await carryOut(text, raise)).toMatchObject(finished);
    }
  });

  it("is raised for its parts, which are combined first", async () => {
    await sdialog("run", "free.json", "budget.tokens=1", "--out", "parts");
    // One of the first part's two is done by the run, and the other uses the budget up.
    for (const [part, status] of [
      ["0/2", 0],
      ["1/2", 1],
    ] as const) {
      const said = await sdialog("shard", "parts", part);
      expect(said.status).toBe(status);
      if (part === "0/2") continue;
      const merge = said.err.split("\n").find((line) => line.includes("sdialog merge ")) ?? "";
      expect(merge).toContain("sdialog merge parts parts/shards/*");
      const merged = await sdialog("merge", "parts", "parts/shards/0-of-2", "parts/shards/1-of-2");
      expect(merged.status).toBe(0);
      expect(await carryOut(said.err, "aise the budget")).toMatchObject(finished);
    }
  });

  it("is finished, and not stopped, where the last task used it up", async () => {
    // What comes last is all that there is.
    const run = await sdialog("run", "spent.json", "count=1", "--out", "last");
    const again = await sdialog("resume", "last");
    await sdialog("run", "spent.json", "count=2", "--out", "last-of-part");
    const part = await sdialog("shard", "last-of-part", "1/2");
    for (const { status, out, err } of [run, again, part]) {
      expect(status).toBe(0);
      expect(out).toContain("1 done, 0 failed, ");
      expect(`${out}${err}`).not.toMatch(/Stopped|Error|budget/);
    }
    // One more than that is.
    expect(await sdialog("resume", "last", "count=2")).toMatchObject({
      status: 1,
      err: expect.stringContaining("1 of 2 tasks is still to be done") as string,
    });
  });

  it.each([
    ["seed=4", "seed: the run in "],
    ["model=local:other", "model: the run in "],
    ["personas=[]", "personas: the run in "],
    ["concurrency=1,2", "concurrency: a run that is there can go on with one value"],
    ["concurrency=0", "concurrency: "],
    ["budget.token=9", "budget.token: there is no such setting"],
    ["tokens", "is not key=value"],
  ])("is not gone on with by %s: status 2, and nothing is changed", async (change, message) => {
    await sdialog("run", "spent.json", "--out", "kept");
    const manifest = await readFile(join(cwd, "kept/manifest.json"), "utf8");
    expect(await sdialog("resume", "kept", change)).toMatchObject({
      status: 2,
      err: expect.stringContaining(message) as string,
    });
    expect(await readFile(join(cwd, "kept/manifest.json"), "utf8")).toBe(manifest);
  });
});
