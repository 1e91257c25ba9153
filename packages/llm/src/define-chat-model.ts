import { closing } from "./around-model.ts";
import { InvalidArgumentError } from "@sdialog/core";
import { checkArguments, checkModelName, checkOptions, requireOptions } from "@sdialog/core/internal";
import type { ChatChunk, ChatModel, ChatRequest, ChatResult } from "./chat-model.ts";
import { checkChatRequest } from "./check-chat-request.ts";
import { countedReply, countedStream, usageIsChecked } from "./checked-usage.ts";
import { ModelError } from "./errors/model-error.ts";

type Describing = Pick<ChatModel, "id" | "capabilities" | "notice" | "fingerprint" | "close"> & {
  /** That of a model spread into this one. */
  readonly specVersion?: ChatModel["specVersion"] | undefined;
};
type Answering =
  | Pick<ChatModel, "generate" | "stream">
  | { readonly generate: ChatModel["generate"]; readonly stream?: undefined }
  | { readonly generate?: undefined; readonly stream: ChatModel["stream"] };

const partNames = {
  specVersion: true,
  id: true,
  capabilities: true,
  notice: true,
  fingerprint: true,
  close: true,
  generate: true,
  stream: true,
} as const;

/**
 * A chat model of which only `generate` or only `stream` is written; the other follows from it. Both refuse a request
 * with a field that requests do not have.
 */
export function defineChatModel(model: Describing & Answering): ChatModel {
  checkArguments("defineChatModel", arguments, 1);
  checkOptions("defineChatModel", model, partNames);
  requireOptions("defineChatModel", model, ["id", "capabilities"]);
  if (model.generate === undefined && model.stream === undefined)
    throw new InvalidArgumentError("defineChatModel needs generate or stream", {
      hint: "Write generate(request), stream(request) or both.",
    });
  const { id, capabilities, notice, close } = model;
  checkModelName(id);
  const answer = model.generate ?? ((request: ChatRequest) => collectStream(id, model.stream(request)));
  const asStream = model.stream ?? ((request: ChatRequest) => streamOf(answer(request)));
  const generate = async (request: ChatRequest): Promise<ChatResult> => {
    checkChatRequest(`A request to ${id}`, request);
    return countedReply(answer(request));
  };
  const stream = (request: ChatRequest): AsyncIterable<ChatChunk> => {
    checkChatRequest(`A request to ${id}`, request);
    return countedStream(asStream(request));
  };
  return usageIsChecked({
    specVersion: 1,
    id,
    capabilities,
    notice,
    get fingerprint() {
      return model.fingerprint;
    },
    generate,
    stream,
    ...closing(close),
  });
}

/** Reads a stream to its end. @throws ModelError `interrupted` when it ends without a `finish` */
export async function collectStream(model: string, chunks: AsyncIterable<ChatChunk>): Promise<ChatResult> {
  for await (const chunk of chunks) {
    if (chunk.type === "finish") return chunk.result;
  }
  throw new ModelError("the stream ended before the reply did", { kind: "interrupted", model });
}

/** A finished result as the stream it could have been. */
export async function* streamOf(pending: Promise<ChatResult>): AsyncIterable<ChatChunk> {
  const result = await pending;
  if (result.thinking !== undefined) yield { type: "thinking", delta: result.thinking };
  if (result.text !== "") yield { type: "text", delta: result.text };
  for (const call of result.toolCalls) yield { type: "tool-call", call };
  yield { type: "finish", result };
}
