import { availableParallelism } from "node:os";
import type {
  Llama,
  LlamaContext,
  LlamaEmbeddingContext,
  LlamaGrammar,
  LlamaModel,
  SequenceEvaluateOptions,
  Token,
} from "node-llama-cpp";
import type * as SDK from "node-llama-cpp";
import type { ChatRequest, TokenLogprob } from "../../chat-model.ts";
import {
  type ChatTemplate,
  chatTemplate,
  fitContext,
  type FittedPrompt,
  IncrementalDecoder,
  type JinjaTemplate,
  type SamplingSettings,
  StopScanner,
} from "../../engine-kit/index.ts";
import { ModelError } from "../../errors/model-error.ts";
import { Slots } from "../../middleware/slots.ts";
import { eraseFrom } from "./erase-from.ts";
import { grammarSchema } from "./llama-grammar.ts";
import { replyLogprobs } from "./reply-logprobs.ts";
import { blockLength, KeptState, type Place } from "./kept-state.ts";
import type { GgufFile } from "./locate-gguf.ts";
import type { LlamaOptions } from "./llama-options.ts";

/** What a loaded model is run with. */
export interface LlamaParts {
  readonly id: string;
  readonly file: GgufFile;
  readonly sdk: typeof SDK;
  readonly llama: Llama;
  readonly Template: JinjaTemplate;
  readonly options: LlamaOptions;
}

/** A reply as it is told. */
export interface LlamaListener {
  /** A piece of the reply that is certain. */
  text(delta: string): void;
  warn(setting: string, message: string): void;
}

/** What is known of a reply at its end. */
export interface LlamaReply {
  readonly finishReason: "stop" | "length";
  readonly inputTokens: number;
  readonly cachedInputTokens: number;
  readonly outputTokens: number;
  readonly logprobs: readonly TokenLogprob[];
}

/** What is known of texts that were embedded. */
export interface EmbeddedTexts {
  readonly vectors: readonly (readonly number[])[];
  readonly inputTokens: number;
}

/** How many of the last tokens the repetition penalty looks at: what llama.cpp looks at. */
const repetitionWindow = 64;
/**
 * How the library's grammars end: they ask for these after the form, and then take any number of further ones, which a
 * small model goes on with until its tokens are used up.
 */
const endOfForm = "\n".repeat(4);
export const usualContext = 4096;
/** Threads meet at a barrier after every operation: one that has no processor keeps all others turning. */
const usualThreads = (): number => Math.max(1, Math.floor(availableParallelism() / 2));

/** A GGUF model in memory that answers requests. */
export class LlamaEngine {
  readonly #parts: LlamaParts;
  readonly #model: LlamaModel;
  readonly #context: LlamaContext;
  readonly #contextLength: number;
  readonly #state: KeptState;
  readonly #slots: Slots;
  readonly #template: ChatTemplate;
  readonly #grammars = new Map<string, Promise<LlamaGrammar>>();
  #embeddings: Promise<LlamaEmbeddingContext> | undefined;
  #calls = 0;
  #lastCall = performance.now();

  /** @throws ModelError when the file is no model, or does not fit into memory */
  static async load(parts: LlamaParts): Promise<LlamaEngine> {
    const { llama, file, options } = parts;
    const { sessions = 4, gpuLayers, threads = usualThreads() } = options;
    const model = await llama.loadModel({
      modelPath: file.path,
      ...(gpuLayers === undefined ? {} : { gpuLayers }),
    });
    const contextLength = Math.min(options.contextLength ?? usualContext, model.trainContextSize);
    const context = await model.createContext({
      sequences: sessions,
      contextSize: contextLength,
      // Every block of a prompt is one operation.
      batchSize: Math.max(512, blockLength * sessions),
      threads,
    });
    return new LlamaEngine(parts, model, context, contextLength);
  }

