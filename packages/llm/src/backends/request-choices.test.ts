import { describe, expect, it } from "vitest";
import type { ChatRequest } from "../chat-model.ts";
import type { Message } from "../message.ts";
import { anthropicRequest } from "./anthropic/anthropic-request.ts";
import { converseRequest } from "./bedrock/bedrock-request.ts";
import { googleRequest } from "./google/google-request.ts";
import { requestWriters } from "./testing/request-writers.ts";

const messages: readonly Message[] = [{ role: "user", content: "Hi" }];
const tools = [{ name: "look", description: "Looks.", inputSchema: { type: "object", properties: {} } }];

describe("the choice of a tool", () => {
  const named = { name: "look" };
  it.each<[string, (body: never) => unknown, readonly unknown[]]>([
    [
      "openai",
      (body: { tool_choice: unknown }) => body.tool_choice,
      [undefined, "auto", "none", "required", { type: "function", function: named }],
    ],
    [
      "anthropic",
      (body: { tool_choice: unknown }) => body.tool_choice,
      [undefined, { type: "auto" }, { type: "none" }, { type: "any" }, { type: "tool", name: "look" }],
    ],
    [
      "google",
      (body: { config: { toolConfig?: { functionCallingConfig: unknown } } }) =>
        body.config.toolConfig?.functionCallingConfig,
      [
        undefined,
        { mode: "AUTO" },
        { mode: "NONE" },
        { mode: "ANY" },
        { mode: "ANY", allowedFunctionNames: ["look"] },
      ],
    ],
    [
      "bedrock",
      (body: { toolConfig?: { toolChoice?: unknown } }) => body.toolConfig?.toolChoice,
      [undefined, { auto: {} }, undefined, { any: {} }, { tool: named }],
    ],
    [
      "ollama",
      (body: { tools?: readonly unknown[] }) => body.tools?.length,
      // It has no word for a choice: what is not to be called is not offered.
      [1, 1, undefined, 1, 1],
    ],
    [
      "ai-sdk",
      (body: { toolChoice: unknown }) => body.toolChoice,
      [
        undefined,
        { type: "auto" },
        { type: "none" },
        { type: "required" },
        { type: "tool", toolName: "look" },
      ],
    ],
  ])("is put as %s puts it", (provider, choiceIn, expected) => {
    const choices = [undefined, "auto", "none", "required", named] as const;
    const bodies = choices.map((toolChoice) => requestWriters[provider]?.({ messages, tools, toolChoice }));
    expect(bodies.map((body) => choiceIn(body as never))).toEqual(expected);
  });
});

describe("thinking", () => {
  const adaptive = { type: "adaptive", display: "summarized" };
  const enabled = (budget_tokens: number): object => ({ thinking: { type: "enabled", budget_tokens } });
  const later = (request: ChatRequest): object => anthropicRequest("claude-opus-4-7", request);
  it.each<[string, ((request: ChatRequest) => object) | undefined, readonly unknown[]]>([
    [
      "openai",
      requestWriters["openai"],
      ["minimal", "medium", "low", "medium", "high"].map((reasoning_effort) => ({ reasoning_effort })),
    ],
    [
      "compatible",
      requestWriters["compatible"],
      [
        { chat_template_kwargs: { enable_thinking: false } },
        { chat_template_kwargs: { enable_thinking: true } },
        ...["low", "medium", "high"].map((reasoning_effort) => ({ reasoning_effort })),
      ],
    ],
    [
      "anthropic by budget",
      (request) => anthropicRequest("claude-haiku-4-5", request),
      [
        { thinking: { type: "disabled" }, max_tokens: 10 },
        { ...enabled(4096), max_tokens: 4106 },
        { ...enabled(1024), max_tokens: 1034 },
        { ...enabled(4096), max_tokens: 4106 },
        { ...enabled(16_384), max_tokens: 16_394 },
      ],
    ],
    [
      "anthropic by effort",
      later,
      [
        { thinking: { type: "disabled" }, max_tokens: 10 },
        { thinking: adaptive, max_tokens: 10 },
        ...["low", "medium", "high"].map((effort) => ({
          thinking: adaptive,
          max_tokens: 10,
          output_config: { effort },
        })),
      ],
    ],
    [
      "google",
      (request) => googleRequest("gemini", request).config ?? {},
      [
        { thinkingConfig: { thinkingBudget: 0 } },
        { thinkingConfig: { includeThoughts: true } },
        ...[1024, 8192, 24_576].map((thinkingBudget) => ({
          thinkingConfig: { includeThoughts: true, thinkingBudget },
        })),
      ],
    ],
    [
      "bedrock, Claude",
      requestWriters["bedrock"],
      [
        {
          additionalModelRequestFields: { thinking: { type: "disabled" } },
          inferenceConfig: { maxTokens: 10 },
        },
        ...[4096, 1024, 4096, 16_384].map((budget) => ({
          additionalModelRequestFields: enabled(budget),
          inferenceConfig: { maxTokens: 10 + budget },
        })),
      ],
    ],
    ["ollama", requestWriters["ollama"], [false, true, "low", "medium", "high"].map((think) => ({ think }))],
    [
      "ai-sdk",
      requestWriters["ai-sdk"],
      ["none", "medium", "low", "medium", "high"].map((reasoning) => ({ reasoning })),
    ],
  ])("is asked of %s as far as it can be", (_provider, write, expected) => {
    const levels = [false, true, "low", "medium", "high"] as const;
    for (const [index, thinking] of levels.entries())
      expect(write?.({ messages, thinking, maxTokens: 10 })).toMatchObject(expected[index] as object);
  });

  it("is no field of models on Bedrock that have none", () => {
    const body = converseRequest("meta.llama", { messages, thinking: true });
    expect(body).not.toHaveProperty("additionalModelRequestFields");
  });
});
