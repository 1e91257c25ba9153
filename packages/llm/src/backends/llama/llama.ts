import type * as SDK from "node-llama-cpp";
import type { BackendModule } from "../../backend.ts";
import { backendEmbeddings } from "../../backend-kit/backend-embeddings.ts";
import { backendModel } from "../../backend-kit/backend-model.ts";
import { freeThread } from "../../backend-kit/thread-rules.ts";
import type { ProviderFailure } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk, ChatModel, ChatRequest } from "../../chat-model.ts";
import { closing } from "../../around-model.ts";
import type { EmbeddingModel } from "../../embedding-model.ts";
import { assumedWarnings, roomForReply, samplingSettings } from "../../engine-kit/index.ts";
import { ModelError } from "../../errors/model-error.ts";
import { importNative, importPeer } from "../../import-peer.ts";
import { modelSettingNames } from "../../model-settings.ts";
import { capabilities } from "../capabilities.ts";
import { checkLlamaOptions, type LlamaOptions } from "./llama-options.ts";
import { LlamaEngine, usualContext } from "./llama-engine.ts";
import { type GgufFile, locateGguf } from "./locate-gguf.ts";

/**
 * A GGUF model in this process, by llama.cpp: `llama:/path/model.gguf`, or by the name of a model that Ollama has pulled.
 *
 * @throws InvalidArgumentError for an option it does not know; ModelError `not_found` for a model that is nowhere
 */
export async function llama(model: string, options: LlamaOptions = {}): Promise<ChatModel> {
  const { id, file, contextTokens, engine, close } = await open(model, options);
  const { contextLength } = options;
  async function* read(request: ChatRequest, reply: ReplyBuilder): AsyncGenerator<ChatChunk> {
    const recommended =
      request.output === undefined
        ? file.recommended
        : {
            ...file.recommended,
            maxTokens: Math.max(file.recommended.maxTokens, roomForReply(request.output.schema)),
          };
    const settings = samplingSettings(request, recommended);
    for (const { setting, message } of assumedWarnings(request, recommended)) reply.warn(setting, message);
    yield* told(reply, async (listener) => (await engine()).generate(request, settings, listener));
  }
  const chat = backendModel({
    id,
    capabilities: { ...capabilities.llama, contextTokens },
    fingerprint: { bytes: file.bytes, ...(contextLength === undefined ? {} : { contextLength }) },
    settings: modelSettingNames,
    // The chat template of the model says what it takes.
    thread: freeThread,
    options,
    failure: engineFailure,
    async generate(request, reply) {
      for await (const chunk of read(request, reply)) void chunk;
      return [];
    },
    stream: read,
  });
  return { ...chat, ...closing(close) };
}

/** An embedding model in this process, by llama.cpp; of a chat model, what its file says its states are pooled by. */
export async function llamaEmbeddings(model: string, options: LlamaOptions = {}): Promise<EmbeddingModel> {
  const { id, engine } = await open(model, options);
  return backendEmbeddings({
    id,
    options,
    batch: 64,
    failure: engineFailure,
    embed: async (texts, signal) => (await engine()).embed(texts, signal),
  });
}

/** What a callback says, as the chunks of a stream. */
async function* told(
  reply: ReplyBuilder,
  run: (listener: Parameters<LlamaEngine["generate"]>[2]) => ReturnType<LlamaEngine["generate"]>,
): AsyncGenerator<ChatChunk> {
  const deltas: string[] = [];
  let wake: (() => void) | undefined;
  let ended = false;
  const finished = run({
    text(delta) {
      deltas.push(delta);
      wake?.();
    },
    warn: (setting, message) => reply.warn(setting, message),
  }).finally(() => {
    ended = true;
    wake?.();
  });
  // Whoever stops listening has been told already.
  finished.catch(() => undefined);
  for (;;) {
    for (const delta of deltas.splice(0)) yield* reply.text(delta);
    if (ended && deltas.length === 0) break;
    if (!ended) await new Promise<void>((resolve) => (wake = resolve));
  }
  const { finishReason, inputTokens, cachedInputTokens, outputTokens, logprobs } = await finished;
  reply.logprobs(logprobs);
  reply.usage({ inputTokens, cachedInputTokens, outputTokens, cost: 0 });
  reply.finishReason = finishReason;
}

interface OpenedModel {
  readonly id: string;
  readonly file: GgufFile;
  readonly contextTokens: number | undefined;
  /** Loads the model when it is first needed. */
  engine(): Promise<LlamaEngine>;
  /** Frees its memory; calls under way fail. */
  close(): Promise<void>;
}