  private constructor(parts: LlamaParts, model: LlamaModel, context: LlamaContext, contextLength: number) {
    const { reproducible = true, sessions = 4 } = parts.options;
    this.#parts = parts;
    this.#model = model;
    this.#context = context;
    this.#contextLength = contextLength;
    const sequences = Array.from({ length: sessions }, () => context.getSequence());
    this.#state = new KeptState(sequences, reproducible);
    this.#slots = new Slots(reproducible ? 1 : sessions);
    const { bosString, eosString } = model.tokens;
    this.#template = chatTemplate(parts.Template, parts.id, model.fileInfo.metadata.tokenizer.chat_template, {
      bos_token: bosString ?? undefined,
      eos_token: eosString ?? undefined,
    });
  }

  /** Generates one reply. @throws the signal's reason; ModelError */
  async generate(
    request: ChatRequest,
    settings: SamplingSettings,
    listener: LlamaListener,
  ): Promise<LlamaReply> {
    return this.#used(() => this.#generate(request, settings, listener));
  }

  /** How long it has answered nobody, in milliseconds; 0 while it does. */
  get unusedMs(): number {
    return this.#calls > 0 ? 0 : performance.now() - this.#lastCall;
  }

  async #used<Result>(call: () => Promise<Result>): Promise<Result> {
    this.#calls++;
    try {
      return await call();
    } finally {
      this.#calls--;
      this.#lastCall = performance.now();
    }
  }

  async #generate(
    request: ChatRequest,
    settings: SamplingSettings,
    listener: LlamaListener,
  ): Promise<LlamaReply> {
    const { signal } = request;
    const { tokens, warnings } = this.#prompt(request, settings.maxTokens);
    for (const { setting, message } of warnings) listener.warn(setting, message);
    const grammar = await this.#grammar(request, listener);
    await this.#slots.take(signal);
    try {
      return await this.#run(tokens, request, settings, grammar, listener);
    } finally {
      this.#slots.giveBack();
    }
  }

  async #run(
    prompt: readonly Token[],
    { session, signal, logprobs }: ChatRequest,
    settings: SamplingSettings,
    grammar: LlamaGrammar | undefined,
    listener: LlamaListener,
  ): Promise<LlamaReply> {
    const { place, usable } = this.#state.take(session, prompt);
    const reply: Token[] = [];
    let computed: readonly Token[] = [];
    try {
      const last = await this.#read(place, prompt, usable, signal);
      const finishReason = await this.#write(place, last, prompt, reply, settings, grammar, signal, listener);
      computed = place.sequence.contextTokens.slice(0, place.sequence.nextTokenIndex);
      const told =
        logprobs === undefined
          ? []
          : await replyLogprobs(this.#model, place.sequence, prompt, reply, logprobs.top, signal);
      return {
        finishReason,
        inputTokens: prompt.length,
        cachedInputTokens: usable,
        outputTokens: reply.length,
        logprobs: told,
      };
    } finally {
      this.#state.giveBack(place, prompt, computed);
    }
  }

  /** Computes a prompt but for its last part, block by block. @returns the last part */
  async #read(
    { sequence }: Place,
    prompt: readonly Token[],
    usable: number,
    signal: AbortSignal | undefined,
  ): Promise<Token[]> {
    await eraseFrom(sequence, usable);
    let at = usable;
    for (; prompt.length - at > blockLength; at += blockLength) {
      signal?.throwIfAborted();
      await sequence.evaluateWithoutGeneratingNewTokens(prompt.slice(at, at + blockLength));
    }
    return prompt.slice(at);
  }

  async #write(
    { sequence }: Place,
    last: Token[],
    prompt: readonly Token[],
    reply: Token[],
    settings: SamplingSettings,
    grammar: LlamaGrammar | undefined,
    signal: AbortSignal | undefined,
    listener: LlamaListener,
  ): Promise<"stop" | "length"> {
    const most = Math.min(settings.maxTokens, this.#contextLength - prompt.length);
    const decoder = new IncrementalDecoder({
      decode: (ids) => this.#model.detokenize(ids as Token[], false),
    });
    const ends = grammar === undefined ? [] : [endOfForm];
    const scanner = new StopScanner([...settings.stop, ...this.#parts.file.stop, ...ends]);
    const scan = (delta: string): boolean => {
      const { text, stopped } = scanner.push(delta);
      if (text !== "") listener.text(text);
      return stopped;
    };
    const end = <Reason extends "stop" | "length">(reason: Reason): Reason | "stop" => {
      const stopped = scan(decoder.flush());
      const held = scanner.flush();
      if (held !== "") listener.text(held);
      return stopped ? "stop" : reason;
    };
    for await (const token of sequence.evaluate(last, this.#evaluation(prompt, reply, settings, grammar))) {
      signal?.throwIfAborted();
      reply.push(token);
      if (this.#model.isEogToken(token)) return end("stop");
      if (scan(decoder.push(token))) return "stop";
      if (reply.length >= most) return end("length");
    }
    return end("stop");
  }

  #evaluation(
    prompt: readonly Token[],
    reply: readonly Token[],
    settings: SamplingSettings,
    grammar: LlamaGrammar | undefined,
  ): SequenceEvaluateOptions {
    const { temperature, topP, topK, minP, repetitionPenalty, frequencyPenalty, presencePenalty } = settings;
    const { LlamaGrammarEvaluationState } = this.#parts.sdk;
    const state =
      grammar === undefined ? undefined : new LlamaGrammarEvaluationState({ model: this.#model, grammar });
    const penalizes = repetitionPenalty !== 1 || frequencyPenalty !== 0 || presencePenalty !== 0;
    return {
      temperature,
      topP,
      topK,
      minP,
      seed: settings.seed >>> 0,
      yieldEogToken: true,
      ...(state === undefined ? {} : { grammarEvaluationState: state }),
      ...(penalizes
        ? {
            repeatPenalty: {
              punishTokens: () => [...prompt.slice(-repetitionWindow), ...reply].slice(-repetitionWindow),
              maxPunishTokens: repetitionWindow,
              penalty: repetitionPenalty,
              frequencyPenalty,
              presencePenalty,
            },
          }
        : {}),
    };
  }

  #prompt(
    { messages }: ChatRequest,
    maxTokens: number,
  ): FittedPrompt & { readonly tokens: readonly Token[] } {
    const reserved = Math.min(maxTokens, Math.floor(this.#contextLength / 4));
    let added: FittedPrompt["warnings"] = [];
    const fitted = fitContext(messages, this.#contextLength - reserved, (some) => {
      const { text, warnings } = this.#template(some);
      added = warnings;
      return this.#encode(text);
    });
    return {
      tokens: fitted.tokens as readonly Token[],
      warnings: [...fitted.warnings, ...added],
    };
  }

  /** Most templates begin with the token that models want first; it is added where one does not. */
  #encode(text: string): readonly Token[] {
    const tokens = this.#model.tokenize(text, true);
    const { bos, shouldPrependBosToken } = this.#model.tokens;
    return shouldPrependBosToken && bos !== null && tokens[0] !== bos ? [bos, ...tokens] : tokens;
  }

  async #grammar({ output }: ChatRequest, { warn }: LlamaListener): Promise<LlamaGrammar | undefined> {
    if (output === undefined) return undefined;
    const { schema, unenforced } = grammarSchema(output.schema);
    if (unenforced.length > 0) warn("output", `the grammar does not enforce: ${unenforced.join(", ")}`);
    const key = JSON.stringify(schema);
    const grammar =
      this.#grammars.get(key) ??
      this.#parts.llama.createGrammarForJsonSchema(
        schema as Parameters<Llama["createGrammarForJsonSchema"]>[0],
      );
    this.#grammars.set(key, grammar);
    return grammar.catch((error: unknown) => {
      this.#grammars.delete(key);
      throw new ModelError(`no grammar can be made from the schema: ${String(error)}`, {
        kind: "unsupported",
        model: this.#parts.id,
      });
    });
  }

  /** One vector per text. @throws ModelError `invalid_request` for a text longer than the context */
  async embed(texts: readonly string[], signal: AbortSignal | undefined): Promise<EmbeddedTexts> {
    return this.#used(() => this.#embed(texts, signal));
  }

  async #embed(texts: readonly string[], signal: AbortSignal | undefined): Promise<EmbeddedTexts> {
    this.#embeddings ??= this.#model.createEmbeddingContext({
      contextSize: this.#contextLength,
      threads: this.#parts.options.threads ?? usualThreads(),
    });
    const context = await this.#embeddings;
    const vectors: (readonly number[])[] = [];
    let inputTokens = 0;
    for (const text of texts) {
      signal?.throwIfAborted();
      const tokens = this.#model.tokenize(text);
      const length = context.calculateInputLength(tokens);
      if (length > this.#contextLength)
        throw new ModelError(
          `a text of ${length} tokens is longer than the ${this.#contextLength} it reads`,
          {
            kind: "invalid_request",
            model: this.#parts.id,
            hint: "Cut the text, or set `contextLength` as high as the model allows.",
          },
        );
      inputTokens += length;
      vectors.push((await context.getEmbeddingFor(tokens)).vector);
    }
    return { vectors, inputTokens };
  }

  /** Frees the model's memory. */
  async close(): Promise<void> {
    await this.#context.dispose();
    await (await this.#embeddings)?.dispose();
    await this.#model.dispose();
  }
}
