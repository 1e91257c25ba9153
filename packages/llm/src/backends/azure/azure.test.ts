import { afterEach, describe, expect, it, vi } from "vitest";
import { openaiProtocol, startWireServer } from "../../testing/index.ts";
import { azure } from "./azure.ts";

afterEach(() => vi.unstubAllEnvs());

describe("azure", () => {
  it("asks the deployment of the resource, with the API version, and not where OpenAI's variables point", async () => {
    await using server = await startWireServer(openaiProtocol);
    server.answer({
      reply: { text: ["Hello."], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
    });
    vi.stubEnv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1");
    const model = await azure("my-gpt", {
      baseURL: server.url,
      apiKey: "azure-key",
      apiVersion: "2025-01-01",
    });
    await model.generate({ messages: [{ role: "user", content: "Hi" }] });
    const [request] = server.requests;
    expect(request?.path).toBe("/openai/deployments/my-gpt/chat/completions?api-version=2025-01-01");
    expect(request?.headers["api-key"] ?? request?.headers["authorization"]).toContain("azure-key");
    expect(model.fingerprint).toEqual({ baseURL: server.url, apiVersion: "2025-01-01" });
  });

  it("says what it needs when no resource is named", async () => {
    vi.stubEnv("AZURE_OPENAI_ENDPOINT", "");
    await expect(azure("my-gpt", { apiKey: "k" })).rejects.toThrow(/address of your resource/);
  });
});
