import { describe, expect, it } from "vitest";
import { readAiSdkResult } from "./ai-sdk/ai-sdk-reply.ts";
import { readMessage } from "./anthropic/anthropic-reply.ts";
import { readConverse } from "./bedrock/bedrock-reply.ts";
import { readGoogleReply } from "./google/google-reply.ts";
import { readCompletion } from "./openai/openai-reply.ts";
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

describe("a reply that holds everything", () => {
  it.each<[string, Reader, object]>([
    [
      "openai",
      (reply) =>
        readCompletion(
          {
            model: "answered",
            choices: [
              {
                message: {
                  reasoning_content: "Hm.",
                  content: [{ type: "text", text: "I look." }, { type: "image_url" }],
                  tool_calls: [
                    { id: "1", type: "function", function: { name: "look", arguments: json } },
                    { id: "2", type: "custom" },
                  ],
                },
                finish_reason: "tool_calls",
                logprobs: {
                  content: [
                    { token: "I", logprob: -1, top_logprobs: [{ token: "We", logprob: -2, bytes: null }] },
                  ],
                },
              },
            ],
            usage: openaiUsage,
          } as never,
          reply,
          "x:asked",
        ),
      {
        ...full,
        toolCalls: [call],
        logprobs: [{ token: "I", logprob: -1, top: [{ token: "We", logprob: -2 }] }],
        warnings: [leftOut("image_url"), leftOut("tool call of the type custom")],
      },
    ],
    [
      "anthropic",
      (reply) =>
        readMessage(
          {
            model: "answered",
            content: [
              anthropicThought,
              { type: "redacted_thinking", data: "secret" },
              { type: "text", text: "I look." },
              { type: "tool_use", ...call },
              { type: "server_tool_use" },
            ],
            stop_reason: "tool_use",
            usage: anthropicUsage,
          } as never,
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
      "google",
      (reply) =>
        readGoogleReply(
          {
            modelVersion: "answered",
            candidates: [
              {
                content: {
                  parts: [
                    { text: "Hm.", thought: true },
                    { text: "I look." },
                    { functionCall: { id: "1", name: "look", args: { at: "sea" } }, thoughtSignature: "sig" },
                    { inlineData: { mimeType: "image/png" }, thoughtSignature: "sig", thought: false },
                  ],
                },
                finishReason: "STOP",
                logprobsResult: {
                  chosenCandidates: [{ token: "I", logProbability: -1 }],
                  topCandidates: [{ candidates: [{ token: "We", logProbability: -2 }] }],
                },
              },
            ],
            usageMetadata: googleUsage,
          } as never,
          reply,
          "asked",
        ),
      {
        ...full,
        toolCalls: [signedCall("google", "sig")],
        logprobs: [{ token: "I", logprob: -1, top: [{ token: "We", logprob: -2 }] }],
        warnings: [leftOut("inlineData")],
      },
    ],
    [
      "bedrock",
      (reply) =>
        readConverse(
          {
            output: {
              message: {
                content: [
                  { reasoningContent: { reasoningText: { text: "Hm.", signature: "sig" } } },
                  { text: "I look." },
                  { image: {} },
                  { toolUse: { toolUseId: "1", name: "look", input: { at: "sea" } } },
                ],
              },
            },
            stopReason: "tool_use",
            usage: bedrockUsage,
          } as never,
          reply,
          "asked",
        ),
      {
        text: "I look.",
        thinking: "Hm.",
        finishReason: "tool_calls",
        usage: withoutThinkingTokens,
        model: "x:asked",
        toolCalls: [signedCall("bedrock", { text: "Hm.", signature: "sig" })],
        warnings: [leftOut("image")],
      },
    ],
    [
      "ai-sdk",
      (reply) =>
        readAiSdkResult(
          {
            content: [
              { type: "reasoning", text: "Hm." },
              { type: "text", text: "I look." },
              {
                type: "tool-call",
                toolCallId: "1",
                toolName: "look",
                input: json,
                providerMetadata: { a: 1 },
              },
              { type: "file" },
            ],
            finishReason: { unified: "tool-calls", raw: "tool_calls" },
            usage: aiSdkUsage,
            warnings: [
              { type: "unsupported", feature: "seed" },
              { type: "compatibility", feature: "topK", details: "rounded" },
              { type: "deprecated", setting: "old", message: "use new" },
              { type: "other", message: "slow today" },
            ],
            response: { modelId: "answered" },
          } as never,
          reply,
          "m",
        ),
      {
        ...full,
        toolCalls: [signedCall("ai-sdk", { a: 1 })],
        warnings: [
          { setting: "seed", message: "seed is not fully supported" },
          { setting: "topK", message: "rounded" },
          { setting: "old", message: "use new" },
          { setting: "provider", message: "slow today" },
          leftOut("file"),
        ],
      },
    ],
  ])("is read whole from %s", async (_provider, reader, expected) => {
    expect(await readReply(reader)).toEqual(expected);
  });
});
