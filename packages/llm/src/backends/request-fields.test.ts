import { describe, expect, it } from "vitest";
import type { ChatRequest } from "../chat-model.ts";
import type { Message } from "../message.ts";
import { requestWriters } from "./testing/request-writers.ts";

const inputSchema = { type: "object", properties: { at: { type: "string" } } };
const schema = { type: "object", properties: { mood: { type: "string" } } };
const hi: readonly Message[] = [{ role: "user", content: "Hi" }];
const everything: ChatRequest = {
  messages: hi,
  temperature: 0.5,
  topP: 0.9,
  topK: 40,
  minP: 0.05,
  frequencyPenalty: 0.1,
  presencePenalty: 0.2,
  repetitionPenalty: 1.1,
  maxTokens: 100,
  stop: ["END"],
  seed: 7,
  thinking: "low",
  output: { name: "mood", description: "A mood.", schema },
  logprobs: { top: 2 },
  tools: [{ name: "look", description: "Looks.", inputSchema }],
  toolChoice: "auto",
};
const openaiTool = {
  type: "function",
  function: { name: "look", description: "Looks.", parameters: inputSchema },
};
const openaiFields = {
  messages: [{ role: "user", content: "Hi" }],
  temperature: 0.5,
  top_p: 0.9,
  frequency_penalty: 0.1,
  presence_penalty: 0.2,
  seed: 7,
  stop: ["END"],
  reasoning_effort: "low",
  tools: [openaiTool],
  tool_choice: "auto",
  response_format: {
    type: "json_schema",
    json_schema: { name: "mood", description: "A mood.", schema, strict: false },
  },
  logprobs: true,
  top_logprobs: 2,
};

describe("a request that asks for everything", () => {
  it.each<[string, object]>([
    ["openai", { ...openaiFields, model: "gpt-5", max_completion_tokens: 100 }],
    [
      "compatible",
      { ...openaiFields, model: "m", max_tokens: 100, top_k: 40, min_p: 0.05, repetition_penalty: 1.1 },
    ],
    [
      "anthropic",
      {
        model: "claude-sonnet-4-5",
        messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
        max_tokens: 1124,
        temperature: 0.5,
        top_p: 0.9,
        top_k: 40,
        stop_sequences: ["END"],
        thinking: { type: "enabled", budget_tokens: 1024 },
        output_config: { format: { type: "json_schema", schema } },
        tools: [{ name: "look", description: "Looks.", input_schema: inputSchema }],
        tool_choice: { type: "auto" },
      },
    ],
    [
      "google",
      {
        model: "gemini",
        contents: [{ role: "user", parts: [{ text: "Hi" }] }],
        config: {
          temperature: 0.5,
          topP: 0.9,
          topK: 40,
          frequencyPenalty: 0.1,
          presencePenalty: 0.2,
          maxOutputTokens: 100,
          stopSequences: ["END"],
          seed: 7,
          thinkingConfig: { includeThoughts: true, thinkingBudget: 1024 },
          responseMimeType: "application/json",
          responseJsonSchema: schema,
          responseLogprobs: true,
          logprobs: 2,
          tools: [
            {
              functionDeclarations: [
                { name: "look", description: "Looks.", parametersJsonSchema: inputSchema },
              ],
            },
          ],
          toolConfig: { functionCallingConfig: { mode: "AUTO" } },
        },
      },
    ],
    [
      "bedrock",
      {
        modelId: "anthropic.claude",
        messages: [{ role: "user", content: [{ text: "Hi" }] }],
        inferenceConfig: { maxTokens: 1124, temperature: 0.5, topP: 0.9, stopSequences: ["END"] },
        toolConfig: {
          tools: [{ toolSpec: { name: "look", description: "Looks.", inputSchema: { json: inputSchema } } }],
          toolChoice: { auto: {} },
        },
        outputConfig: {
          textFormat: {
            type: "json_schema",
            structure: {
              jsonSchema: { name: "mood", description: "A mood.", schema: JSON.stringify(schema) },
            },
          },
        },
        additionalModelRequestFields: { thinking: { type: "enabled", budget_tokens: 1024 } },
      },
    ],
    [
      "ollama",
      {
        model: "m",
        messages: [{ role: "user", content: "Hi" }],
        tools: [openaiTool],
        format: schema,
        think: "low",
        logprobs: true,
        top_logprobs: 2,
        options: {
          temperature: 0.5,
          top_p: 0.9,
          top_k: 40,
          min_p: 0.05,
          frequency_penalty: 0.1,
          presence_penalty: 0.2,
          repeat_penalty: 1.1,
          num_predict: 100,
          seed: 7,
          stop: ["END"],
        },
      },
    ],
    [
      "ai-sdk",
      {
        prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
        maxOutputTokens: 100,
        temperature: 0.5,
        topP: 0.9,
        topK: 40,
        presencePenalty: 0.2,
        frequencyPenalty: 0.1,
        stopSequences: ["END"],
        seed: 7,
        reasoning: "low",
        responseFormat: { type: "json", name: "mood", description: "A mood.", schema },
        tools: [{ type: "function", name: "look", description: "Looks.", inputSchema }],
        toolChoice: { type: "auto" },
      },
    ],
  ])("is written in %s's words, each once and nothing else", (provider, expected) => {
    expect(requestWriters[provider]?.(everything)).toEqual(expected);
  });
});

