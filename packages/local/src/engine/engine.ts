import type { ChatResult } from "@sdialog/llm";
import { fitContext } from "../generate/fit-context.ts";
import { Reply } from "../generate/reply.ts";
import { samplingSettings } from "../generate/sampling-settings.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import { type ChatTemplate, chatTemplate } from "../tokens/chat-template.ts";
import { loadTokenizer, type TextTokenizer } from "../tokens/text-tokenizer.ts";
import type { EngineOptions, EngineRequest } from "./engine-request.ts";
import { type ForwardResult, type OnnxSession, openSession } from "./onnx-session.ts";
import { PrefixCache } from "./prefix-cache.ts";

/**
 * How far logits may be from those of one pass over the whole sequence when a cache was used: float32 sums taken in
 * another order. Measured differences stay below a tenth of it. A choice that could hang on so little is made again
 * from exact logits, so a reply is a function of the request alone, whatever was cached.
 */
const logitTolerance = 1e-3;

export type EngineResult = Omit<ChatResult, "toolCalls" | "model">;

/** A loaded model that answers requests one after another. */
export class Engine {
  readonly #description: ModelDescription;
  readonly #tokenizer: TextTokenizer;
  readonly #template: ChatTemplate;
  readonly #session: OnnxSession;
  readonly #cache: PrefixCache;
  readonly #endTokens: ReadonlySet<number>;

  static async load(description: ModelDescription, options: EngineOptions): Promise<Engine> {
    const tokenizer = await loadTokenizer(description.tokenizerFile, description.tokenizerConfig);
    const template = chatTemplate(description.id, description.chatTemplate, description.tokenizerConfig);
    const session = await openSession(description.id, description.graphFile, options.threads);
    return new Engine(description, tokenizer, template, session, new PrefixCache(options.cachedTokens));
  }

  private constructor(
    description: ModelDescription,
    tokenizer: TextTokenizer,
    template: ChatTemplate,
    session: OnnxSession,
    cache: PrefixCache,
  ) {
    this.#description = description;
    this.#tokenizer = tokenizer;
    this.#template = template;
    this.#session = session;
    this.#cache = cache;
    this.#endTokens = new Set(description.endTokens);
  }

  /**
   * @param onText told of each piece of text as it becomes certain
   * @param cancelled asked before every token
   * @returns the finished reply, or `undefined` when it was cancelled
   */
  async generate(
    request: EngineRequest,
    onText: (delta: string) => void,
    cancelled: () => boolean,
  ): Promise<EngineResult | undefined> {
    const { contextLength, recommended } = this.#description;
    const asked = samplingSettings(request, recommended);
    const reserved = Math.min(asked.maxTokens, Math.floor(contextLength / 4));
    const prompt = fitContext(request.messages, contextLength - reserved, (messages) =>
      this.#tokenizer.encode(this.#template(messages)),
    );
    const settings = {
      ...asked,
      maxTokens: Math.min(asked.maxTokens, contextLength - prompt.tokens.length),
    };
    const reply = new Reply({
      prompt: prompt.tokens,
      settings,
      endTokens: this.#endTokens,
      tokenizer: this.#tokenizer,
      topLogprobs: request.logprobs?.top,
      onText,
    });
    const cached = await this.#run(reply, request.session, cancelled);
    if (reply.finishReason === undefined) return undefined;
    return {
      text: reply.text,
      finishReason: reply.finishReason,
      usage: {
        inputTokens: prompt.tokens.length,
        cachedInputTokens: cached,
        outputTokens: reply.generated.length,
        calls: 1,
        cost: 0,
      },
      logprobs: reply.logprobs,
      warnings: prompt.warnings,
    };
  }

  /** @returns how many prompt tokens were cached */
  async #run(reply: Reply, session: string | undefined, cancelled: () => boolean): Promise<number> {
    const prefix = session === undefined ? undefined : this.#cache.take(session, reply.prompt);
    const reused = prefix?.tokens.length ?? 0;
    let tokens = [...reply.prompt];
    if (cancelled()) return reused;
    let forward = await this.#session.run(
      tokens.slice(reused),
      reused,
      prefix?.past ?? this.#session.emptyPast,
    );
    while (!cancelled()) {
      const token = await this.#next(reply, tokens, forward);
      if (reply.finishReason !== undefined) break;
      forward = await this.#session.run([token], tokens.length, forward.present);
      tokens = [...tokens, token];
    }
    if (session !== undefined) this.#cache.put(session, { tokens, past: forward.present });
    return reused;
  }

  async #next(reply: Reply, tokens: readonly number[], forward: ForwardResult): Promise<number> {
    let { logits } = forward;
    let choice = reply.choose(logits, logitTolerance);
    if (!choice.certain) {
      ({ logits } = await this.#session.run(tokens, 0, this.#session.emptyPast));
      choice = reply.choose(logits, 0);
    }
    reply.accept(choice.token, logits);
    return choice.token;
  }
}
