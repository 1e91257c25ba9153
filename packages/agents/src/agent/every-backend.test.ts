import { type ChatModel, resolveModel } from "@sdialog/llm";
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
import { ConversationFailedError } from "../conversation/conversation-failed-error.ts";
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

function connect(url: string, id: string, path: string): Promise<ChatModel> {
  return resolveModel(id, {
    baseURL: `${url}${path}`,
    apiKey: "none",
    ...(id.startsWith("bedrock") ? { region: "eu-central-1" } : {}),
  });
}

describe("two agents without opening words", () => {
  it.each(backends)(
    "talk on $id, whose server refuses what the real one refuses",
    async ({ id, protocol, path = "" }) => {
      await using server = await startWireServer(protocol);
      let said = 0;
      server.answer(() => ({
        reply: { text: [`Line ${said++}.`], finish: "stop", usage: { inputTokens: 1, outputTokens: 1 } },
      }));
      const model = await connect(server.url, id, path);
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

/** The last message as it comes in pieces, and what is said of it. */
const ends: readonly (readonly [pieces: readonly string[], said: string])[] = [
  [["Bye! ", "ST", "OP<|im", "_end|>"], "Bye!"],
  [["Bye! **", "STOP", "**"], "Bye!"],
  [["Bye!", "\n\n", "STOP. ", "Take care", "!"], "Bye!\nTake care!"],
];

describe("a message that ends the conversation", () => {
  it.each(backends)("is read from $id, in whatever pieces it comes", async ({ id, protocol, path = "" }) => {
    for (const [pieces, said] of ends) {
      await using server = await startWireServer(protocol);
      const usage = { inputTokens: 1, outputTokens: 1 };
      server.answer(() => ({ reply: { text: pieces, finish: "stop", usage } }));
      const model = await connect(server.url, id, path);
      const ann = new Agent({
        name: "Ann",
        persona: "a barista",
        model,
        canFinish: false,
        firstUtterance: "Next!",
      });
      const bo = new Agent({ name: "Bo", persona: "a customer", model });
      let heard = "";
      const dialog = await ann.dialogWith(bo, {
        seed: 1,
        maxTurns: 9,
        onEvent: (event) => {
          if (event.type === "delta" && event.speaker === "Bo") heard += event.delta;
        },
      });
      expect(dialog.stopReason).toBe("stop_signal");
      expect(dialog.turns[1]).toEqual({ speaker: "Bo", text: said });
      expect(heard.trim()).toBe(said);
    }
  });
});

describe("a reply that breaks off", () => {
  it.each(backends)("is kept in the dialogue's events on $id", async ({ id, protocol, path = "" }) => {
    await using server = await startWireServer(protocol);
    const usage = { inputTokens: 1, outputTokens: 1 };
    const text = Array.from({ length: 30 }, () => "Room 12. ");
    server.answer(() => ({ reply: { text, finish: "stop", usage }, cutAfter: 0.6 }));
    const ann = new Agent({ name: "Ann", model: await connect(server.url, id, path) });
    const bo = new Agent({ name: "Bo", model: await connect(server.url, id, path) });
    const running = ann.dialogWith(bo, { seed: 1, maxTurns: 2, onEvent: () => undefined });
    const error = (await running.catch((thrown: unknown) => thrown)) as ConversationFailedError;
    expect(error).toBeInstanceOf(ConversationFailedError);
    const kept = error.dialog.events?.find(({ actionLabel }) => actionLabel === "broken off");
    expect(kept).toMatchObject({ agent: "Ann", content: expect.stringContaining("Room") });
  });
});
