import { describe, expect, it } from "vitest";
import type { FinishReason } from "../chat-model.ts";
import { readAiSdkResult } from "./ai-sdk/ai-sdk-reply.ts";
import { readMessage } from "./anthropic/anthropic-reply.ts";
import { readConverse } from "./bedrock/bedrock-reply.ts";
import { readGoogleReply } from "./google/google-reply.ts";
import { readOllamaStream } from "./ollama/ollama-reply.ts";
import { readCompletion } from "./openai/openai-reply.ts";
import { type Reader, readReply } from "./testing/full-replies.ts";

/** A reply of each provider that ended for a reason. */
const endings: Readonly<Record<string, (reason: never) => Reader>> = {
  openai: (finish_reason) => (reply) =>
    readCompletion({ choices: [{ message: { content: "Hi" }, finish_reason }] } as never, reply, "x:m"),
  anthropic: (stop_reason) => (reply) =>
    readMessage({ content: [{ type: "text", text: "Hi" }], stop_reason } as never, reply),
  google: (finishReason) => (reply) =>
    readGoogleReply(
      { candidates: [{ content: { parts: [{ text: "Hi" }] }, finishReason }] } as never,
      reply,
      "m",
    ),
  bedrock: (stopReason) => (reply) =>
    readConverse({ output: { message: { content: [{ text: "Hi" }] } }, stopReason } as never, reply, "m"),
  ollama: (done_reason) => (reply) =>
    readOllamaStream(
      (async function* () {
        yield { message: { content: "Hi" }, done: true, done_reason } as never;
      })(),
      reply,
    ),
  "ai-sdk": (unified) => (reply) =>
    readAiSdkResult(
      {
        content: [{ type: "text", text: "Hi" }],
        finishReason: { unified, raw: "as it came" },
        usage: { inputTokens: {}, outputTokens: {} },
        warnings: [],
      } as never,
      reply,
      "m",
    ),
};

describe("why a reply ended", () => {
  it.each<[string, Readonly<Record<string, FinishReason>>]>([
    [
      "openai",
      {
        stop: "stop",
        length: "length",
        tool_calls: "tool_calls",
        function_call: "tool_calls",
        content_filter: "content_filter",
        new_one: "other",
      },
    ],
    [
      "anthropic",
      {
        end_turn: "stop",
        stop_sequence: "stop",
        max_tokens: "length",
        model_context_window_exceeded: "length",
        tool_use: "tool_calls",
        refusal: "content_filter",
        pause_turn: "other",
      },
    ],
    [
      "google",
      {
        STOP: "stop",
        MAX_TOKENS: "length",
        SAFETY: "content_filter",
        IMAGE_SAFETY: "content_filter",
        RECITATION: "content_filter",
        BLOCKLIST: "content_filter",
        PROHIBITED_CONTENT: "content_filter",
        SPII: "content_filter",
        LANGUAGE: "other",
      },
    ],
    [
      "bedrock",
      {
        end_turn: "stop",
        stop_sequence: "stop",
        max_tokens: "length",
        model_context_window_exceeded: "length",
        tool_use: "tool_calls",
        content_filtered: "content_filter",
        guardrail_intervened: "content_filter",
        new_one: "other",
      },
    ],
    ["ollama", { stop: "stop", length: "length", unload: "other" }],
    [
      "ai-sdk",
      {
        stop: "stop",
        length: "length",
        "content-filter": "content_filter",
        "tool-calls": "tool_calls",
        other: "other",
      },
    ],
  ])("is known of %s", async (provider, expected) => {
    for (const [reason, finishReason] of Object.entries(expected)) {
      const ended = endings[provider]?.(reason as never) as Reader;
      expect([reason, (await readReply(ended)).finishReason]).toEqual([reason, finishReason]);
    }
  });

  it.each([
    ["google", "MALFORMED_FUNCTION_CALL"],
    ["google", "UNEXPECTED_TOOL_CALL"],
    ["bedrock", "malformed_model_output"],
  ])("may be that nothing came of it: %s, %s", async (provider, reason) => {
    await expect(readReply(endings[provider]?.(reason as never) as Reader)).rejects.toMatchObject({
      failure: { kind: "server", message: `the reply cannot be used: ${reason}` },
    });
  });

  it.each(["error", "interrupted"])("is not %s: such a reply was cut off", async (reason) => {
    await expect(readReply(endings["ai-sdk"]?.(reason as never) as Reader)).rejects.toMatchObject({
      kind: "interrupted",
    });
  });

  it.each<[string, Reader]>([
    ["openai", (reply) => readCompletion({ choices: [] } as never, reply, "x:m")],
    ["anthropic", (reply) => readMessage({ content: [], stop_reason: null, model: "m" } as never, reply)],
    ["google", (reply) => readGoogleReply({ usageMetadata: {} } as never, reply, "m")],
    ["bedrock", (reply) => readConverse({ stopReason: "end_turn" } as never, reply, "m")],
  ])("is missing where there is no reply: %s", async (_provider, reader) => {
    await expect(readReply(reader)).rejects.toMatchObject({ kind: "empty_response" });
  });

  it("is the filter's where Google refuses the prompt itself", async () => {
    const result = await readReply((reply) =>
      readGoogleReply({ promptFeedback: { blockReason: "SAFETY" } } as never, reply, "m"),
    );
    expect(result.finishReason).toBe("content_filter");
  });
});
