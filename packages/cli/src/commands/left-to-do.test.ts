import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModelError, registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shellWord } from "../terminal/shell-word.ts";
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
    const left = { failed, pending, total: 6, folder: "a run" };
    expect(describeLeft(left)).toBe(what);
    expect(waysOn(left)).toEqual(ways);
    expect(unfinished(left, "complete")?.hint).toBe(what === undefined ? undefined : ways.join("\n"));
    const code = failed > 0 ? "tasks_failed" : pending > 0 ? "tasks_pending" : undefined;
    expect(unfinished(left, "complete")?.code).toBe(code);
    expect(unfinished(left, "budget")?.code).toBe(code === "tasks_pending" ? "budget_spent" : code);
  });
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
      out: expect.stringContaining("2 done, 0 failed, 1 pending") as string,
    });
  });
});
