import { checkModelName, checkCount } from "@sdialog/core/internal";
import type { BackendOptions } from "../backend.ts";
import type { ChatChunk, ChatModel, ChatRequest, ChatResult, ModelSettings } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { checkChatRequest } from "../check-chat-request.ts";
import { answerTooLarge, HttpRefusalError } from "../http/http-refusal-error.ts";
import { responseLimit } from "../http/response-limit.ts";
import { usageIsChecked } from "../checked-usage.ts";
import { hasTimeLimit, withTimeout } from "../middleware/with-timeout.ts";
import { checkRequest } from "./check-request.ts";
import { fitThread } from "./fit-thread.ts";
import { mostToolCalls } from "./longest-reply.ts";
import { networkFailure } from "./network-failure.ts";
import { type ProviderFailure, ProviderFailureError, providerError } from "./provider-failure.ts";
import { redactChunks, redactResult } from "./redact-reply.ts";
import { ReplyBuilder } from "./reply-builder.ts";
import { Secrets } from "./secrets.ts";
import { strictThread, type ThreadRules } from "./thread-rules.ts";
import { StreamedReplyError, WholeReplyError } from "./whole-replies.ts";

/** What is specific to one provider; everything else is the same for all. */
export interface BackendModelParts extends Pick<ChatModel, "id" | "capabilities" | "notice" | "fingerprint"> {
  /** The settings that are passed on to the provider; others become warnings. */
  readonly settings: readonly (keyof ModelSettings)[];
  /** What the provider demands of the messages. Default: the strictest rules, which all providers are content with. */
  readonly thread?: ThreadRules | undefined;
  /** As the model was made with; `timeoutMs` (default 10 minutes) is kept, secrets are taken out of errors. */
  readonly options: BackendOptions;
  /** What `backendFetch` knows of the headers that were sent. Default: only what is in the options. */
  readonly secrets?: Secrets | undefined;
  /**
   * Whether `generate` ends a call without a signal by itself after {@link defaultTimeoutMs}, body and all. Default: no, and
   * every call is given a signal.
   */
  readonly endsWholeCalls?: boolean | undefined;
  /** Calls the provider once and fills `reply`. Yields nothing that matters. */
  generate(request: ChatRequest, reply: ReplyBuilder): Promise<Iterable<ChatChunk>>;
  /** Calls the provider and yields the chunks `reply` makes of the pieces. */
  stream(request: ChatRequest, reply: ReplyBuilder): AsyncIterable<ChatChunk>;
  /**
   * Reads a reply that came whole although a stream was asked for, from a `fetch` with `wholeReplies`; the result then
   * carries a warning. Left out: such a reply is an error.
   */
  readWhole?(
    body: unknown,
    reply: ReplyBuilder,
    request: ChatRequest,
  ): Iterable<ChatChunk> | AsyncIterable<ChatChunk>;
  /** What an error of the provider's SDK says; `undefined` when it is not the provider's answer. */
  failure(error: unknown): ProviderFailure | undefined;
}

/** How long a call may take that nobody has set a limit. */
export const defaultTimeoutMs = 600_000;
/** For SDKs with a clock of their own, where the call's signal ends it: the longest time that a timer can be set to. */
export const longestTimeoutMs = 2 ** 31 - 1;

/**
 * A chat model over a provider's SDK: checks what is asked for, enforces the time limit, tells a complete reply from
 * one that was cut off, and turns every failure into a `ModelError` that holds no secret.
 */
