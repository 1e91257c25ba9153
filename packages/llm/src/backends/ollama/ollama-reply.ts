import type * as SDK from "ollama";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

export async function* readOllamaStream(
  chunks: AsyncIterable<SDK.ChatResponse>,
  reply: ReplyBuilder,
): AsyncGenerator<ChatChunk> {
  let calls = 0;
  for await (const { message, model, done, done_reason, logprobs, ...counts } of guarded(chunks)) {
    reply.answeredBy = model;
    if (message === undefined && !done)
      throw new ModelError("a piece of the reply holds no message", {
        kind: "malformed_response",
        model: `ollama:${model}`,
      });
    yield* reply.thinking(message?.thinking);
    yield* reply.text(message?.content);
    for (const { function: call, ...rest } of message?.tool_calls ?? []) {
      const id = "id" in rest && typeof rest.id === "string" ? rest.id : `call_${calls}`;
      calls++;
      yield* reply.toolCall({ id, name: call.name, input: call.arguments });
    }
    reply.logprobs(
      (logprobs ?? []).map(({ token, logprob, top_logprobs }) => ({
        token,
        logprob,
        top: top_logprobs ?? [],
      })),
    );
    if (!done) continue;
    reply.usage({ inputTokens: counts.prompt_eval_count ?? 0, outputTokens: counts.eval_count ?? 0 });
    reply.finishReason = done_reason === "length" ? "length" : "stop";
  }
}

/** The SDK tells a stream without an end apart only by its message; the missing finish reason says the same. */
async function* guarded(chunks: AsyncIterable<SDK.ChatResponse>): AsyncGenerator<SDK.ChatResponse> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("Did not receive done"))) throw error;
  }
}
