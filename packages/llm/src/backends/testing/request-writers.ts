import type { ChatRequest } from "../../chat-model.ts";
import { aiSdkRequest } from "../ai-sdk/ai-sdk-request.ts";
import { anthropicRequest } from "../anthropic/anthropic-request.ts";
import { converseRequest } from "../bedrock/bedrock-request.ts";
import { googleRequest } from "../google/google-request.ts";
import { ollamaRequest } from "../ollama/ollama-request.ts";
import { openaiRequest } from "../openai/openai-request.ts";

/** How each provider's request is written, for a model of which everything can be asked. */
export const requestWriters: Readonly<Record<string, (request: ChatRequest) => object>> = {
  openai: (request) => openaiRequest(request, { model: "gpt-5", backend: "openai", compatible: false }),
  compatible: (request) => openaiRequest(request, { model: "m", backend: "openai", compatible: true }),
  anthropic: (request) => anthropicRequest("claude-sonnet-4-5", request),
  google: (request) => googleRequest("gemini", request),
  bedrock: (request) => converseRequest("anthropic.claude", request),
  ollama: (request) => ollamaRequest("m", request),
  "ai-sdk": aiSdkRequest,
};
