import { resolveModel } from "@sdialog/llm";
import {
  anthropicProtocol,
  bedrockProtocol,
  compatibleProtocol,
  googleProtocol,
  ollamaProtocol,
  openaiProtocol,
  startWireServer,
  type WireProtocol,
} from "@sdialog/llm/testing";
import { describe, expect, it } from "vitest";
import { Agent } from "./agent.ts";

const backends: readonly { readonly id: string; readonly protocol: WireProtocol; readonly path?: string }[] =
  [
    { id: "openai:m", protocol: compatibleProtocol, path: "/v1" },
    { id: "azure:m", protocol: openaiProtocol },
    { id: "anthropic:claude-next", protocol: anthropicProtocol },
    { id: "google:gemini-next", protocol: googleProtocol },
    { id: "bedrock:anthropic.claude-next-v1:0", protocol: bedrockProtocol },
    { id: "ollama:m", protocol: ollamaProtocol },
    { id: "huggingface:m", protocol: compatibleProtocol, path: "/v1" },
  ];

describe("two agents without opening words", () => {
  it.each(backends)(
    "talk on $id, whose server refuses what the real one refuses",
    async ({ id, protocol, path = "" }) => {
      await using server = await startWireServer(protocol);
      let said = 0;
      server.answer(() => ({
        reply: { text: [`Line ${said++}.`], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
      }));
      const model = await resolveModel(id, {
        baseURL: `${server.url}${path}`,
        apiKey: "none",
        ...(id.startsWith("bedrock") ? { region: "eu-central-1" } : {}),
      });
      const ann = new Agent({ name: "Ann", persona: "a barista", model, temperature: 0.7, maxTokens: 64 });
      const bo = new Agent({ name: "Bo", persona: "a customer", model });
      const dialog = await ann.dialogWith(bo, { seed: 1, maxTurns: 5 });
      expect(dialog.turns.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
        "Ann: Line 0.",
        "Bo: Line 1.",
        "Ann: Line 2.",
        "Bo: Line 3.",
        "Ann: Line 4.",
      ]);
      const warnings = dialog.events?.filter(({ action }) => action === "warning") ?? [];
      const keys = warnings.map(({ agent, actionLabel, content }) =>
        JSON.stringify([agent, actionLabel, content]),
      );
      expect(new Set(keys).size).toBe(keys.length);
    },
  );
});
