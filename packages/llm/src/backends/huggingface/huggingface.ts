import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "@huggingface/inference";
import type { OpenAI } from "openai";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendEmbeddings } from "../../backend-kit/backend-embeddings.ts";
import { errorBodyFailure } from "../../backend-kit/error-body.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { checkedFetch, httpFailure } from "../../backend-kit/checked-fetch.ts";
import { environment } from "../../backend-kit/environment.ts";
import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import { capabilities } from "../capabilities.ts";
import { threads } from "../threads.ts";
import type { ChatModel, ChatRequest, ModelSettings } from "../../chat-model.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import type { Fetch } from "../../http/transport.ts";
import { importPeer } from "../../import-peer.ts";
import { readCompletion, readCompletionStream } from "../openai/openai-reply.ts";
import { openaiRequest } from "../openai/openai-request.ts";
import { RefusedFields } from "../openai/refused-fields.ts";

/** How models on Hugging Face, or on an inference server of your own, are reached. */
export interface HuggingFaceOptions extends BackendOptions {
  /** Default: HF_TOKEN, which is sent to Hugging Face only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /** An inference endpoint or text-generation server of your own. Default: Hugging Face's router. */
  readonly baseURL?: string | undefined;
  /** Which inference provider serves the model. Default: chosen by Hugging Face. */
  readonly provider?: SDK.InferenceProviderOrPolicy | undefined;
}

const settings: readonly (keyof ModelSettings)[] = [
  "temperature",
  "topP",
  "frequencyPenalty",
  "presencePenalty",
  "maxTokens",
  "stop",
  "seed",
];

type Body = Parameters<SDK.InferenceClient["chatCompletion"]>[0];

/**
 * A model served by Hugging Face's inference providers, an inference endpoint, or text-generation-inference.
 *
 * @throws ModelError `no_credentials` for Hugging Face's router without a token
 */
export async function huggingface(model: string, options: HuggingFaceOptions = {}): Promise<ChatModel> {
  const id = `huggingface:${model}`;
  const { client, route, fetch, secrets } = await connect(id, options);
  const body = (request: ChatRequest): Body => ({
    ...(openaiRequest(request, {
      model,
      backend: "huggingface",
      compatible: true,
    }) as unknown as Body),
    model,
    ...route,
  });
  const callOptions = (request: ChatRequest): SDK.Options => ({
    ...(request.signal === undefined ? {} : { signal: request.signal }),
    fetch,
    retry_on_error: false,
  });
  const refused = new RefusedFields();
  return backendModel({
    id,
    capabilities: capabilities.huggingface,
    fingerprint: {
      ...(options.baseURL === undefined ? {} : { baseURL: publicAddress(options.baseURL) }),
      ...(options.provider === undefined ? {} : { provider: options.provider }),
    },
    settings,
    thread: threads.compatible,
    options,
    secrets,
    failure: huggingfaceFailure,
    async generate(request, reply) {
      const completion = await refused.send(body(request), reply, (kept) =>
        client.chatCompletion(kept, callOptions(request)),
      );
      return readCompletion(completion as unknown as OpenAI.ChatCompletion, reply, id);
    },
    async *stream(request, reply) {
      const asked = { ...body(request), stream_options: { include_usage: true } };
      const chunks = await refused.send(asked, reply, (kept) =>
        begun(client.chatCompletionStream(kept, callOptions(request))),
      );
      yield* readCompletionStream(chunks as unknown as AsyncIterable<OpenAI.ChatCompletionChunk>, reply, id);
    },
    readWhole: (whole, reply) => readCompletion(whole as OpenAI.ChatCompletion, reply, id),
  });
}

/** A sentence-embedding model served by Hugging Face. */
export async function huggingfaceEmbeddings(
  model: string,
  options: HuggingFaceOptions = {},
): Promise<EmbeddingModel> {
  const id = `huggingface:${model}`;
  const { client, route, fetch, secrets } = await connect(id, options);
  return backendEmbeddings({
    id,
    options,
    secrets,
    batch: 64,
    failure: huggingfaceFailure,
    async embed(texts, signal) {
      const vectors = await client.featureExtraction(
        { model, inputs: [...texts], ...route },
        {
          ...(signal === undefined ? {} : { signal }),
          fetch,
          retry_on_error: false,
        },
      );
      return { vectors: vectors as number[][] };
    },
  });
}

/** The stream once its first piece is there, so that a refusal is thrown here. */
async function begun<Chunk>(chunks: AsyncGenerator<Chunk>): Promise<AsyncGenerator<Chunk>> {
  const first = await chunks.next();
  return (async function* () {
    if (first.done !== true) yield first.value;
    yield* chunks;
  })();
}

async function connect(
  id: string,
  options: HuggingFaceOptions,
): Promise<{
  client: SDK.InferenceClient;
  fetch: Fetch;
  secrets: Secrets;
  route: { endpointUrl: string } | { provider?: SDK.InferenceProviderOrPolicy };
}> {
  checkBackendOptions("huggingface", options, ownOptions.huggingface);
  const { InferenceClient } = await importPeer(
    "The huggingface backend",
    "@huggingface/inference",
    () => import("@huggingface/inference"),
  );
  const { baseURL, provider } = options;
  const token = options.apiKey ?? (baseURL === undefined ? environment("HF_TOKEN") : undefined);
  // Hugging Face's own provider once answered strangers, too.
  if (token === undefined && baseURL === undefined && provider !== "hf-inference")
    requireCredentials(
      id,
      options,
      "Set HF_TOKEN, or pass `apiKey`; for a server of your own pass `baseURL`.",
    );
  const { fetch, secrets } = backendFetch(options);
  return {
    client: new InferenceClient(token),
    fetch: checkedFetch(fetch, { headers: options.headers }),
    secrets,
    route: baseURL === undefined ? (provider === undefined ? {} : { provider }) : { endpointUrl: baseURL },
  };
}

function huggingfaceFailure(error: unknown): ProviderFailure | undefined {
  const failure = httpFailure(error);
  if (failure !== undefined || !(error instanceof Error)) return failure;
  if (error.name === "InferenceClientInputError" || error.message.includes("Unable to find"))
    return { kind: "invalid_request", message: error.message };
  // An error beside the choices stands, with the whole piece, beside the SDK's sentence.
  const { httpResponse } = error as {
    readonly httpResponse?: { readonly body?: { readonly error?: unknown } };
  };
  const told = httpResponse?.body?.error;
  return told === undefined ? undefined : errorBodyFailure(told);
}

/** The module that the registry loads for `huggingface:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: huggingface, embedding: huggingfaceEmbeddings };
