import { publicAddress } from "@sdialog/core/internal";
import type * as SDK from "@google/genai";
import type { BackendModule, BackendOptions } from "../../backend.ts";
import { backendEmbeddings } from "../../backend-kit/backend-embeddings.ts";
import { backendFetch } from "../../backend-kit/backend-fetch.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { checkedFetch } from "../../backend-kit/checked-fetch.ts";
import { checkBackendOptions } from "../../backend-kit/check-backend-options.ts";
import { ownOptions } from "../own-options.ts";
import { environment } from "../../backend-kit/environment.ts";
import { requireCredentials } from "../../backend-kit/require-credentials.ts";
import type { Secrets } from "../../backend-kit/secrets.ts";
import { capabilities } from "../capabilities.ts";
import { threads } from "../threads.ts";
import type { ChatModel, ModelSettings } from "../../chat-model.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import type { Fetch } from "../../http/transport.ts";
import { importPeer } from "../../import-peer.ts";
import { defaultCredentialsProblem } from "./default-credentials.ts";
import { googleFailure, signInHint } from "./google-failure.ts";
import { readGoogleReply, readGoogleStream } from "./google-reply.ts";
import { googleRequest } from "./google-request.ts";

/** How Google's models are reached: the Gemini API by key, or Vertex AI by project. */
export interface GoogleOptions extends BackendOptions {
  /** Default: GOOGLE_API_KEY or GEMINI_API_KEY, which are sent to Google only, never to another `baseURL`. */
  readonly apiKey?: string | undefined;
  /**
   * Use Vertex AI with this project and location, signed in by Google's application default credentials. Their files are
   * looked at when the model is opened; whether a machine of Google's signs in instead is only found out by the first call.
   */
  readonly project?: string | undefined;
  readonly location?: string | undefined;
  /** Further options of the SDK's client. */
  readonly client?: SDK.GoogleGenAIOptions | undefined;
}

const settings: readonly (keyof ModelSettings)[] = [
  "temperature",
  "topP",
  "topK",
  "frequencyPenalty",
  "presencePenalty",
  "maxTokens",
  "stop",
  "seed",
];

/**
 * A Gemini model, over the Gemini API or Vertex AI.
 *
 * @throws ModelError `no_credentials` for the Gemini API at Google's own address without a key, and for Vertex AI with a file
 *   of credentials that cannot be read
 */
export async function google(model: string, options: GoogleOptions = {}): Promise<ChatModel> {
  const id = `google:${model}`;
  const { client, secrets } = await connect(id, options);
  const { project, location } = options;
  const baseURL =
    options.baseURL ?? (project === undefined ? environment("GOOGLE_GEMINI_BASE_URL") : undefined);
  return backendModel({
    id,
    capabilities: capabilities.google,
    fingerprint: {
      ...(baseURL === undefined ? {} : { baseURL: publicAddress(baseURL) }),
      ...(project === undefined ? {} : { project, location }),
    },
    settings,
    thread: threads.google,
    options,
    secrets,
    failure: googleFailure,
    async generate(request, reply) {
      const response = await client.models.generateContent(googleRequest(model, request));
      return readGoogleReply(response, reply, model);
    },
    async *stream(request, reply) {
      const chunks = await client.models.generateContentStream(googleRequest(model, request));
      yield* readGoogleStream(chunks, reply, model);
    },
    // Without events, the pieces of a stream are the items of an array.
    readWhole: (body, reply) => readGoogleReply(body as SDK.GenerateContentResponse, reply, model),
  });
}

/** An embedding model of Google. */
export async function googleEmbeddings(model: string, options: GoogleOptions = {}): Promise<EmbeddingModel> {
  const id = `google:${model}`;
  const { client, secrets } = await connect(id, options);
  return backendEmbeddings({
    id,
    options,
    secrets,
    batch: 100,
    failure: googleFailure,
    async embed(texts, signal) {
      const config = signal === undefined ? {} : { abortSignal: signal };
      const { embeddings = [] } = await client.models.embedContent({ model, contents: [...texts], config });
      return { vectors: embeddings.map(({ values = [] }) => values) };
    },
  });
}

async function connect(
  id: string,
  options: GoogleOptions,
): Promise<{ readonly client: SDK.GoogleGenAI; readonly secrets: Secrets }> {
  checkBackendOptions("google", options, ownOptions.google);
  const { GoogleGenAI } = await importPeer(
    "The google backend",
    "@google/genai",
    () => import("@google/genai"),
  );
  const { baseURL, project, location } = options;
  const { fetch, secrets } = backendFetch(options, options.client?.httpOptions?.fetch as Fetch | undefined);
  const httpOptions: SDK.HttpOptions = {
    ...(baseURL === undefined ? {} : { baseUrl: baseURL }),
    headers: { ...options.headers },
    // It also tries again by itself unless told not to.
    retryOptions: { attempts: 1 },
    ...options.client?.httpOptions,
    // The SDK drops Retry-After from the errors it throws itself.
    fetch: checkedFetch(fetch) as NonNullable<SDK.HttpOptions["fetch"]>,
  };
  if (project !== undefined) {
    const place = { project, ...(location === undefined ? {} : { location }) };
    const problem = await defaultCredentialsProblem();
    if (problem !== undefined) requireCredentials(id, options, signInHint, problem);
    const client = new GoogleGenAI({ vertexai: true, ...place, ...options.client, httpOptions });
    return { client, secrets };
  }
  const own =
    baseURL === undefined ? (environment("GOOGLE_API_KEY") ?? environment("GEMINI_API_KEY")) : undefined;
  const given = options.apiKey ?? own;
  // A server of one's own may want no key, also one that the SDK finds by itself.
  if (given === undefined && baseURL === undefined && environment("GOOGLE_GEMINI_BASE_URL") === undefined)
    requireCredentials(
      id,
      options,
      "Set GOOGLE_API_KEY or GEMINI_API_KEY, or pass `apiKey`; for Vertex AI pass `project`.",
    );
  const apiKey = given ?? "no-key-was-given";
  const client = new GoogleGenAI({ vertexai: false, apiKey, ...options.client, httpOptions });
  return { client, secrets };
}

/** The module that the registry loads for `google:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: google, embedding: googleEmbeddings };