// One copy of the weights per model and settings, whoever asks for it.
const engines = new Map<string, Promise<LlamaEngine>>();
let runtime: Promise<SDK.Llama> | undefined;

async function open(model: string, options: LlamaOptions): Promise<OpenedModel> {
  const { modelsDir, contextLength, sessions, threads, gpuLayers, reproducible } = checkLlamaOptions(options);
  const id = `llama:${model}`;
  const sdk = await importNative<typeof SDK>("The llama backend", "node-llama-cpp");
  const { Template } = await importPeer(
    "The llama backend",
    "@huggingface/jinja",
    () => import("@huggingface/jinja"),
  );
  const file = await locateGguf(id, model, modelsDir);
  const settings = { contextLength, sessions, threads, gpuLayers, reproducible };
  const key = JSON.stringify([file.path, settings]);
  const contextTokens = await contextOf(sdk, file, contextLength);
  return { id, file, contextTokens, engine, close: () => closeEngine(key) };

  function engine(): Promise<LlamaEngine> {
    const loading = engines.get(key) ?? load();
    engines.set(key, loading);
    return loading;
  }

  async function load(): Promise<LlamaEngine> {
    try {
      runtime ??= start(sdk, id);
      return await LlamaEngine.load({ id, file, sdk, llama: await runtime, Template, options: settings });
    } catch (error) {
      engines.delete(key);
      throw ModelError.isInstance(error) ? error : loadFailure(id, file, error);
    }
  }
}

/** How many tokens are read at once; not known of a file that cannot be read, which the first call says. */
async function contextOf(
  sdk: typeof SDK,
  { path }: GgufFile,
  contextLength = usualContext,
): Promise<number | undefined> {
  try {
    const { metadata } = await sdk.readGgufFileInfo(path, { readTensorInfo: false, logWarnings: false });
    const about: unknown = Reflect.get(metadata, metadata.general.architecture);
    const { context_length: trained } = (about ?? {}) as { readonly context_length?: unknown };
    return typeof trained === "number" ? Math.min(contextLength, trained) : contextLength;
  } catch {
    return undefined;
  }
}

/** Uses the library that came with the package: nothing is compiled or downloaded, whatever is missing. */
async function start({ getLlama }: typeof SDK, model: string): Promise<SDK.Llama> {
  try {
    return await getLlama({
      build: "never",
      skipDownload: true,
      progressLogs: false,
      // Each model says how many it wants.
      maxThreads: 0,
      logger: (level, message) => {
        if (level === "error" || level === "fatal") lastWords = message.trim();
      },
    });
  } catch (error) {
    runtime = undefined;
    throw new ModelError(`llama.cpp does not run on this machine: ${lineOf(error)}`, {
      kind: "unsupported",
      model,
      hint: "Install node-llama-cpp with its optional dependencies: npm install --include=optional node-llama-cpp.",
    });
  }
}

/** What llama.cpp said of what went wrong; its errors say less. */
let lastWords = "";

function loadFailure(model: string, { path }: GgufFile, error: unknown): ModelError {
  const memory = error instanceof Error && error.name === "InsufficientMemoryError";
  const words = lastWords === "" ? "" : ` (${lastWords})`;
  return new ModelError(
    memory
      ? `there is not enough memory for it: ${lineOf(error)}`
      : `${path} cannot be loaded: ${lineOf(error)}${words}`,
    {
      kind: "unsupported",
      model,
      hint: memory
        ? "Set `contextLength` or `sessions` lower, or use a smaller or more quantized model."
        : "Check that it is a whole GGUF file of a chat or embedding model; update node-llama-cpp for a new architecture.",
    },
  );
}

function engineFailure(error: unknown): ProviderFailure {
  return { kind: "server", message: lineOf(error) };
}

function lineOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replaceAll(/\s+/g, " ").trim();
}

/** Frees the memory of every model that was loaded; calls under way fail. A model that is used again is loaded again. */
export async function unloadLlamaModels(): Promise<void> {
  await Promise.all([...engines.keys()].map(closeEngine));
}

async function closeEngine(key: string): Promise<void> {
  const loading = engines.get(key);
  engines.delete(key);
  await (await loading?.catch(() => undefined))?.close();
}

async function releaseUnused(forMs: number): Promise<number> {
  let freed = 0;
  for (const [key, loading] of engines) {
    const engine = await loading.catch(() => undefined);
    if (engine === undefined || engine.unusedMs < forMs) continue;
    await closeEngine(key);
    freed++;
  }
  return freed;
}

/** The module that the registry loads for `llama:…` models: chat and embeddings. */
export const backend: BackendModule = { chat: llama, embedding: llamaEmbeddings, releaseUnused };
