import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openaiProtocol, startWireServer } from "@sdialog/llm/testing";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { runInMemory } from "../testing/run-in-memory.ts";

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), "sdialog-flowing-"));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(cwd, { recursive: true });
});

describe("what streams to a terminal", () => {
  it("ends with the word that it stops in", async () => {
    await using server = await startWireServer(openaiProtocol);
    const usage = { inputTokens: 1, outputTokens: 1 };
    const text = ["Good ", ..."m".repeat(20)];
    server.answer({ reply: { text, finish: "stop", usage }, cutAfter: 0.6 });
    vi.stubEnv("OPENAI_BASE_URL", `${server.url}/v1`);
    vi.stubEnv("OPENAI_API_KEY", "none");
    const chat = ["chat", "--model", "openai:chat"];
    const { out, status } = await runInMemory(chat, { cwd, input: "Hello\n", columns: 60 });
    expect(status).not.toBe(0);
    expect(out).toMatch(/Good m+$/);
  });
});
