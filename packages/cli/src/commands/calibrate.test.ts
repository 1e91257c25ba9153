import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Dialog, formatDialogJsonl } from "@sdialog/core";
import { registerBackend } from "@sdialog/llm";
import { scriptedModel } from "@sdialog/llm/testing";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { parse } from "yaml";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeAll(async () => {
  const model = scriptedModel(() => "Could you please tell me where my chair is? Thank you very much.");
  registerBackend({
    name: "wordy",
    description: "says much, politely",
    packages: [],
    capabilities: { ...model.capabilities, embeddings: false },
    create: () => Promise.resolve({ chat: () => model }),
  });
  cwd = await mkdtemp(join(tmpdir(), "sdialog-calibrate-"));
  const logs = Array.from(
    { length: 24 },
    (_, index) =>
      new Dialog({
        id: `log-${index}`,
        turns: [
          { speaker: "Ann", text: "wheres my chair" },
          { speaker: "Shop", text: "In the mail." },
          { speaker: "Ann", text: index % 2 === 0 ? "ok" : "since when" },
        ],
      }),
  );
  await writeFile(join(cwd, "logs.jsonl"), logs.map((log) => formatDialogJsonl(log)).join(""));
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

const small = ["--model", "wordy:1", "--dialogs", "4", "--types", "1", "--rounds", "0"];

describe("sdialog calibrate", () => {
  it("writes the users that it finds, and says how near they are to people before and after", async () => {
    const flags = ["--real", "logs.jsonl", "--user", "Ann", "--out", "users.yaml", ...small];
    const run = await runInMemory(["calibrate", ...flags, "--json"], { cwd });
    expect(run.err).not.toContain("rror");
    const found = JSON.parse(run.out) as Record<string, unknown>;
    expect(found).toMatchObject({
      n: { fit: 12, held: 12 },
      end: "complete",
      people: expect.anything() as unknown,
    });
    const file = parse(await readFile(join(cwd, "users.yaml"), "utf8")) as {
      users: unknown[];
      source: object;
    };
    expect(file.users.length).toBeGreaterThan(0);
    expect(file.source).toMatchObject({ logs: "logs.jsonl", model: "wordy:1", seed: 0 });
  });

  it.each([
    // Eight conversations without policies take 32 calls, and the users that are found as many again.
    [
      70,
      '"after" is how they talk',
      "about 32 calls of the budget were kept for the users that were found",
      3,
    ],
    [
      50,
      "nobody has seen them talk",
      "18 calls kept for the users that were found, who would have taken about 32 calls",
      2,
    ],
  ])("says what %i calls were kept for", async (calls, users, kept, comparisons) => {
    const flags = ["--real", "logs.jsonl", "--user", "Ann", "--out", "users.yaml", ...small];
    const folder = ["--folder", `kept-${calls}`];
    const run = await runInMemory(["calibrate", ...flags, ...folder, "--max-calls", `${calls}`], { cwd });
    expect(run.out).toContain(users);
    expect(run.out).toContain(kept);
    expect(run.out).toContain(` of ${calls} model calls`);
    expect(run.out).toContain("alignment of behaviour");
    expect(run.out).toContain("the earlier file is replaced");
    expect(run.err).toContain(`compared with people ${comparisons}/${comparisons} comparisons`);
  });

  it("keeps within a limit in dollars behind a proxy that tells no cost, and says once how it counts", async () => {
    let calls = 0;
    const server = createServer((request, response) => {
      request.resume().on("end", () => {
        const message = { role: "assistant", content: `"Where is chair ${calls++}?"`, refusal: null };
        const usage = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 };
        const choices = [{ index: 0, finish_reason: "stop", message }];
        response.setHeader("content-type", "application/json");
        response.end(
          JSON.stringify({ id: "1", object: "chat.completion", model: "gpt-4.1", choices, usage }),
        );
      });
    });
    await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
    vi.stubEnv("OPENAI_BASE_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
    try {
      const flags = ["--real", "logs.jsonl", "--user", "Ann", "--out", "paid.yaml", "--max-dollars", "0.09"];
      const run = await runInMemory(
        ["calibrate", ...flags, ...small, "--model", "openai:gpt-4.1", "--json"],
        {
          cwd,
        },
      );
      const { end, spent } = JSON.parse(run.out) as {
        end: string;
        spent: { calls: number; dollars: number };
      };
      // 1,000 tokens read at 2 dollars a million and 100 written at 8.
      expect(spent).toEqual({ calls, dollars: expect.closeTo(calls * 0.0028, 6) as number });
      expect(end).toBe("budget");
      expect(spent.dollars).toBeLessThan(0.15);
      expect(run.err.match(/count at its list price/g)).toHaveLength(1);
      expect(await readFile(join(cwd, "paid.yaml"), "utf8")).toContain("users:");
    } finally {
      vi.unstubAllEnvs();
      server.close();
    }
  });

  it.each([
    [["--user", "Anna"], 'Did you mean "Ann"'],
    [[], '"user"'],
    [["--user", "Ann", "--max-dollars", "no"], "--max-dollars"],
    [["--user", "Ann", "--recipe", "none.yaml"], "none.yaml"],
  ])("refuses %j", async (flags, message) => {
    const run = await runInMemory(
      ["calibrate", "--real", "logs.jsonl", "--out", "no.yaml", ...small, ...flags],
      { cwd },
    );
    expect(run.status).not.toBe(0);
    expect(run.err).toContain(message);
  });
});
