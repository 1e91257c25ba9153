import type * as SDK from "ollama";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { countOf } from "../../known-usage.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import { ModelError } from "../../errors/model-error.ts";

/**
 * @param asked roughly how many tokens the prompt has
 * @param contextLength how many the server was told to hold; nothing: its default
 */
export async function* readOllamaStream(
  chunks: AsyncIterable<SDK.ChatResponse> | Iterable<SDK.ChatResponse>,
  reply: ReplyBuilder,
  asked: number,
  contextLength?: number,
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
    warnOfCut({ read: countOf(inputTokens), asked, contextLength }, reply);
    reply.usage({ inputTokens, outputTokens });
    // Older servers give no reason.
    reply.ended(done_reason ?? "stop");
  }
}

/**
 * Ollama leaves the oldest messages out of a prompt that does not fit, whole ones, and says nothing. A prompt was cut when all
 * that the server holds was read of a longer one, or less of one that it cannot hold. Where nobody knows what it holds, it is one
 * of the usual lengths, of which nearly all was read. An estimate is rough, and a server may count only what it had not read before: so elsewhere only
 * when less than half was read, of a prompt no default would hold.
 */
function warnOfCut(
  {
    read,
    asked,
    contextLength,
  }: { read: number | undefined; asked: number; contextLength: number | undefined },
  reply: ReplyBuilder,
): void {
  if (read === undefined) return;
  const isCut =
    contextLength === undefined
      ? defaultLengths.some(
          (length) =>
            (read === length && asked >= margin * read) ||
            (read <= length && read >= nearlyAll * length && asked >= wideMargin * length),
        )
      : asked >= margin * read &&
        (read >= contextLength - fewTokens || asked >= margin * contextLength) &&
        read <= contextLength;
  if (!isCut && !(asked >= 2048 && read >= 1024 && asked >= 2 * read)) return;
  reply.warn(
    "contextLength",
    `the server read ${read} of about ${asked} tokens: its oldest part was cut off, as far as an estimate can tell`,
  );
}

/** What servers hold unless they are told, by their version and the machine. */
const defaultLengths: readonly number[] = [2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144];
/** A cut prompt may be so much shorter than what fits. */
const fewTokens = 8;
/** What is left of a prompt without its oldest messages fills at least this share of what fits. */
const nearlyAll = 0.85;
/** An estimate may be so much too large. */
const margin = 1.1;
/** It is hardly ever so much too large. */
const wideMargin = 1.25;

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
