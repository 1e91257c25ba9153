import { publicAddress } from "@sdialog/core/internal";
import type { BackendModule } from "../../backend.ts";
import { environment } from "../../backend-kit/environment.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import type { ChatModel } from "../../chat-model.ts";
import { openaiChatModel } from "../openai/openai-chat-model.ts";
import { connect, type OpenAIOptions } from "../openai/openai.ts";

/** Where OpenRouter answers. */
const openRouterAddress = "https://openrouter.ai/api/v1";

/**
 * A model behind OpenRouter, by its name there: `openrouter:anthropic/claude-3.5-haiku`.
 *
 * @param options `apiKey`: default OPENROUTER_API_KEY, which is sent nowhere else; the others as for `openai`
 * @throws ModelError `no_credentials` without a key
 */
export async function openrouter(model: string, options: OpenAIOptions = {}): Promise<ChatModel> {
  const elsewhere = options.baseURL !== undefined;
  const apiKey = options.apiKey ?? (elsewhere ? undefined : environment("OPENROUTER_API_KEY"));
  const id = `openrouter:${model}`;
  if (apiKey === undefined && !elsewhere)
    requireCredentials(id, options, "Set OPENROUTER_API_KEY, or pass `apiKey`.");
  const baseURL = options.baseURL ?? openRouterAddress;
  const { client, secrets } = await connect(id, { ...options, apiKey, baseURL }, "openrouter");
  return openaiChatModel({
    id,
    backend: "openrouter",
    model,
    client,
    options,
    secrets,
    compatible: true,
    fingerprint: { baseURL: publicAddress(baseURL) },
  });
}

/** The module that the registry loads for `openrouter:…` models. */
export const backend: BackendModule = { chat: openrouter };
