import type { ChatChunk, ChatModel, ChatRequest, ChatResult } from "../chat-model.ts";
import { wrapModel } from "./wrap-model.ts";

/** What happens around one call, whether it is streamed or not. */
export interface CallHooks {
  /** The call succeeded; what is returned replaces the result. */
  succeeded?(result: ChatResult): ChatResult;
  /** The call failed or was cancelled; the error is thrown on. What it used all the same, a `ModelError` says. */
  failed?(error: unknown): void;
  /** The call is over in any way, also when a stream was left before its end. Comes last. */
  over?(): void;
}

/**
 * Middleware that sees calls begin and end, but not the pieces in between.
 *
 * @param begin runs before the call and may wait, or refuse it by throwing
 */
export function aroundCalls(
  model: ChatModel,
  begin: (request: ChatRequest) => CallHooks | Promise<CallHooks>,
): ChatModel {
  return wrapModel(model, {
    async generate(request, next) {
      const hooks = await begin(request);
      try {
        const result = await next(request);
        return hooks.succeeded?.(result) ?? result;
      } catch (error) {
        hooks.failed?.(error);
        throw error;
      } finally {
        hooks.over?.();
      }
    },
    async *stream(request, next) {
      const hooks = await begin(request);
      try {
        for await (const chunk of next(request)) yield finished(chunk, hooks);
      } catch (error) {
        hooks.failed?.(error);
        throw error;
      } finally {
        hooks.over?.();
      }
    },
  });
}

function finished(chunk: ChatChunk, hooks: CallHooks): ChatChunk {
  if (chunk.type !== "finish" || hooks.succeeded === undefined) return chunk;
  return { type: "finish", result: hooks.succeeded(chunk.result) };
}