export function backendModel(parts: BackendModelParts): ChatModel {
  const { id, notice, fingerprint } = parts;
  checkModelName(id);
  const capabilities = { ...parts.capabilities, ...parts.options.capabilities };
  const { secrets = Secrets.of(parts.options) } = parts;
  const { maxToolCalls = mostToolCalls } = parts.options;
  checkCount(`maxToolCalls of ${id}`, maxToolCalls, 1);
  function begin(asked: ChatRequest): { readonly request: ChatRequest; readonly reply: ReplyBuilder } {
    asked.signal?.throwIfAborted();
    const { request, warnings } = checkRequest({ id, capabilities }, asked, parts.settings);
    const thread = fitThread(request.messages, parts.thread ?? strictThread);
    return {
      request: { ...request, messages: thread.messages },
      reply: new ReplyBuilder(id, [...warnings, ...thread.warnings], maxToolCalls),
    };
  }

  function translated(error: unknown, request: ChatRequest, reply: ReplyBuilder): unknown {
    const told = meant(error, request, reply);
    if (!ModelError.isInstance(told)) return told;
    told.usage ??= reply.used;
    if (reply.said.trim() !== "") told.said ??= secrets.redactReply(reply.said);
    return told;
  }

  function meant(error: unknown, request: ChatRequest, reply: ReplyBuilder): unknown {
    if (request.signal?.aborted === true) return request.signal.reason;
    if (ModelError.isInstance(error)) return error;
    const refusal = HttpRefusalError.in(error);
    if (refusal !== undefined) return refusedCall(id, refusal);
    const told = ProviderFailureError.in(error)?.failure ?? parts.failure(error);
    return providerError(id, told ?? networkFailure(error, reply.started), secrets);
  }

  async function* whole(error: unknown, request: ChatRequest, reply: ReplyBuilder): AsyncIterable<ChatChunk> {
    const came = WholeReplyError.in(error);
    if (came === undefined || parts.readWhole === undefined || reply.started) throw error;
    reply.warn("stream", "the server sent the reply whole, although a stream was asked for");
    yield* parts.readWhole(came.body, reply, request);
  }

  async function* streamed(request: ChatRequest, reply: ReplyBuilder): AsyncIterable<ChatChunk> {
    try {
      yield* parts.stream(request, reply);
    } catch (error) {
      yield* whole(error, request, reply);
    }
  }

  /** Some servers send a stream whatever they are asked for: they are asked for a whole reply once. */
  let sendsStreams = false;

  async function generated(request: ChatRequest, reply: ReplyBuilder): Promise<void> {
    if (!sendsStreams)
      try {
        for (const chunk of await parts.generate(request, reply)) void chunk;
        return;
      } catch (error) {
        sendsStreams = StreamedReplyError.isIn(error) && !reply.started;
        if (!sendsStreams) {
          // Some ask for a stream although nobody wants to see it.
          for await (const chunk of whole(error, request, reply)) void chunk;
          return;
        }
      }
    reply.warn(
      "stream",
      "the server streams its replies even when a whole one is asked for, so it was asked for a stream",
    );
    for await (const chunk of held(request, reply)) void chunk;
  }

  function held(request: ChatRequest, reply: ReplyBuilder): AsyncIterable<ChatChunk> {
    return bounded(streamed(request, reply), parts.options.maxResponseBytes ?? responseLimit());
  }

  const model: ChatModel = {
    specVersion: 1,
    id,
    capabilities,
    notice,
    fingerprint,
    async generate(asked): Promise<ChatResult> {
      const { request, reply } = begin(asked);
      try {
        await generated(request, reply);
        for (const chunk of reply.textDone()) void chunk;
        return redactResult(reply.result(), secrets);
      } catch (error) {
        throw translated(error, request, reply);
      }
    },
    async *stream(asked): AsyncIterable<ChatChunk> {
      const { request, reply } = begin(asked);
      try {
        yield* redactChunks(withRest(held(request, reply), reply), secrets);
        yield { type: "finish", result: redactResult(reply.result(), secrets) };
      } catch (error) {
        throw translated(error, request, reply);
      }
    },
  };
  const { timeoutMs } = parts.options;
  const timed = withTimeout({ totalMs: timeoutMs ?? defaultTimeoutMs })(model);
  // The default limit is for calls that nobody else has set one.
  const chosen = (request: ChatRequest, endsItself = false): ChatModel => {
    checkChatRequest(`A request to ${id}`, request);
    const { signal } = request;
    const isLimited = hasTimeLimit(signal) || (endsItself && signal === undefined);
    return timeoutMs === undefined && isLimited ? model : timed;
  };
  return usageIsChecked({
    ...model,
    generate: async (request) => chosen(request, parts.endsWholeCalls).generate(request),
    stream: (request) => chosen(request).stream(request),
  });
}

function refusedCall(model: string, { reason, message, hint }: HttpRefusalError): ModelError {
  return new ModelError(message, { kind: reason, model, hint });
}

async function* withRest(chunks: AsyncIterable<ChatChunk>, reply: ReplyBuilder): AsyncIterable<ChatChunk> {
  yield* chunks;
  yield* reply.textDone();
}

/** An SDK that sends by itself is held to the limit by what comes out of it. */
async function* bounded(chunks: AsyncIterable<ChatChunk>, limit: number): AsyncIterable<ChatChunk> {
  let length = 0;
  for await (const chunk of chunks) {
    if ("delta" in chunk) length += chunk.delta.length;
    if (length > limit) throw answerTooLarge(limit);
    yield chunk;
  }
}
