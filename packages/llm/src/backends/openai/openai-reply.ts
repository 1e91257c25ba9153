import type { OpenAI } from "openai";
import { errorBodyFailure, isError, refuseErrorIn } from "../../backend-kit/error-body.ts";
import { ProviderFailureError } from "../../backend-kit/provider-failure.ts";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { plainText } from "../../backend-kit/reply-content.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

/** Where servers put reasoning; the protocol itself has no place for it. */
interface Reasoning {
  readonly reasoning_content?: unknown;
  readonly reasoning?: unknown;
  readonly reasoning_details?: unknown;
  readonly thinking_blocks?: unknown;
  readonly thought?: unknown;
}

export function* readCompletion(
  completion: OpenAI.ChatCompletion,
  reply: ReplyBuilder,
  id: string,
): Generator<ChatChunk> {
  // Tokens are paid for, whatever they came to.
  const [choice, ...others] = completion?.choices ?? [];
  addUsages([completion, groqs(completion), choice], reply);
  yield* refuseErrors([completion, groqs(completion), choice], choice?.message, reply);
  if (choice === undefined) throw emptyResponse(id);
  if (others.length > 0) reply.leftOut("choice");
  const { message, finish_reason, logprobs } = choice;
  yield* readMessage(message, reply);
  yield* readOlder(choice, reply);
  for (const [place, call] of [message?.tool_calls ?? []].flat().entries()) {
    if (!("function" in call)) {
      reply.leftOut(`tool call of the type ${call.type}`);
      continue;
    }
    const { name, arguments: input } = call.function;
    yield* reply.toolCall({ id: call.id || `call_${place}`, name, input: parseToolInput(input) });
  }
  addLogprobs(logprobs?.content, reply);
  reply.ended(finish_reason);
  reply.answeredBy = completion.model;
}

export async function* readCompletionStream(
  chunks: AsyncIterable<OpenAI.ChatCompletionChunk>,
  reply: ReplyBuilder,
  id: string,
): AsyncGenerator<ChatChunk> {
  let choices = 0;
  let ended = false;
  const said = { text: "", thinking: "", isCalling: false };
  for await (const chunk of chunks) {
    const choice = chunk.choices?.find(({ index }) => (index ?? 0) === 0);
    // Some servers end with a piece that holds no delta at all, and some send whole messages in the place of one.
    const { message } = (choice ?? {}) as {
      readonly message?: OpenAI.ChatCompletionChunk.Choice.Delta | null;
    };
    const delta = choice?.delta ?? (message && beyond(message, said));
    addUsages([chunk, groqs(chunk), choice], reply);
    yield* refuseErrors([chunk, groqs(chunk), choice], delta, reply);
    if (!Array.isArray(chunk.choices) || "base_resp" in chunk) refuseErrorIn(chunk);
    reply.answeredBy ??= chunk.model;
    ended ||= (chunk.usage ?? groqs(chunk)?.usage ?? undefined) !== undefined;
    if (choice === undefined) {
      if ((chunk.choices ?? []).length > 0) reply.leftOut("choice");
      continue;
    }
    choices++;
    const { logprobs, finish_reason } = choice;
    yield* readOlder(choice, reply);
    if (delta !== null && delta !== undefined) {
      yield* readMessage(delta, reply);
      if (choice.delta) {
        said.text += plainText(delta.content);
        said.thinking += thoughtIn(delta as Reasoning);
        said.isCalling ||= (delta.tool_calls ?? []).length > 0;
      }
      for (const { index, id: callId, function: call } of [delta.tool_calls ?? []].flat())
        reply.toolCallPart(index ?? undefined, {
          id: callId ?? undefined,
          name: call?.name ?? undefined,
          input: call?.arguments,
        });
    }
    addLogprobs(logprobs?.content, reply);
    if (finish_reason !== null && finish_reason !== undefined) reply.ended(finish_reason);
  }
  // A stream cut before its first piece has no usage either; one that ended normally has.
  if (choices === 0 && ended) throw emptyResponse(id);
  yield* reply.toolCallsDone();
}

/** What a whole message has besides what came in pieces before it: MiniMax ends a stream with all of it again. */
function beyond<Message extends OpenAI.ChatCompletionChunk.Choice.Delta>(
  message: Message,
  said: { readonly text: string; readonly thinking: string; readonly isCalling: boolean },
): Message {
  const content = plainText(message.content);
  const isRepeated = said.text !== "" && content.startsWith(said.text);
  const unthought = Object.fromEntries(Object.entries(message).filter(([name]) => !isReasoning(name)));
  return {
    ...((said.thinking === "" ? message : unthought) as Message),
    ...(isRepeated ? { content: content.slice(said.text.length) } : {}),
    ...(said.isCalling ? { tool_calls: [] } : {}),
  };
}

