import type { ChatModel } from "./chat-model.ts";

/** A model that is `model` in everything but how it is called. */
export function aroundModel(model: ChatModel, calls: Pick<ChatModel, "generate" | "stream">): ChatModel {
  const { id, capabilities, notice, close } = model;
  return {
    specVersion: 1,
    id,
    capabilities,
    notice,
    get fingerprint() {
      return model.fingerprint;
    },
    wrapped: model,
    ...calls,
    ...closing(close),
  };
}

/** What a model that holds something has besides: `close`, also under the name that `await using` looks for. */
export function closing(close: ChatModel["close"]): Pick<ChatModel, "close" | typeof Symbol.asyncDispose> {
  return close === undefined ? {} : { close, [Symbol.asyncDispose]: close };
}
