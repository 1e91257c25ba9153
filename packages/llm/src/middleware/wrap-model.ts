import { checkArguments, requireArguments } from "@sdialog/core/internal";
import { usageIsChecked, withCheckedUsage } from "../checked-usage.ts";
import { aroundModel } from "../around-model.ts";
import type { ChatChunk, ChatModel, ChatRequest, ChatResult } from "../chat-model.ts";

/** What a middleware does to the two kinds of calls; `next` calls the model. */
export interface ModelInterceptor {
  /** Answers a call for a whole reply. */
  generate(request: ChatRequest, next: ChatModel["generate"]): Promise<ChatResult>;
  /** Answers a call for a reply in pieces. */
  stream(request: ChatRequest, next: ChatModel["stream"]): AsyncIterable<ChatChunk>;
}

/** A model that is `model` in everything but how it is called. */
export function wrapModel(model: ChatModel, interceptor: ModelInterceptor): ChatModel {
  checkArguments("wrapModel", arguments, 2);
  requireArguments("wrapModel", arguments, 2);
  const counted = withCheckedUsage(model);
  const generate: ChatModel["generate"] = (request) => counted.generate(request);
  const stream: ChatModel["stream"] = (request) => counted.stream(request);
  const calls: Pick<ChatModel, "generate" | "stream"> = {
    generate: (request) => interceptor.generate(request, generate),
    stream: (request) => interceptor.stream(request, stream),
  };
  return usageIsChecked(aroundModel(model, calls));
}

/** The model under all middleware. */
export function unwrapModel(model: ChatModel): ChatModel {
  return model.wrapped === undefined ? model : unwrapModel(model.wrapped);
}