function isReasoning(name: string): boolean {
  return /^(?:reasoning(?:_content|_details)?|thinking_blocks|thought)$/.test(name);
}

/** Where what is said stands: the content, or the transcript of a sound. */
interface Spoken {
  readonly content?: unknown;
  readonly refusal?: unknown;
  readonly audio?: unknown;
  readonly images?: unknown;
}

/** What is said, thought and refused in a message, or in a piece of one. */
function* readMessage(
  message: (Spoken & Reasoning) | null | undefined,
  reply: ReplyBuilder,
): Generator<ChatChunk> {
  if (message === null || message === undefined) return;
  const { content, refusal, audio } = message;
  yield* reply.thinking(thoughtIn(message));
  // Some put a refusal where the text stands, too.
  const isRefusal = plainText(refusal) !== "" && plainText(refusal) === plainText(content);
  if (!isRefusal) yield* reply.text(content);
  // Where gateways hand on pictures that a model made.
  if ([message.images ?? []].flat().length > 0) reply.leftOut("image");
  if (audio !== null && audio !== undefined) {
    reply.leftOut("audio");
    if (plainText(content) === "") yield* reply.text(audio);
  }
  yield* reply.refusal(refusal);
}

function thoughtIn(message: Reasoning): string {
  return (
    plainText(message.reasoning_content) ||
    plainText(message.reasoning) ||
    plainText(message.reasoning_details) ||
    plainText(message.thinking_blocks) ||
    plainText(message.thought)
  );
}

/** What stands where it stood before there were messages and tools: text in the choice, one call in the message. */
function* readOlder(choice: object, reply: ReplyBuilder): Generator<ChatChunk> {
  const { text, message, delta } = choice as Readonly<Record<string, unknown>>;
  // Some send the text twice, here and where it belongs.
  if ((message ?? delta ?? undefined) === undefined) yield* reply.text(plainText(text));
  const { function_call: call } = (message ?? delta ?? {}) as {
    readonly function_call?: { readonly name?: string; readonly arguments?: unknown } | null;
  };
  if (call === null || call === undefined) return;
  reply.toolCallPart(0, { name: call.name, input: call.arguments });
  if (message !== undefined) yield* reply.toolCallsDone();
}

/**
 * Gateways tell of an error beside the choices or within one, and of its end with a reason of their own. What is said beside
 * it was said.
 */
function* refuseErrors(
  places: readonly unknown[],
  said: Parameters<typeof readMessage>[0],
  reply: ReplyBuilder,
): Generator<ChatChunk> {
  for (const place of places) {
    const { error, finish_reason: reason } = (place ?? {}) as {
      readonly finish_reason?: string | null;
      readonly error?: unknown;
    };
    if (reason !== "error" && !isError(error)) continue;
    yield* readMessage(said, reply);
    throw new ProviderFailureError(errorBodyFailure(error));
  }
}

/** What Groq tells under a name of its own, an error also beside `finish_reason: "stop"`. */
function groqs(
  piece: object | null | undefined,
): { readonly usage?: Tokens | null; readonly error?: unknown } | null | undefined {
  return (piece as { readonly x_groq?: ReturnType<typeof groqs> } | null | undefined)?.x_groq;
}

/** Counts, which some give the names of the responses protocol. */
type Tokens = Partial<OpenAI.CompletionUsage> & {
  readonly input_tokens?: number;
  readonly output_tokens?: number;
};

/** Counts stand beside the choices, under Groq's name, or within the choice, as Moonshot has them. */
function addUsages(places: readonly unknown[], reply: ReplyBuilder): void {
  for (const place of places)
    addUsage((place as { readonly usage?: Tokens | null } | null | undefined)?.usage, reply);
}

function addUsage(usage: Tokens | null | undefined, reply: ReplyBuilder): void {
  if (usage === null || usage === undefined) return;
  reply.usage({
    inputTokens: usage.prompt_tokens ?? usage.input_tokens,
    outputTokens: usage.completion_tokens ?? usage.output_tokens,
    cachedInputTokens: usage.prompt_tokens_details?.cached_tokens,
    thinkingTokens: usage.completion_tokens_details?.reasoning_tokens,
  });
}

function addLogprobs(
  tokens: readonly OpenAI.ChatCompletionTokenLogprob[] | null | undefined,
  reply: ReplyBuilder,
): void {
  if (tokens === null || tokens === undefined) return;
  reply.logprobs(
    tokens.map(({ token, logprob, top_logprobs }) => ({
      token,
      logprob,
      top: (top_logprobs ?? []).map((alternative) => ({
        token: alternative.token,
        logprob: alternative.logprob,
      })),
    })),
  );
}

function emptyResponse(model: string): ModelError {
  return new ModelError("the reply holds no choice", { kind: "empty_response", model });
}