describe("a request that asks for nothing", () => {
  it.each<[string, object]>([
    ["openai", { model: "gpt-5", messages: openaiFields.messages }],
    ["compatible", { model: "m", messages: openaiFields.messages }],
    [
      "anthropic",
      {
        model: "claude-sonnet-4-5",
        messages: [{ role: "user", content: [{ type: "text", text: "Hi" }] }],
        max_tokens: 4096,
      },
    ],
    ["google", { model: "gemini", contents: [{ role: "user", parts: [{ text: "Hi" }] }], config: {} }],
    ["bedrock", { modelId: "anthropic.claude", messages: [{ role: "user", content: [{ text: "Hi" }] }] }],
    ["ollama", { model: "m", messages: openaiFields.messages, options: {} }],
    ["ai-sdk", { prompt: [{ role: "user", content: [{ type: "text", text: "Hi" }] }] }],
  ])("says nothing to %s, empty lists included", (provider, expected) => {
    expect(requestWriters[provider]?.({ messages: hi })).toEqual(expected);
    if (!["ollama", "ai-sdk"].includes(provider))
      expect(requestWriters[provider]?.({ messages: hi, tools: [], stop: [] })).toEqual(expected);
  });
});

describe("what a tool gave", () => {
  const round = (isError?: boolean): readonly Message[] => [
    ...hi,
    {
      role: "assistant",
      content: "I look.",
      thinking: "Hm.",
      toolCalls: [{ id: "1", name: "look", input: { at: "sea" } }],
    },
    { role: "tool", toolCallId: "1", name: "look", content: "waves", ...(isError && { isError }) },
  ];
  const call = { id: "1", name: "look" };

  it.each<[string, (body: never) => unknown, unknown, unknown]>([
    [
      "openai",
      (body: { messages: unknown[] }) => body.messages.slice(1),
      [
        {
          role: "assistant",
          content: "I look.",
          tool_calls: [{ id: "1", type: "function", function: { name: "look", arguments: '{"at":"sea"}' } }],
        },
        { role: "tool", tool_call_id: "1", content: "waves" },
      ],
      undefined,
    ],
    [
      "anthropic",
      (body: { messages: { content: unknown }[] }) => body.messages.slice(1).map(({ content }) => content),
      [
        [
          { type: "text", text: "I look." },
          { type: "tool_use", ...call, input: { at: "sea" } },
        ],
        [{ type: "tool_result", tool_use_id: "1", content: "waves", is_error: false }],
      ],
      [
        [
          { type: "text", text: "I look." },
          { type: "tool_use", ...call, input: { at: "sea" } },
        ],
        [{ type: "tool_result", tool_use_id: "1", content: "waves", is_error: true }],
      ],
    ],
    [
      "google",
      (body: { contents: { parts: unknown }[] }) => body.contents.slice(1).map(({ parts }) => parts),
      [
        [{ text: "I look." }, { functionCall: { ...call, args: { at: "sea" } } }],
        [{ functionResponse: { ...call, response: { output: "waves" } } }],
      ],
      [
        [{ text: "I look." }, { functionCall: { ...call, args: { at: "sea" } } }],
        [{ functionResponse: { ...call, response: { error: "waves" } } }],
      ],
    ],
    [
      "bedrock",
      (body: { messages: { content: unknown }[] }) => body.messages.slice(1).map(({ content }) => content),
      [
        [{ text: "I look." }, { toolUse: { toolUseId: "1", name: "look", input: { at: "sea" } } }],
        [{ toolResult: { toolUseId: "1", content: [{ text: "waves" }], status: "success" } }],
      ],
      [
        [{ text: "I look." }, { toolUse: { toolUseId: "1", name: "look", input: { at: "sea" } } }],
        [{ toolResult: { toolUseId: "1", content: [{ text: "waves" }], status: "error" } }],
      ],
    ],
    [
      "ollama",
      (body: { messages: unknown[] }) => body.messages.slice(1),
      [
        {
          role: "assistant",
          content: "I look.",
          thinking: "Hm.",
          tool_calls: [{ function: { name: "look", arguments: { at: "sea" } } }],
        },
        { role: "tool", content: "waves", tool_name: "look" },
      ],
      undefined,
    ],
    [
      "ai-sdk",
      (body: { prompt: { content: unknown }[] }) => body.prompt.slice(1).map(({ content }) => content),
      [
        [
          { type: "text", text: "I look." },
          { type: "tool-call", toolCallId: "1", toolName: "look", input: { at: "sea" } },
        ],
        [
          {
            type: "tool-result",
            toolCallId: "1",
            toolName: "look",
            output: { type: "text", value: "waves" },
          },
        ],
      ],
      [
        [
          { type: "text", text: "I look." },
          { type: "tool-call", toolCallId: "1", toolName: "look", input: { at: "sea" } },
        ],
        [
          {
            type: "tool-result",
            toolCallId: "1",
            toolName: "look",
            output: { type: "error-text", value: "waves" },
          },
        ],
      ],
    ],
  ])(
    "goes back to %s with its call, an error as an error where there is a word for it",
    (provider, read, good, bad) => {
      const { tools } = everything;
      const sent = (isError?: boolean): unknown =>
        read(requestWriters[provider]?.({ messages: round(isError), tools }) as never);
      expect(sent()).toEqual(good);
      expect(sent(true)).toEqual(bad ?? good);
    },
  );
});
