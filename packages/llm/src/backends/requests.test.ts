import { describe, expect, it } from "vitest";
import type { ChatRequest } from "../chat-model.ts";
import type { Message } from "../message.ts";
import { resolveModel } from "../resolve-model.ts";
import { anthropicRequest } from "./anthropic/anthropic-request.ts";
import { converseRequest } from "./bedrock/bedrock-request.ts";
import { googleRequest } from "./google/google-request.ts";
import { ollamaRequest } from "./ollama/ollama-request.ts";
import { openaiRequest } from "./openai/openai-request.ts";

const tool = { name: "look", description: "Looks.", inputSchema: { type: "object", properties: {} } };
const state = (backend: string, data: unknown) => ({ backend, data });
const toolRound = (providerState?: { backend: string; data: unknown }): readonly Message[] => [
  { role: "system", content: "Be kind." },
  { role: "user", content: "Look!" },
  {
    role: "assistant",
    content: "",
    toolCalls: [{ id: "1", name: "look", input: { at: "sea" }, ...(providerState && { providerState }) }],
  },
  { role: "tool", toolCallId: "1", name: "look", content: "waves" },
  { role: "user", content: "And?" },
];
const plain: ChatRequest = { messages: [{ role: "user", content: "Hi" }] };

describe("openaiRequest", () => {
  const own = { model: "gpt-5", backend: "openai", compatible: false };
  it("speaks to OpenAI in its newer words and to others in the older ones", () => {
    const asked = { ...plain, maxTokens: 9, thinking: true, session: "Ada/1" } as const;
    expect(openaiRequest(asked, own)).toMatchObject({ max_completion_tokens: 9, reasoning_effort: "medium" });
    expect(openaiRequest(asked, { ...own, compatible: true })).toMatchObject({
      max_tokens: 9,
      chat_template_kwargs: { enable_thinking: true },
    });
    expect(JSON.stringify(openaiRequest(asked, own))).not.toContain("Ada");
  });

  it("merges what only this backend understands, and nothing meant for others", () => {
    const backendOptions = { openai: { service_tier: "flex" }, local: { steer: 1 } };
    const body = openaiRequest({ ...plain, backendOptions }, own);
    expect(body).toMatchObject({ service_tier: "flex" });
    expect(JSON.stringify(body)).not.toContain("steer");
  });

  it("turns thinking off as far as the model lets it be", () => {
    const effort = (model: string) =>
      openaiRequest({ ...plain, thinking: false }, { ...own, model }).reasoning_effort;
    expect([effort("gpt-5-mini"), effort("o3"), effort("gpt-4.1")]).toEqual(["minimal", "low", undefined]);
  });

  it("leaves out what was not asked for", () => {
    expect(Object.keys(openaiRequest(plain, own))).toEqual(["model", "messages"]);
  });
});

