import { publicAddress, checkCount } from "@sdialog/core/internal";
import type * as SDK from "ollama";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendEmbeddings } from "../../backend-kit/backend-embeddings.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { checkedFetch, httpFailure } from "../../backend-kit/checked-fetch.ts";
import { environment } from "../../backend-kit/environment.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import { capabilities } from "../capabilities.ts";
import { threads } from "../threads.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk, ChatModel, ChatRequest } from "../../chat-model.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import { importPeer } from "../../import-peer.ts";
import { modelSettingNames } from "../../model-settings.ts";
import { contextWarnings } from "./context-warnings.ts";
import { ndjsonFetch } from "./ndjson-fetch.ts";
import { type OllamaCounts, readOllamaStream } from "./ollama-reply.ts";
import { ollamaRequest } from "./ollama-request.ts";

/** How far the download of a model has come. */
export interface PullProgress {
  readonly model: string;
  /** What the server is doing, in its words. */
  readonly status: string;
  /** Bytes of the current layer; 0 while unknown. */
  readonly completed: number;
  /** Bytes of the current layer in all; 0 while unknown. */
  readonly total: number;
}

/** How an Ollama server is reached. */
export interface OllamaOptions extends BackendOptions {
  /** Default: OLLAMA_HOST, else `http://127.0.0.1:11434`. */
  readonly baseURL?: string | undefined;
  /**
   * Most tokens prompt and reply may have together (`num_ctx`). Default: the server's, often 4,096. A prompt that is
   * longer loses its oldest messages but for those of the system; the reply then carries a warning.
   */
  readonly contextLength?: number | undefined;
  /** Download the model when the server does not have it: `true`, or a function told of the progress. Default: false. */
  readonly pull?: boolean | ((progress: PullProgress) => void) | undefined;
}

/** A model served by Ollama. @throws InvalidArgumentError for an option it does not know, or an impossible `contextLength` */
export async function ollama(model: string, options: OllamaOptions = {}): Promise<ChatModel> {
  const { contextLength } = options;
  if (contextLength !== undefined) checkCount("contextLength", contextLength, 1);
  const { client, named, secrets } = await connect(options);
  const ready = puller(model, options, client);
  const context = contextWarnings(
    async (signal) =>
      (
        await client(
          AbortSignal.any([AbortSignal.timeout(versionMs), ...(signal === undefined ? [] : [signal])]),
        ).version()
      ).version,
  );
  const chat = (request: ChatRequest, body: SDK.ChatRequest) =>
    client(request.signal).chat({ ...body, stream: true });
  async function* read(request: ChatRequest, reply: ReplyBuilder): AsyncGenerator<ChatChunk> {
    await ready(request.signal);
    const body = ollamaRequest(model, request, contextLength);
    // A server that knows the field refuses a prompt that it would have to cut, so that it can be told of.
    const strict = { truncate: false, ...body };
    let isBegun = false;
    try {
      const counted = (counts: OllamaCounts) => context.counted(request, strict, counts, reply);
      for await (const chunk of readOllamaStream(await chat(request, strict), reply, counted)) {
        isBegun = true;
        yield chunk;
      }
    } catch (error) {
      if (isBegun || "truncate" in body || !context.refused(error, reply)) throw error;
      yield* readOllamaStream(await chat(request, body), reply);
    }
  }
  return backendModel({
    id: `ollama:${model}`,
    capabilities: capabilities.ollama,
    fingerprint:
      (named ?? contextLength) === undefined
        ? undefined
        : {
            ...(named === undefined ? {} : { baseURL: publicAddress(withScheme(named)) }),
            ...(contextLength === undefined ? {} : { contextLength }),
          },
    settings: modelSettingNames,
    thread: threads.ollama,
    options,
    secrets,
    failure: httpFailure,
    // A reply that takes minutes would outlast the time fetch waits for headers, so nothing is asked for whole.
    async generate(request, reply) {
      for await (const chunk of read(request, reply)) void chunk;
      return [];
    },
    stream: read,
    readWhole: (whole, reply, request) =>
      readOllamaStream([whole as SDK.ChatResponse], reply, (counts) =>
        context.counted(request, ollamaRequest(model, request, contextLength), counts, reply),
      ),
  });
}

/** As the SDK takes a host that says no scheme, as `OLLAMA_HOST` often does. */
function withScheme(host: string): string {
  return host.includes("://") ? host : `http://${host}`;
}

/** The server's version is worth no longer a wait, in milliseconds. */
const versionMs = 2000;

/** An embedding model served by Ollama. */
export async function ollamaEmbeddings(model: string, options: OllamaOptions = {}): Promise<EmbeddingModel> {
  const { client, secrets } = await connect(options);
  const ready = puller(model, options, client);
  return backendEmbeddings({
    id: `ollama:${model}`,
    options,
    secrets,
    batch: 256,
    failure: httpFailure,
    async embed(texts, signal) {
      await ready(signal);
      const { embeddings, prompt_eval_count } = await client(signal).embed({ model, input: [...texts] });
      return { vectors: embeddings, inputTokens: prompt_eval_count };
    },
  });
}

type Client = (signal: AbortSignal | undefined) => SDK.Ollama;

async function connect(
  options: OllamaOptions,
): Promise<{ client: Client; named: string | undefined; secrets: Secrets }> {
  checkBackendOptions("ollama", options, ownOptions.ollama);
  const { Ollama } = await importPeer("The ollama backend", "ollama", () => import("ollama"));
  const named = options.baseURL ?? environment("OLLAMA_HOST");
  const host = named ?? "http://127.0.0.1:11434";
  const headers = {
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
    ...options.headers,
  };
  // The SDK cancels all of a client's streams at once, so each call has a client of its own; they hold nothing.
  const { fetch, secrets } = backendFetch({ ...options, baseURL: host });
  const client: Client = (signal) =>
    new Ollama({ host, fetch: ndjsonFetch(checkedFetch(fetch, { signal, headers })) });
  return { client, named, secrets };
}

/** A function that makes sure, once, that the server has the model, when that is wanted. */
function puller(
  model: string,
  { pull }: OllamaOptions,
  client: Client,
): (signal?: AbortSignal) => Promise<void> {
  if (pull === undefined || pull === false) return async () => undefined;
  let present: Promise<void> | undefined;
  return (signal) => {
    present ??= download(signal).catch((error: unknown) => {
      present = undefined;
      throw error;
    });
    return present;
  };

  async function download(signal?: AbortSignal): Promise<void> {
    const known = await client(signal)
      .show({ model })
      .catch((error: unknown) => {
        if (httpFailure(error)?.status !== 404) throw error;
      });
    if (known !== undefined) return;
    for await (const progress of await client(signal).pull({ model, stream: true })) {
      const { status, completed = 0, total = 0 } = progress;
      if (typeof pull === "function") pull({ model, status, completed, total });
    }
  }
}

/** The module that the registry loads for `ollama:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: ollama, embedding: ollamaEmbeddings };
