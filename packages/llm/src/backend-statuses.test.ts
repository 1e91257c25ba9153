import { afterEach, describe, expect, it, vi } from "vitest";
import type { Backend } from "./backend.ts";
import { backendStatuses } from "./backend-statuses.ts";
import { listBackends, registerBackend } from "./registry.ts";
import { ollamaProtocol, startWireServer } from "./testing/index.ts";

afterEach(() => vi.unstubAllEnvs());

/** No test asks the providers themselves. */
function nobodyAnswersBut(address: string): void {
  const real = globalThis.fetch;
  vi.spyOn(globalThis, "fetch").mockImplementation((input, init) =>
    String(input).startsWith(address) ? real(input, init) : Promise.reject(new TypeError("fetch failed")),
  );
}

describe("backendStatuses", () => {
  it("tells for every backend what it offers, and whether it is installed and reachable", async () => {
    await using server = await startWireServer(ollamaProtocol);
    server.answer({ status: 404 });
    vi.stubEnv("OLLAMA_HOST", server.url);
    nobodyAnswersBut(server.url);
    const statuses = await backendStatuses({ timeoutMs: 500 }).finally(() => vi.restoreAllMocks());
    expect(statuses.map(({ name }) => name)).toEqual([
      "openai",
      "azure",
      "openrouter",
      "ollama",
      "huggingface",
      "bedrock",
      "google",
      "anthropic",
      "llama",
      "local",
    ]);
    expect(statuses.every(({ installed }) => installed)).toBe(true);
    expect(statuses.filter(({ reachable }) => reachable).map(({ name }) => name)).toEqual([
      "ollama",
      "llama",
      "local",
    ]);
    expect(statuses.find(({ name }) => name === "anthropic")).toMatchObject({
      package: "@anthropic-ai/sdk",
      capabilities: { tools: true, seed: false, embeddings: false },
    });
  });

  it("counts a backend as installed only when all of its packages are", async () => {
    const { address: _address, ...known } = listBackends()[0] as Backend;
    registerBackend({ ...known, name: "half-installed", packages: ["vitest", "@sdialog/not-there"] });
    nobodyAnswersBut("nowhere");
    const statuses = await backendStatuses({ timeoutMs: 500 }).finally(() => vi.restoreAllMocks());
    expect(statuses.find(({ name }) => name === "half-installed")).toMatchObject({
      package: "vitest @sdialog/not-there",
      installed: false,
      reachable: false,
    });
  });
});
