import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openaiProtocol, startWireServer, type WireServer } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
let server: WireServer;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-outcomes-"));
  server = await startWireServer(openaiProtocol);
  vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
  vi.stubEnv("OPENAI_API_KEY", "none");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await server[Symbol.asyncDispose]();
  await rm(cwd, { recursive: true, force: true });
});

/** Has every person content at last, or none of them; an empty message comes before, which is a fault. */
function people(content: boolean): void {
  let asked = 0;
  const answer = (body: string): string => {
    if (asked++ === 0) return "";
    if (/"satisfied"/.test(body))
      return JSON.stringify({ satisfied: content, message: content ? "" : `Why, then, number ${asked}?` });
    return content && asked > 3 ? "FINISH" : `"Tell me about number ${asked}."`;
  };
  const usage = { inputTokens: 1, outputTokens: 1 };
  server.answer(({ body }) => ({ reply: { text: [answer(body)], finish: "stop", usage } }));
}

/** Ends every message for a reason that leaves it broken off. */
function breakOff(finish: "length" | "content_filter"): void {
  const usage = { inputTokens: 1, outputTokens: 1 };
  let asked = 0;
  server.answer(({ body }) => {
    const isForm = /"satisfied"/.test(body);
    const text = isForm ? '{"satisfied":false,"message":"And how long?"}' : `"And then, number ${asked++}?"`;
    return { reply: { text: [text], finish: isForm ? "stop" : finish, usage } };
  });
}

const common = {
  seed: 1,
  model: "openai:x",
  maxTurns: 6,
  concurrency: 1,
  personas: ["a nurse"],
  modelRetries: 0,
};
const kinds = {
  roleplay: [
    { ...common, kind: "roleplay", goals: ["Bake bread."] },
    "goal_reached",
    "turn_limit",
    { noPrompt: 1, regenerated: 1 },
  ],
  interactions: [
    {
      ...common,
      kind: "interactions",
      count: 1,
      minTurns: 1,
      styleTransfer: "off",
      queries: ["How do I bake?"],
    },
    "satisfied",
    "max_turns",
    { empty: 1 },
  ],
} as const;

describe("outcomes of a recipe", () => {
  it.each(Object.keys(kinds) as (keyof typeof kinds)[])(
    "of the kind %s are told by the run, status, show and compare, and too few fail the command",
    async (kind) => {
      const [recipe, reached, missed, faults] = kinds[kind];
      await writeFile(join(cwd, `${kind}.json`), JSON.stringify(recipe));
      const [good, bad] = [`${kind}-good`, `${kind}-bad`];
      const run = (out: string, ...more: string[]) =>
        runInMemory(["run", `${kind}.json`, "--out", out, ...more], { cwd });
      people(true);
      const first = await run(good, "required=1", "--json");
      expect(first.status).toBe(0);
      const { outcomes } = JSON.parse(first.out) as { outcomes: { faults: Record<string, number> } };
      expect(outcomes).toMatchObject({ reached: 1, missed: 0, outcomes: { [reached]: 1 }, required: 1 });
      expect(outcomes.faults).toEqual(faults);

      people(false);
      const second = await run(bad, "required=0.5");
      expect(second.status).toBe(1);
      expect(second.err).toContain("0 of 1 conversations succeeded");
      expect(second.err).toContain("At least 50 % had to.");
      // What is required changes no conversation, so that the same run can be held to less.
      expect((await run(bad, "required=0")).status).toBe(0);
      const strict = await run(bad, "required=0", "--fail-on", "goals");
      expect(strict.status).toBe(1);
      expect(strict.err).toContain("1 of 1 conversations did not succeed");
      expect((await run(good, "required=0", "--fail-on", "goals")).status).toBe(0);

      for (const command of [["status"], ["runs", "show"]]) {
        const { out } = await runInMemory([...command, bad], { cwd });
        expect(out).toContain(`0 of 1 conversations succeeded: ${missed} 1`);
        const read = await runInMemory([...command, good, "--json"], { cwd });
        expect(JSON.parse(read.out)).toMatchObject({
          outcomes: { reached: 1, outcomes: { [reached]: 1 }, faults },
        });
      }
      const compared = await runInMemory(["runs", "compare", good, bad, "--json"], { cwd });
      const { metrics } = JSON.parse(compared.out) as { metrics: { name: string; values: number[] }[] };
      const values = Object.fromEntries(metrics.map((metric) => [metric.name, metric.values]));
      expect(values).toMatchObject({
        reached: [1, 0],
        missed: [0, 1],
        [`outcomes.${reached}`]: [1, 0],
        [`outcomes.${missed}`]: [0, 1],
        ...Object.fromEntries(
          Object.entries(faults).map(([name, count]) => [`faults.${name}`, [count, count]]),
        ),
      });
    },
  );
});

describe("messages that are not whole", () => {
  it.each([
    [
      "length",
      "truncated",
      { ...common, kind: "dialogues", count: 2, personas: [{ name: "Ann" }, { name: "Bob" }] },
    ],
    [
      "content_filter",
      "filtered",
      { ...common, kind: "dialogues", count: 2, personas: [{ name: "Ann" }, { name: "Bob" }] },
    ],
    ["content_filter", "filtered", kinds.roleplay[0]],
    ["length", "truncated", kinds.interactions[0]],
  ] as const)(
    "ended by %s are told by the run, status, show and compare, and fail it if asked to",
    async (finish, fault, recipe) => {
      const name = `${recipe.kind}-${finish}`;
      const count = recipe.kind === "dialogues" ? 2 : 1;
      await writeFile(join(cwd, `${name}.json`), JSON.stringify({ ...recipe, modelRetries: 0 }));
      const sdialog = (...args: string[]) => runInMemory(args, { cwd });
      const run = (...more: string[]) => sdialog("run", `${name}.json`, "--out", name, ...more);
      breakOff(finish);
      const told = `incomplete, because a limit or a filter ended a message: ${count} of ${count} results`;
      const first = await run();
      expect([first.status, first.err]).toEqual([0, expect.any(String)]);
      expect(first.out).toContain(told);
      // Once more there is nothing left to do, and it is said all the same.
      for (const { out } of [
        await run(),
        await sdialog("status", name),
        await sdialog("runs", "show", name),
      ]) {
        expect(out).toContain(told);
      }
      const json = JSON.parse((await sdialog("status", name, "--json")).out) as Record<string, unknown>;
      expect(json).toMatchObject({ cut: count, faults: { [fault]: expect.any(Number) } });
      const { metrics } = JSON.parse((await sdialog("runs", "compare", name, name, "--json")).out) as {
        metrics: readonly unknown[];
      };
      expect(metrics).toContainEqual({ name: "cut", values: [count, count] });

      const failing = await run("--fail-on", "cut");
      expect(failing.status).toBe(1);
      expect(failing.err).toContain(`${count} of ${count} results hold an incomplete message`);
      expect((await run("--fail-on", "anything")).status).toBe(2);
    },
  );

  it("are no reason to fail where there are none, and faults that were put right are one if asked for", async () => {
    people(true);
    await writeFile(join(cwd, "put-right.json"), JSON.stringify(kinds.roleplay[0]));
    const run = (...more: string[]) =>
      runInMemory(["run", "put-right.json", "--out", "put-right", ...more], { cwd });
    expect((await run("--fail-on", "cut")).status).toBe(0);
    const failing = await run("--fail-on", "faults");
    expect([failing.status, failing.err]).toEqual([
      1,
      expect.stringContaining("1 fault is noted in the results"),
    ]);
  });
});
