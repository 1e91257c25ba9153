import { Template } from "@huggingface/jinja";
import type { ChatResult, ModelWarning } from "@sdialog/llm";
import {
  assumedWarnings,
  type ChatTemplate,
  chatTemplate,
  fitContext,
  type FittedPrompt,
  type RecommendedSettings,
  roomForReply,
  samplingSettings,
} from "@sdialog/llm/engine-kit";
import { Reply } from "../generate/reply.ts";
import { JsonGrammars, UnsupportedSchema } from "../grammar/json-grammars.ts";
import type { TokenConstraint } from "../grammar/token-constraint.ts";
import { readVocabulary, type TokenVocabulary } from "../grammar/token-vocabulary.ts";
import type { HookData, LensRequest, LikelyToken } from "../hooks/hook-data.ts";
import { type Hooks, hookData, HookLoader } from "../hooks/hook-loader.ts";
import type { ModelDescription } from "../model-files/model-description.ts";
import { loadTokenizer, type TextTokenizer } from "../tokens/text-tokenizer.ts";
import { Decoder } from "../decoder/decoder.ts";
import { type ChangeRows, ownChanges } from "../steering/change-rows.ts";
import type { EngineOptions, EngineRequest } from "./engine-request.ts";
import { KeyValueCache } from "../decoder/key-value-cache.ts";
import { exactTogether } from "./exact-together.ts";
import { measureTolerance } from "./measure-tolerance.ts";
import { Scheduler } from "./scheduler.ts";
import { SessionCaches } from "./session-caches.ts";

export type EngineResult = Omit<ChatResult, "toolCalls" | "model" | "backendData"> & {
  readonly hookData?: HookData | undefined;
};

interface Parts {
  readonly description: ModelDescription;
  readonly tokenizer: TextTokenizer;
  readonly template: ChatTemplate;
  readonly decoder: Decoder;
  readonly scheduler: Scheduler;
  readonly caches: SessionCaches;
  readonly hookLoader: HookLoader;
  readonly grammars: JsonGrammars;
}

/** A loaded model that answers requests. */
export class Engine {
  readonly #parts: Parts;
  readonly #endTokens: ReadonlySet<number>;

