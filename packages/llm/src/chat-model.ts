import type { JsonSchema, Message, ToolCall, ToolDefinition } from "./message.ts";
import type { Usage } from "./usage.ts";

/** How the next token is chosen and when to stop. Whatever is left out gets the backend's default. */
export interface ModelSettings {
  /** Divides the logits before sampling: 0 takes the most probable token, 1 samples as the model was trained. */
  readonly temperature?: number | undefined;
  /** Sample from the most probable tokens that together hold this probability, 0 to 1. */
  readonly topP?: number | undefined;
  /** Sample only from this many of the most probable tokens. */
  readonly topK?: number | undefined;
  /** Leave out tokens less probable than this share of the most probable one's probability, 0 to 1. */
  readonly minP?: number | undefined;
  /** Subtracted from a token's logit for each time it has occurred. */
  readonly frequencyPenalty?: number | undefined;
  /** Subtracted from a token's logit once it has occurred. */
  readonly presencePenalty?: number | undefined;
  /** Factor by which tokens that have occurred become less probable; 1: none. */
  readonly repetitionPenalty?: number | undefined;
  /** Most tokens to generate. */
  readonly maxTokens?: number | undefined;
  /** Texts that end the reply; they are not part of it. */
  readonly stop?: readonly string[] | undefined;
  /** Where the random choice of tokens starts: an integer. */
  readonly seed?: number | undefined;
}

/** Ask for the log-probability of every generated token, with `top` alternatives each (0: none). */
export interface LogprobsRequest {
  /** Alternatives per token. */
  readonly top: number;
}

/** One call of a chat model. */
export interface ChatRequest extends ModelSettings {
  readonly messages: readonly Message[];
  /** What the model may call. */
  readonly tools?: readonly ToolDefinition[] | undefined;
  /** Whether the model may (`auto`), must not or must call a tool, or which one it must call. */
  readonly toolChoice?: "auto" | "none" | "required" | { readonly name: string } | undefined;
  /** The reply must be JSON that fits this schema. */
  readonly output?:
    | { readonly name: string; readonly description?: string; readonly schema: JsonSchema }
    | undefined;
  /** Whether the model should reason first: on, off, or an effort. Default: the model's own. */
  readonly thinking?: boolean | "low" | "medium" | "high" | undefined;
  /** Ask for log-probabilities. Default: none. */
  readonly logprobs?: LogprobsRequest | undefined;
  /**
   * Names a growing conversation: calls with the same session share a prefix, so a backend may keep its
   * key-value cache (`local`) or route to the same prompt cache (`openai`). Never changes the answer.
   */
  readonly session?: string | undefined;
  /** Seed of the dialogue this call belongs to: what is chosen once per dialogue (a model of a pool) is chosen by it. */
  readonly dialogueSeed?: number | undefined;
  /** What only one backend understands, by backend name: `{ local: { … }, openai: { … } }`. Others ignore it. */
  readonly backendOptions?: Readonly<Record<string, unknown>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** There is no `error` among them: a failed call throws. */
export type FinishReason = "stop" | "length" | "tool_calls" | "content_filter" | "other";

/** How probable a token of the reply was, and the most probable candidates for its place in `top`. */
export interface TokenLogprob {
  readonly token: string;
  /** Natural logarithm of the token's probability. */
  readonly logprob: number;
  /** The most probable candidates for this place, as many as were asked for. */
  readonly top: readonly { readonly token: string; readonly logprob: number }[];
}

/** Something the backend did not do as asked, and what it did instead. */
export interface ModelWarning {
  /** What was asked for, as the request names it. */
  readonly setting: string;
  /** What the backend did instead. */
  readonly message: string;
}

/** A finished reply. */
export interface ChatResult {
  /** What the model said, without its reasoning. */
  readonly text: string;
  /** The model's reasoning, where the provider shows it. */
  readonly thinking?: string | undefined;
  /** In the order the model made them; empty when it made none. */
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: FinishReason;
  readonly usage: Usage;
  /** One entry per generated token, when asked for. */
  readonly logprobs?: readonly TokenLogprob[] | undefined;
  /** What was not done as asked. */
  readonly warnings: readonly ModelWarning[];
  /** The model that answered, as the provider names it. */
  readonly model: string;
  /** Provider-specific extras by backend name, for example captured activations. */
  readonly backendData?: Readonly<Record<string, unknown>> | undefined;
}

/** A reply as it grows. Exactly one `finish` comes last; its result holds the whole reply. */
export type ChatChunk =
  | { readonly type: "text"; readonly delta: string }
  | { readonly type: "thinking"; readonly delta: string }
  | { readonly type: "tool-call"; readonly call: ToolCall }
  /** Discard the text received so far: it turned out to be something else. What is still valid is sent again. */
  | { readonly type: "discard" }
  | { readonly type: "finish"; readonly result: ChatResult };

/** What a model can do, so that asking for more is an error or a recorded fallback, never silently ignored. */
export interface ModelCapabilities {
  readonly streaming: boolean;
  readonly tools: boolean;
  /** `native`: the provider enforces a schema; `grammar`: decoding is constrained; `none`: text is parsed and repaired. */
  readonly jsonSchema: "native" | "grammar" | "none";
  readonly thinking: boolean;
  /** The same seed gives the same reply (as far as the provider promises). */
  readonly seed: boolean;
  readonly logprobs: boolean;
  /** Whether replies can be ended by given texts. */
  readonly stop: boolean;
  /** How many tokens the model reads at once, prompt and reply together. Default: not known, and so many that it need not be. */
  readonly contextTokens?: number | undefined;
  /**
   * How a speaker's messages are best asked for: as plain text, or as fields of an object that the model is held to,
   * which keeps small models at their part. Default: `text`.
   */
  readonly messages?: "text" | "fields" | undefined;
}

/** A chat model, reached in any way. Stateless: everything a call needs is in the request. */
export interface ChatModel {
  /** The version of this contract that the model follows; a model of another version is refused when it is resolved. */
  readonly specVersion: 1;
  /** `backend:model`, as written into dialogues. */
  readonly id: string;
  readonly capabilities: ModelCapabilities;
  /** A sentence people should read along with what this model says (for example that it is a small demonstration model). */
  readonly notice?: string | undefined;
  /**
   * What distinguishes this model, besides its `id`, from others that answer differently: server address, region, weights, what
   * is changed while it computes. No secrets. It is read for each call, and may change from one to the next; where it holds
   * functions, no answer is remembered, since what a function does is not known.
   */
  readonly fingerprint?: Readonly<Record<string, unknown>> | undefined;
  /** The model this one wraps, when it is middleware around another. */
  readonly wrapped?: ChatModel | undefined;
  /** @throws ModelError; the signal's reason when the call is cancelled */
  generate(request: ChatRequest): Promise<ChatResult>;
  /** @throws ModelError while iterating; leaving the loop early cancels the call */
  stream(request: ChatRequest): AsyncIterable<ChatChunk>;
  /**
   * Frees what the model holds, such as its weights; calls under way fail. A model that is used again is loaded again.
   * Left out by models that hold nothing.
   */
  readonly close?: (() => Promise<void>) | undefined;
  /** As `close`, for `await using`. */
  readonly [Symbol.asyncDispose]?: (() => Promise<void>) | undefined;
}

/** Wraps a model in another that behaves a little differently: retries, limits, caches, records, observes. */
export type ModelMiddleware = (model: ChatModel) => ChatModel;
