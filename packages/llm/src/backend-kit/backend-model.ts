import type { BackendOptions } from "../backend.ts";
import type { ChatChunk, ChatModel, ChatRequest, ChatResult, ModelSettings } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { hasTimeLimit, withTimeout } from "../middleware/with-timeout.ts";
import { checkRequest } from "./check-request.ts";
import { networkFailure } from "./network-failure.ts";
import { type ProviderFailure, ProviderFailureError, providerError } from "./provider-failure.ts";
import { ReplyBuilder } from "./reply-builder.ts";
import { Secrets } from "./secrets.ts";

/** What is particular to one provider; everything else is the same for all. */
export interface BackendModelParts extends Pick<ChatModel, "id" | "capabilities" | "notice" | "fingerprint"> {
  /** The settings that are handed on to the provider; others become warnings. */
  readonly settings: readonly (keyof ModelSettings)[];
  /** As the model was made with; `timeoutMs` (default 10 minutes) is kept, secrets are taken out of errors. */
  readonly options: BackendOptions;
  /** Calls the provider once and fills `reply`. Yields nothing that matters. */
  generate(request: ChatRequest, reply: ReplyBuilder): Promise<Iterable<ChatChunk>>;
  /** Calls the provider and yields the chunks `reply` makes of the pieces. */
  stream(request: ChatRequest, reply: ReplyBuilder): AsyncIterable<ChatChunk>;
  /** What an error of the provider's SDK says; `undefined` when it is not the provider's answer. */
  failure(error: unknown): ProviderFailure | undefined;
}

const tenMinutes = 600_000;

/**
 * A chat model over a provider's SDK: checks what is asked for, keeps the time limit, tells a whole reply from a
 * cut one, and turns every failure into a `ModelError` that holds no secret.
 */
export function backendModel(parts: BackendModelParts): ChatModel {
  const { id, notice, fingerprint } = parts;
  const capabilities = { ...parts.capabilities, ...parts.options.capabilities };
  const secrets = Secrets.of(parts.options);
  function begin(asked: ChatRequest): { readonly request: ChatRequest; readonly reply: ReplyBuilder } {
    asked.signal?.throwIfAborted();
    const { request, warnings } = checkRequest({ id, capabilities }, asked, parts.settings);
    return { request, reply: new ReplyBuilder(id, warnings) };
  }

  function translated(error: unknown, request: ChatRequest, reply: ReplyBuilder): unknown {
    if (request.signal?.aborted === true) return request.signal.reason;
    if (ModelError.isInstance(error)) return error;
    const told = error instanceof ProviderFailureError ? error.failure : parts.failure(error);
    return providerError(id, told ?? networkFailure(error, reply.started), secrets);
  }

  const model: ChatModel = {
    id,
    capabilities,
    notice,
    fingerprint,
    async generate(asked): Promise<ChatResult> {
      const { request, reply } = begin(asked);
      try {
        for (const chunk of await parts.generate(request, reply)) void chunk;
        return reply.result();
      } catch (error) {
        throw translated(error, request, reply);
      }
    },
    async *stream(asked): AsyncIterable<ChatChunk> {
      const { request, reply } = begin(asked);
      try {
        yield* parts.stream(request, reply);
        yield { type: "finish", result: reply.result() };
      } catch (error) {
        throw translated(error, request, reply);
      }
    },
  };
  const { timeoutMs } = parts.options;
  const timed = withTimeout({ totalMs: timeoutMs ?? tenMinutes })(model);
  // The default limit is for calls that nobody else has set one.
  const chosen = ({ signal }: ChatRequest): ChatModel =>
    timeoutMs === undefined && hasTimeLimit(signal) ? model : timed;
  return {
    ...model,
    generate: (request) => chosen(request).generate(request),
    stream: (request) => chosen(request).stream(request),
  };
}