describe("anthropicRequest", () => {
  it("alternates, puts tool results into the user's message, and gives signed reasoning back", () => {
    const thinking = [{ type: "thinking", thinking: "hm", signature: "s" }];
    const { messages, system } = anthropicRequest("claude-sonnet-4-5", {
      messages: toolRound(state("anthropic", thinking)),
    });
    expect(system).toBe("Be kind.");
    expect(messages.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(messages[1]?.content).toEqual([
      ...thinking,
      { type: "tool_use", id: "1", name: "look", input: { at: "sea" } },
    ]);
    expect(messages[2]?.content).toMatchObject([
      { type: "tool_result", tool_use_id: "1" },
      { type: "text", text: "And?" },
    ]);
  });

  it("asks older models for thinking by budget, on top of the limit, and newer ones by effort", () => {
    const asked = { ...plain, maxTokens: 100, thinking: "low" } as const;
    expect(anthropicRequest("claude-sonnet-4-5", asked)).toMatchObject({
      max_tokens: 1124,
      thinking: { budget_tokens: 1024 },
    });
    expect(anthropicRequest("claude-opus-4-6", asked)).toMatchObject({
      max_tokens: 100,
      thinking: { type: "adaptive" },
      output_config: { effort: "low" },
    });
  });

  it("leaves out reasoning another provider signed", () => {
    expect(
      JSON.stringify(anthropicRequest("m", { messages: toolRound(state("google", "sig")) })),
    ).not.toContain("sig");
  });
});

describe("googleRequest", () => {
  it("gives signatures back with their calls, and answers as function responses", () => {
    const { contents, config } = googleRequest("gemini", {
      messages: toolRound(state("google", "sig")),
      tools: [tool],
      toolChoice: { name: "look" },
    });
    expect(config?.systemInstruction).toBe("Be kind.");
    expect(contents).toMatchObject([
      { role: "user" },
      { role: "model", parts: [{ functionCall: { name: "look" }, thoughtSignature: "sig" }] },
      {
        role: "user",
        parts: [{ functionResponse: { name: "look", response: { output: "waves" } } }, { text: "And?" }],
      },
    ]);
    expect(config?.toolConfig?.functionCallingConfig).toEqual({
      mode: "ANY",
      allowedFunctionNames: ["look"],
    });
  });
});

describe("converseRequest", () => {
  it("has text blocks only where there is text, and reasoning where it was signed", () => {
    const { messages = [] } = converseRequest("m", {
      messages: toolRound(state("bedrock", { text: "hm", signature: "s" })),
      tools: [tool],
    });
    expect(messages[1]?.content?.map((block) => Object.keys(block)[0])).toEqual([
      "reasoningContent",
      "toolUse",
    ]);
    expect(messages[2]?.content?.map((block) => Object.keys(block)[0])).toEqual(["toolResult", "text"]);
  });

  it("offers no tool when none is to be chosen", () => {
    expect(converseRequest("m", { ...plain, tools: [tool], toolChoice: "none" }).toolConfig).toBeUndefined();
    expect(
      converseRequest("m", { ...plain, tools: [tool], toolChoice: "required" }).toolConfig?.toolChoice,
    ).toEqual({ any: {} });
  });

  it("tells in words what was done with tools that are offered no longer", () => {
    const { messages = [], toolConfig } = converseRequest("m", { messages: toolRound() });
    expect(toolConfig).toBeUndefined();
    expect(messages[1]?.content).toEqual([{ text: '[Called look: {"at":"sea"}]' }]);
    expect(messages[2]?.content?.[0]).toEqual({ text: "[Result of look: waves]" });
  });
});

describe("ollamaRequest", () => {
  it("asks for the context it is told to, unless the request says otherwise", () => {
    expect(ollamaRequest("m", plain, 16_384).options).toEqual({ num_ctx: 16_384 });
    const backendOptions = { ollama: { options: { num_ctx: 2048 } } };
    expect(ollamaRequest("m", { ...plain, backendOptions }, 16_384).options).toEqual({ num_ctx: 2048 });
    expect(ollamaRequest("m", plain).options).toEqual({});
  });

  it("keeps options of the server beside those of the request", () => {
    const backendOptions = { ollama: { keep_alive: "1h", options: { num_ctx: 8192 } } };
    const body = ollamaRequest("m", { ...plain, repetitionPenalty: 1.1, thinking: "high", backendOptions });
    expect(body).toMatchObject({
      keep_alive: "1h",
      think: "high",
      options: { num_ctx: 8192, repeat_penalty: 1.1 },
    });
  });
});

describe("what models are said to be able to do", () => {
  it.each([
    ["openai:gpt-4.1", { jsonSchema: "native", thinking: false }],
    ["openai:gpt-4o-mini", { jsonSchema: "native" }],
    ["openai:gpt-4", { jsonSchema: "none" }],
    ["openai:gpt-4-turbo", { jsonSchema: "none" }],
    ["openai:gpt-5-mini", { jsonSchema: "native", thinking: true }],
    ["openai:o3", { thinking: true }],
    ["anthropic:claude-3-5-haiku-20241022", { jsonSchema: "none" }],
    ["anthropic:claude-sonnet-4-20250514", { jsonSchema: "none" }],
    ["anthropic:claude-sonnet-4-5", { jsonSchema: "native" }],
    ["bedrock:meta.llama3-70b-instruct-v1:0", { thinking: false }],
    ["bedrock:anthropic.claude-sonnet-4-5-v1:0", { thinking: true }],
  ])("%s: %j", async (model, expected) => {
    const region = model.startsWith("bedrock") ? { region: "eu-central-1" } : {};
    expect((await resolveModel(model, { apiKey: "none", ...region })).capabilities).toMatchObject(expected);
  });

  it("can be corrected", async () => {
    const options = {
      baseURL: "http://127.0.0.1:8000/v1",
      capabilities: { jsonSchema: "none", tools: false },
    } as const;
    const model = await resolveModel("openai:old-server", options);
    expect(model.capabilities).toMatchObject({ jsonSchema: "none", tools: false, streaming: true });
    await expect(model.generate({ ...plain, tools: [tool] })).rejects.toMatchObject({ kind: "unsupported" });
  });
});
