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
    {},
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
      expect(second.err).toContain("0 of 1 conversations came to what was wanted");
      expect(second.err).toContain("At least 50 % had to.");
      // What is required changes no conversation, so that the same run can be held to less.
      expect((await run(bad, "required=0")).status).toBe(0);

      for (const command of [["status"], ["runs", "show"]]) {
        const { out } = await runInMemory([...command, bad], { cwd });
        expect(out).toContain(`0 of 1 conversations came to what was wanted: ${missed} 1`);
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
