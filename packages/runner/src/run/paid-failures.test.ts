import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { runRecipe } from "./run-recipe.ts";

let answer = "";
const server = createServer((request, response) => {
  request.resume();
  response.writeHead(200, { "content-type": "application/json" }).end(answer);
});
await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
afterEach(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
});

async function run(usage: object, message: string | undefined, more: object = {}) {
  vi.stubEnv("OPENAI_API_KEY", "none");
  vi.stubEnv("OPENAI_BASE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
  const choice = { index: 0, finish_reason: "stop", message: { role: "assistant", content: message } };
  answer = JSON.stringify({ choices: message === undefined ? [] : [choice], usage });
  const out = await mkdtemp(join(tmpdir(), "sdialog-paid-"));
  const recipe = { kind: "dialogues", count: 1, seed: 3, model: "openai:x", maxTurns: 2, retries: 0 };
  const people = [{ name: "A" }, { name: "B" }];
  const { end, usage: used } = await runRecipe(
    { ...recipe, modelRetries: 1, personas: people, ...more },
    { out },
  );
  const rows = await readFile(join(out, "usage.jsonl"), "utf8");
  await rm(out, { recursive: true });
  return {
    end,
    used,
    rows: rows
      .trim()
      .split("\n")
      .map((row) => JSON.parse(row) as object),
  };
}

it("answers without a choice are paid for, those that were tried again too", async () => {
  const { used, rows } = await run({ prompt_tokens: 7000, completion_tokens: 900 }, undefined);
  expect(used).toMatchObject({ inputTokens: 14_000, outputTokens: 1800, calls: 2 });
  expect(rows).toHaveLength(1);
  const stopped = await run({ prompt_tokens: 7000, completion_tokens: 900 }, undefined, {
    budget: { tokens: 10 },
    count: 3,
    concurrency: 1,
  });
  expect(stopped.end).toBe("budget");
});

it("a budget ends where the server counts nothing, or nonsense", async () => {
  for (const usage of [undefined, { prompt_tokens: -8000, completion_tokens: 1e300 }, {}]) {
    const budget = { budget: { tokens: 60 }, count: 8, concurrency: 1 };
    const { end, rows } = await run(usage as object, "A reply of thirty-two characters.", budget);
    expect(end).toBe("budget");
    for (const row of rows) expect(row).toMatchObject({ outputTokens: 9 });
  }
});

it("impossible counts end no run as if it had a budget, and are no damaged lines", async () => {
  for (const count of [1e308, -500, 1.5]) {
    const { end, rows } = await run({ prompt_tokens: count, completion_tokens: count }, "Hi");
    expect(end).toBe("complete");
    for (const row of rows) expect(row).toMatchObject({ inputTokens: 0, outputTokens: 0 });
  }
});