  /** @throws DataFormatError, ModelError when a file of the model is not what it should be */
  static async load(description: ModelDescription, options: EngineOptions): Promise<Engine> {
    const { id, graphFile, tokenizerFile, tokenizerConfig } = description;
    const tokenizer = await loadTokenizer(tokenizerFile, tokenizerConfig);
    const template = chatTemplate(Template, id, description.chatTemplate, tokenizerConfig);
    const { headSize, window } = description;
    const { threads, runtime, runtimeFolder } = options;
    const decoderOptions = { model: id, graphFile, headSize, window, threads, runtime, runtimeFolder };
    const decoder = await Decoder.open(decoderOptions);
    const probe = tokenizer.encode(template([{ role: "user", content: "Hello, how are you today?" }]).text);
    const tolerance = options.reproducible ? await measureTolerance(decoder, probe) : 0;
    // Without a tolerance, each session goes on after its own past only, and replies are generated together only where
    // each is then computed as it is alone: so it is the same on every run, whoever else is answered.
    const exact = Number.isFinite(tolerance);
    const batch = exact ? options.batch : await exactTogether(decoder, probe, options.batch);
    const scheduler = new Scheduler({
      batch: decoder.sharesPasses ? batch : 1,
      tolerance: exact ? tolerance : 0,
      // What steers a graph takes sums of its own.
      isTogether: (other) => exact || other === decoder,
    });
    const create = (): KeyValueCache => new KeyValueCache(decoder.cacheShape);
    const caches = new SessionCaches(options.cachedTokens, exact, create);
    const hookLoader = new HookLoader(decoderOptions, decoder);
    const vocabulary = async (): Promise<TokenVocabulary> =>
      readVocabulary(tokenizerFile, await vocabularySize(decoder));
    const grammars = new JsonGrammars(vocabulary, description.endTokens);
    return new Engine({
      description,
      tokenizer,
      template,
      decoder,
      scheduler,
      caches,
      hookLoader,
      grammars,
    });
  }

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.#endTokens = new Set(parts.description.endTokens);
  }

  /**
   * @param onText told of each piece of text as it becomes certain
   * @param cancelled asked before every token
   * @param change what functions among the edits make of activations
   * @returns the finished reply, or `undefined` when it was cancelled
   */
  async generate(
    request: EngineRequest,
    onText: ((delta: string) => void) | undefined,
    cancelled: () => boolean,
    change: ChangeRows = ownChanges(request.hooks?.steer ?? []),
  ): Promise<EngineResult | undefined> {
    const { description, tokenizer, hookLoader } = this.#parts;
    const asked = samplingSettings(request, recommendedFor(request, description.recommended));
    const { tokens, warnings: added } = this.#prompt(request, asked.maxTokens);
    const warnings = [...assumedWarnings(request, description.recommended), ...added];
    const hooks = request.hooks && (await hookLoader.load(request.hooks, tokens.length, change));
    const constraint = await this.#constraint(request);
    const reply = new Reply({
      constraint: constraint instanceof UnsupportedSchema ? undefined : constraint,
      prompt: tokens,
      settings: { ...asked, maxTokens: Math.min(asked.maxTokens, description.contextLength - tokens.length) },
      endTokens: this.#endTokens,
      tokenizer,
      topLogprobs: request.logprobs?.top,
      // JSON may hold long rows of the same, and a grammar ends it.
      endCircles: description.recommended.assumed === true && request.output === undefined,
      onText,
    });
    const cachedInputTokens = await this.#run(reply, request.session, hooks, cancelled).finally(() => {
      if (constraint !== undefined && "dispose" in constraint) constraint.dispose();
    });
    const { text, finishReason, logprobs, generated } = reply;
    if (finishReason === undefined) return undefined;
    const usage = {
      inputTokens: tokens.length,
      cachedInputTokens,
      outputTokens: generated.length,
      calls: 1,
      cost: 0,
    };
    const result = {
      text,
      finishReason,
      usage,
      logprobs,
      warnings: [
        ...warnings,
        ...(constraint instanceof UnsupportedSchema ? [unenforced(constraint)] : []),
        ...(reply.wentInCircles ? [cutCircle(generated.length)] : []),
      ],
    };
    if (hooks === undefined) return result;
    const data = await hookData(hooks, reply, tokenizer, hookLoader, cancelled);
    return data && { ...result, hookData: data };
  }

  /** @param cancelled asked before every few rows @returns `undefined` when cancelled */
  async readLens(
    { states, width, count }: LensRequest,
    cancelled: () => boolean,
  ): Promise<readonly (readonly LikelyToken[])[] | undefined> {
    const { hookLoader, tokenizer } = this.#parts;
    const lens = await hookLoader.lens();
    return lens.read(states, width, count, (id) => tokenizer.tokenText(id), cancelled);
  }

  /** @returns how many tokens of the prompt the session's own cache held */
  async #run(
    reply: Reply,
    session: string | undefined,
    hooks: Hooks | undefined,
    cancelled: () => boolean,
  ): Promise<number> {
    const { scheduler, caches, decoder } = this.#parts;
    const { prompt } = reply;
    const last = prompt.length - 1;
    const wanted = {
      tokens: prompt,
      marks: prompt.map((_, position) => hooks?.plan?.mark(position, prompt.length) ?? ""),
      needed: Math.min(last, hooks?.log?.needed ?? last),
    };
    let cache: KeyValueCache | undefined;
    let kept = 0;
    const open = (): KeyValueCache => {
      const taken = caches.take(session, wanted);
      ({ cache, kept } = taken);
      return taken.cache;
    };
    try {
      await scheduler.run({ decoder, ...hooks, reply, open, cancelled });
    } finally {
      if (cache !== undefined) caches.give(session, cache);
    }
    return kept;
  }

  async #constraint({ output }: EngineRequest): Promise<TokenConstraint | UnsupportedSchema | undefined> {
    return output === undefined ? undefined : this.#parts.grammars.constraint(output.schema);
  }

  #prompt({ messages }: EngineRequest, maxTokens: number): FittedPrompt {
    const { contextLength } = this.#parts.description;
    const reserved = Math.min(maxTokens, Math.floor(contextLength / 4));
    let added: readonly ModelWarning[] = [];
    const fitted = fitContext(messages, contextLength - reserved, (some) => {
      const { text, warnings } = this.#parts.template(some);
      added = warnings;
      return this.#parts.tokenizer.encode(text);
    });
    // What was rendered last is what the model reads.
    return { ...fitted, warnings: [...fitted.warnings, ...added] };
  }
}

function recommendedFor({ output }: EngineRequest, recommended: RecommendedSettings): RecommendedSettings {
  return output === undefined
    ? recommended
    : { ...recommended, maxTokens: Math.max(recommended.maxTokens, roomForReply(output.schema)) };
}

function unenforced({ reason }: UnsupportedSchema): ModelWarning {
  return { setting: "output", message: `the schema was not enforced: ${reason}` };
}

function cutCircle(length: number): ModelWarning {
  return {
    setting: "maxTokens",
    message: `the reply said one passage over and over and was cut after ${length} tokens; the model's folder recommends no settings: try another temperature or repetitionPenalty`,
  };
}

/** How many logits the model gives, which may be more than its tokenizer has tokens. */
async function vocabularySize(decoder: Decoder): Promise<number> {
  const output = await decoder.run({ rows: [{ tokens: [0], cached: 0 }], keep: false });
  return output.logits(0).length;
}
