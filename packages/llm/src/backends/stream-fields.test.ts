import { describe, expect, it } from "vitest";
import { readAiSdkStream } from "./ai-sdk/ai-sdk-reply.ts";
import { readMessageStream } from "./anthropic/anthropic-reply.ts";
import { readConverseStream } from "./bedrock/bedrock-reply.ts";
import { readGoogleStream } from "./google/google-reply.ts";
import { readOllamaStream } from "./ollama/ollama-reply.ts";
import { readCompletionStream } from "./openai/openai-reply.ts";
import {
  anthropicThought,
  anthropicUsage,
  aiSdkUsage,
  bedrockUsage,
  call,
  full,
  googleUsage,
  json,
  leftOut,
  openaiUsage,
  signedCall,
  withoutThinkingTokens,
  type Reader,
  readReply,
} from "./testing/full-replies.ts";

async function* coming(...pieces: readonly unknown[]): AsyncGenerator<never> {
  yield* pieces as never[];
}

describe("a stream that holds everything", () => {
  it.each<[string, Reader, object]>([
    [
      "openai's stream",
      (reply) =>
        readCompletionStream(
          coming(
            { model: "answered", choices: [{ delta: { reasoning: "Hm." } }] },
            { model: "another", choices: [{ delta: { content: "I " } }] },
            {
              choices: [
                {
                  delta: {
                    content: "look.",
                    tool_calls: [{ index: 0, id: "1", function: { name: "look", arguments: '{"at"' } }],
                  },
                },
              ],
            },
            { choices: [{ delta: { tool_calls: [{ index: 0, function: { arguments: ':"sea"}' } }] } }] },
            { choices: [{ delta: null, finish_reason: "tool_calls" }] },
            { choices: [], usage: openaiUsage },
          ),
          reply,
          "x:asked",
        ),
      { ...full, toolCalls: [call], warnings: [] },
    ],
    [
      "anthropic's stream",
      (reply) =>
        readMessageStream(
          coming(
            {
              type: "message_start",
              message: { model: "answered", usage: { ...anthropicUsage, output_tokens: 1 } },
            },
            { type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "" } },
            { type: "content_block_delta", index: 0, delta: { type: "thinking_delta", thinking: "Hm." } },
            { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "si" } },
            { type: "content_block_delta", index: 0, delta: { type: "signature_delta", signature: "g" } },
            {
              type: "content_block_start",
              index: 1,
              content_block: { type: "redacted_thinking", data: "secret" },
            },
            { type: "content_block_start", index: 2, content_block: { type: "text", text: "I " } },
            { type: "content_block_delta", index: 2, delta: { type: "text_delta", text: "look." } },
            {
              type: "content_block_start",
              index: 3,
              content_block: { type: "tool_use", id: "1", name: "look" },
            },
            {
              type: "content_block_delta",
              index: 3,
              delta: { type: "input_json_delta", partial_json: json },
            },
            { type: "content_block_start", index: 4, content_block: { type: "server_tool_use" } },
            { type: "message_delta", delta: { stop_reason: "tool_use" }, usage: { output_tokens: 5 } },
            { type: "message_stop" },
          ),
          reply,
        ),
      {
        ...full,
        toolCalls: [
          signedCall("anthropic", [anthropicThought, { type: "redacted_thinking", data: "secret" }]),
        ],
        warnings: [leftOut("server_tool_use")],
      },
    ],
    [
      "google's stream",
      (reply) =>
        readGoogleStream(
          coming(
            {
              modelVersion: "answered",
              candidates: [{ content: { parts: [{ text: "Hm.", thought: true }] } }],
            },
            { candidates: [{ content: { parts: [{ text: "I " }] } }] },
            { candidates: [{ content: { parts: [{ text: "look." }] } }] },
            {
              candidates: [{ content: { parts: [{ functionCall: { name: "look", args: { at: "sea" } } }] } }],
            },
            {
              candidates: [
                { content: { parts: [{ functionCall: { name: "wait" } }] }, finishReason: "STOP" },
              ],
            },
            { usageMetadata: googleUsage },
          ),
          reply,
          "asked",
        ),
      {
        ...full,
        toolCalls: [
          { ...call, id: "call_0" },
          { id: "call_1", name: "wait", input: {} },
        ],
        warnings: [],
      },
    ],
    [
      "bedrock's stream",
      (reply) =>
        readConverseStream(
          coming(
            { contentBlockDelta: { delta: { reasoningContent: { text: "Hm." } } } },
            { contentBlockDelta: { delta: { reasoningContent: { signature: "sig" } } } },
            { contentBlockDelta: { contentBlockIndex: 1, delta: { text: "I " } } },
            { contentBlockDelta: { contentBlockIndex: 1, delta: { text: "look." } } },
            {
              contentBlockStart: {
                contentBlockIndex: 2,
                start: { toolUse: { toolUseId: "1", name: "look" } },
              },
            },
            { contentBlockDelta: { contentBlockIndex: 2, delta: { toolUse: { input: json } } } },
            { messageStop: { stopReason: "tool_use" } },
            { metadata: { usage: bedrockUsage } },
          ),
          reply,
        ),
      {
        text: "I look.",
        thinking: "Hm.",
        finishReason: "tool_calls",
        usage: withoutThinkingTokens,
        model: "x:asked",
        toolCalls: [signedCall("bedrock", { text: "Hm.", signature: "sig" })],
        warnings: [],
      },
    ],
    [
      "ollama's stream",
      (reply) =>
        readOllamaStream(
          coming(
            { model: "answered", message: { thinking: "Hm." } },
            {
              model: "answered",
              message: {
                content: "I ",
                tool_calls: [{ function: { name: "look", arguments: { at: "sea" } } }],
              },
            },
            {
              model: "answered",
              message: {
                content: "look.",
                tool_calls: [{ id: "b", function: { name: "wait", arguments: {} } }],
              },
              logprobs: [
                { token: "I", logprob: -1, top_logprobs: [{ token: "We", logprob: -2 }] },
                { token: "a", logprob: -3 },
              ],
            },
            { model: "answered", done: true, done_reason: "stop", prompt_eval_count: 10, eval_count: 5 },
          ),
          reply,
        ),
      {
        ...full,
        usage: { inputTokens: 10, outputTokens: 5, calls: 1 },
        toolCalls: [
          { ...call, id: "call_0" },
          { id: "b", name: "wait", input: {} },
        ],
        logprobs: [
          { token: "I", logprob: -1, top: [{ token: "We", logprob: -2 }] },
          { token: "a", logprob: -3, top: [] },
        ],
        warnings: [],
      },
    ],
    [
      "the AI SDK's stream",
      (reply) =>
        readAiSdkStream(
          ReadableStream.from([
            { type: "stream-start", warnings: [{ type: "unsupported", feature: "seed" }] },
            { type: "response-metadata", modelId: "answered" },
            { type: "response-metadata", id: "r" },
            { type: "reasoning-start", id: "0" },
            { type: "reasoning-delta", id: "0", delta: "Hm." },
            { type: "text-delta", id: "1", delta: "I " },
            { type: "text-delta", id: "1", delta: "look." },
            { type: "tool-call", toolCallId: "1", toolName: "look", input: json },
            { type: "file" },
            { type: "source" },
            { type: "finish", usage: aiSdkUsage, finishReason: { unified: "tool-calls", raw: "tool_calls" } },
          ]) as never,
          reply,
          "m",
        ),
      {
        ...full,
        toolCalls: [call],
        warnings: [
          { setting: "seed", message: "seed is not fully supported" },
          leftOut("file"),
          leftOut("source"),
        ],
      },
    ],
  ])("is read whole from %s", async (_provider, reader, expected) => {
    expect(await readReply(reader)).toEqual(expected);
  });
});
