import type * as SDK from "ollama";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { countOf } from "../../checked-usage.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import { ModelError } from "../../errors/model-error.ts";

/** What the server counted: tokens of the prompt that it read, and of the reply. */
export interface OllamaCounts {
  readonly read: number | undefined;
  readonly written: number | undefined;
  /** Whether it told of its own times, which only Ollama itself does. */
  readonly isTimed: boolean;
}

/** @param counted is told what the server counted, before the reply ends */
export async function* readOllamaStream(
  chunks: AsyncIterable<SDK.ChatResponse> | Iterable<SDK.ChatResponse>,
  reply: ReplyBuilder,
  counted?: (counts: OllamaCounts) => void | Promise<void>,
): AsyncGenerator<ChatChunk> {
  let calls = 0;
  for await (const chunk of guarded(chunks)) {
    const { message, model, done, done_reason, logprobs, ...counts } = chunk;
    reply.answeredBy = model;
    // Where `/api/generate` has it: servers that only speak that send it here too.
    const older = "response" in chunk && typeof chunk.response === "string" ? chunk.response : undefined;
    if (message === undefined && older === undefined && !done)
      throw new ModelError("a piece of the reply holds no message", {
        kind: "malformed_response",
        model: `ollama:${model}`,
      });
    yield* reply.thinking(message?.thinking);
    yield* reply.text(message?.content || older);
    if ((message?.images ?? []).length > 0) reply.leftOut("image");
    for (const { function: call, ...rest } of message?.tool_calls ?? []) {
      const id = "id" in rest && typeof rest.id === "string" ? rest.id : `call_${calls}`;
      calls++;
      yield* reply.toolCall({ id, name: call.name, input: parseToolInput(call.arguments) });
    }
    reply.logprobs(
      (logprobs ?? []).map(({ token, logprob, top_logprobs }) => ({
        token,
        logprob,
        top: top_logprobs ?? [],
      })),
    );
    if (!done) continue;
    const { prompt_eval_count: inputTokens, eval_count: outputTokens } = counts;
    await counted?.({
      read: countOf(inputTokens),
      written: countOf(outputTokens),
      isTimed: typeof counts.total_duration === "number",
    });
    reply.usage({ inputTokens, outputTokens });
    // Older servers give no reason.
    reply.ended(done_reason ?? "stop");
  }
}

/** The SDK tells a stream without an end apart only by its message; the missing finish reason says the same. */
async function* guarded(
  chunks: AsyncIterable<SDK.ChatResponse> | Iterable<SDK.ChatResponse>,
): AsyncGenerator<SDK.ChatResponse> {
  try {
    yield* chunks;
  } catch (error) {
    if (!(error instanceof Error && error.message.startsWith("Did not receive done"))) throw error;
  }
}
