import { InvalidArgumentError } from "@sdialog/core";
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
import { openaiChatModel } from "../openai/openai-chat-model.ts";
import { openaiEmbeddingModel } from "../openai/openai-embedding-model.ts";

/** How an Azure OpenAI resource is reached. */
export interface AzureOptions extends BackendOptions {
  /** Default: AZURE_OPENAI_API_KEY. */
  readonly apiKey?: string | undefined;
  /** The resource, `https://<name>.openai.azure.com`. Default: AZURE_OPENAI_ENDPOINT. */
  readonly baseURL?: string | undefined;
  /** Default: OPENAI_API_VERSION, else `2024-10-21`. */
  readonly apiVersion?: string | undefined;
  /** Gives a Microsoft Entra token per request, instead of a key. */
  readonly azureADTokenProvider?: (() => Promise<string>) | undefined;
  /** Further options of the SDK's client. */
  readonly client?: SDK.ClientOptions | undefined;
}

/**
 * A deployment of an Azure OpenAI resource.
 *
 * @throws InvalidArgumentError when no resource is named
 * @throws ModelError `no_credentials` for a resource at Azure's own address without a key or a token provider
 */
export async function azure(deployment: string, options: AzureOptions = {}): Promise<ChatModel> {
  const { client, secrets, endpoint, apiVersion } = await connect(deployment, options);
  return openaiChatModel({
    id: `azure:${deployment}`,
    backend: "azure",
    model: deployment,
    client,
    options,
    secrets,
    compatible: false,
    fingerprint: { baseURL: publicAddress(endpoint), apiVersion },
  });
}

/** An embedding deployment of an Azure OpenAI resource. */
export async function azureEmbeddings(
  deployment: string,
  options: AzureOptions = {},
): Promise<EmbeddingModel> {
  const { client, secrets } = await connect(deployment, options);
  return openaiEmbeddingModel({ id: `azure:${deployment}`, model: deployment, client, options, secrets });
}

async function connect(
  deployment: string,
  options: AzureOptions,
): Promise<{ client: SDK.AzureOpenAI; secrets: Secrets; endpoint: string; apiVersion: string }> {
  checkBackendOptions("azure", options, ownOptions.azure);
  const { AzureOpenAI } = await importPeer("The azure backend", "openai", () => import("openai"));
  const endpoint = options.baseURL ?? environment("AZURE_OPENAI_ENDPOINT");
  if (endpoint === undefined) {
    throw new InvalidArgumentError("The azure backend needs the address of your resource", {
      hint: "Set `baseURL` in its options, or AZURE_OPENAI_ENDPOINT.",
    });
  }
  const apiVersion = options.apiVersion ?? environment("OPENAI_API_VERSION") ?? "2024-10-21";
  const { azureADTokenProvider } = options;
  const apiKey = options.apiKey ?? environment("AZURE_OPENAI_API_KEY");
  if (apiKey === undefined && azureADTokenProvider === undefined && isAzure(endpoint))
    requireCredentials(
      `azure:${deployment}`,
      options,
      "Set AZURE_OPENAI_API_KEY, or pass `apiKey` or `azureADTokenProvider`.",
    );
  const given = options.client as Pick<SDK.ClientOptions, "fetch"> | undefined;
  const { fetch, secrets } = backendFetch({ ...options, baseURL: endpoint }, given?.fetch);
  const client = new AzureOpenAI({
    endpoint,
    apiVersion,
    deployment,
    ...(azureADTokenProvider === undefined
      ? { apiKey: apiKey ?? "no-key-was-given" }
      : { azureADTokenProvider }),
    // What the environment holds for OpenAI is not Azure's.
    baseURL: null,
    adminAPIKey: null,
    webhookSecret: null,
    organization: null,
    project: null,
    defaultHeaders: withoutEnvironmentHeaders("OPENAI_CUSTOM_HEADERS", options.headers),
    maxRetries: 0,
    logLevel: "off",
    timeout: options.timeoutMs ?? longestTimeoutMs,
    ...(options.client as object | undefined),
    fetch: fetch,
  });
  return { client, secrets, endpoint, apiVersion };
}

/** Azure's own servers: a gateway in front of them may sign calls by itself. */
function isAzure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { hostname } = new URL(address);
  return /\.(?:openai|cognitiveservices|services\.ai)\.azure\.(?:com|us|cn)$/.test(hostname);
}

/** The module that the registry loads for `azure:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: azure, embedding: azureEmbeddings };
