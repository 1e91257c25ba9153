import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "openai";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { longestTimeoutMs } from "../../backend-kit/backend-model.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { environment, withoutEnvironmentHeaders } from "../../backend-kit/environment.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import type { ChatModel } from "../../chat-model.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import { importPeer } from "../../import-peer.ts";
import { openaiChatModel } from "./openai-chat-model.ts";
import { openaiEmbeddingModel } from "./openai-embedding-model.ts";

/** How OpenAI, or a server that speaks its protocol, is reached. */
export interface OpenAIOptions extends BackendOptions {
  /** Default: the environment variable OPENAI_API_KEY, which is sent to OpenAI only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /** Any server that speaks the chat completions protocol (vLLM, llama.cpp, LM Studio, OpenRouter, …). Default: OPENAI_BASE_URL, else OpenAI. */
  readonly baseURL?: string | undefined;
  readonly organization?: string | undefined;
  readonly project?: string | undefined;
  /** Further options of the SDK's client. */
  readonly client?: SDK.ClientOptions | undefined;
}

/**
 * A model of OpenAI, or of any server compatible with its chat completions.
 *
 * @throws ModelError `no_credentials` for OpenAI itself without a key
 */
export async function openai(model: string, options: OpenAIOptions = {}): Promise<ChatModel> {
  const id = `openai:${model}`;
  const { client, secrets, baseURL } = await connect(id, options);
  return openaiChatModel({
    id,
    backend: "openai",
    model,
    client,
    options,
    secrets,
    compatible: baseURL !== undefined && !isOpenAI(baseURL),
    fingerprint: baseURL === undefined ? undefined : { baseURL: publicAddress(baseURL) },
  });
}

/** An embedding model of OpenAI, or of any compatible server. */
export async function openaiEmbeddings(model: string, options: OpenAIOptions = {}): Promise<EmbeddingModel> {
  const id = `openai:${model}`;
  const { client, secrets } = await connect(id, options);
  return openaiEmbeddingModel({ id, model, client, options, secrets });
}

/** OpenAI's own servers, regional ones included, whether or not their address was given. */
function isOpenAI(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === "https:" && /^(?:[\w-]+\.)?api\.openai\.com$/.test(hostname);
}

/** The SDK's client for OpenAI or a server that speaks its protocol. */
export async function connect(
  id: string,
  options: OpenAIOptions,
  backend = "openai",
): Promise<{ client: SDK.OpenAI; secrets: Secrets; baseURL: string | undefined }> {
  checkBackendOptions(backend, options, ownOptions.openai);
  const { OpenAI } = await importPeer("The openai backend", "openai", () => import("openai"));
  const baseURL = options.baseURL ?? environment("OPENAI_BASE_URL");
  const elsewhere = options.baseURL !== undefined && !isOpenAI(options.baseURL);
  const own = (name: string): string | null => (elsewhere ? null : (environment(name) ?? null));
  const apiKey = options.apiKey ?? own("OPENAI_API_KEY") ?? undefined;
  const isKeyNeeded = baseURL === undefined || isOpenAI(baseURL);
  if (apiKey === undefined && isKeyNeeded && own("OPENAI_CUSTOM_HEADERS") === null)
    requireCredentials(
      id,
      options,
      "Set OPENAI_API_KEY, or pass `apiKey`; for a server of your own pass `baseURL`.",
    );
  const { fetch, secrets } = backendFetch({ ...options, baseURL }, options.client?.fetch);
  const client = new OpenAI({
    // A server that needs no key still gets a header, since the SDK insists on one.
    apiKey: apiKey ?? "none",
    adminAPIKey: null,
    webhookSecret: null,
    organization: options.organization ?? own("OPENAI_ORG_ID"),
    project: options.project ?? own("OPENAI_PROJECT_ID"),
    baseURL: baseURL ?? null,
    defaultHeaders: elsewhere
      ? withoutEnvironmentHeaders("OPENAI_CUSTOM_HEADERS", options.headers)
      : { ...options.headers },
    maxRetries: 0,
    logLevel: "off",
    timeout: options.timeoutMs ?? longestTimeoutMs,
    ...options.client,
    fetch: fetch,
  });
  return { client, secrets, baseURL };
}

/** The module that the registry loads for `openai:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: openai, embedding: openaiEmbeddings };
