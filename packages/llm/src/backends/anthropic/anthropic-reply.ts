import type { Anthropic } from "@anthropic-ai/sdk";
import type { ReplyBuilder } from "../../backend-kit/reply-builder.ts";
import { countOf, sumOfCounts } from "../../checked-usage.ts";
import { parseToolInput } from "../../backend-kit/tool-input.ts";
import type { ChatChunk } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";

/**
 * @param mayPause whether a turn that was paused is gone on with: then the reply has not ended
 * @returns whether it is to be gone on with
 */
export function* readMessage(
  message: Anthropic.Message,
  reply: ReplyBuilder,
  { mayPause = false, spent = nothingSpent }: Part = {},
): Generator<ChatChunk, boolean> {
  // Compatible servers also send one text, one block, or nothing in the place of blocks.
  const content = [message.content ?? []].flat();
  addUsage(message.usage, reply, spent);
  if (content.length === 0 && message.stop_reason === null) throw emptyResponse(message.model);
  for (const block of content) {
    if (typeof block === "string") yield* reply.text(block);
    else if (block.type === "text") yield* reply.text(wordsOf(block));
    else if (block.type === "thinking") yield* reply.thinking(block.thinking);
    else if (block.type === "tool_use")
      yield* reply.toolCall({ id: block.id, name: block.name, input: parseToolInput(block.input) });
    else if (block.type !== "redacted_thinking") reply.leftOut(block.type);
  }
  signThinking(
    content.flatMap((block): ThoughtBlock[] => {
      if (block.type === "redacted_thinking") return [{ type: block.type, data: block.data }];
      if (block.type !== "thinking") return [];
      return [{ type: block.type, thinking: block.thinking, signature: block.signature }];
    }),
    reply,
  );
  reply.answeredBy = message.model;
  if (mayPause && message.stop_reason === "pause_turn") return true;
  reply.ended(message.stop_reason);
  return false;
}

/** Which part of a turn a message is. */
interface Part {
  readonly mayPause?: boolean;
  /** What the parts before it cost. */
  readonly spent?: Spent;
}

/** Tokens that were counted in earlier parts of a turn. */
export interface Spent {
  readonly input: number;
  readonly output: number;
}

/** Before the first part of a turn. */
export const nothingSpent: Spent = { input: 0, output: 0 };

export async function* readMessageStream(
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
  reply: ReplyBuilder,
  { mayPause = false, spent = nothingSpent }: Part = {},
): AsyncGenerator<ChatChunk, boolean> {
  let reason: string | undefined;
  let paused = false;
  let model = "";
  // By the index of the block: a reply may hold several, and they go back as they came.
  const thoughts: Thoughts = new Map();
  /** The words that a block was opened with, until its first piece: some servers repeat them in that. */
  let opening: unknown;
  for await (const event of events) {
    switch (event.type) {
      case "message_start":
        model = event.message.model;
        reply.answeredBy = model;
        addUsage(event.message.usage, reply, spent);
        break;
      case "content_block_start":
        yield* startBlock(event.index, event.content_block, reply, thoughts);
        opening = event.content_block.type === "text" ? wordsOf(event.content_block) : undefined;
        break;
      case "content_block_delta":
        if (event.delta.type === "text_delta") {
          const words = wordsOf(event.delta);
          if (words !== opening) yield* reply.text(words);
          opening = undefined;
        } else if (event.delta.type === "thinking_delta") {
          thoughtAt(event.index, thoughts).thinking += event.delta.thinking;
          yield* reply.thinking(event.delta.thinking);
        } else if (event.delta.type === "signature_delta")
          thoughtAt(event.index, thoughts).signature += event.delta.signature;
        else if (event.delta.type === "input_json_delta")
          reply.toolCallPart(event.index, { input: event.delta.partial_json });
        break;
      case "message_delta":
        reply.usage({ outputTokens: plus(event.usage?.output_tokens, spent.output) });
        reason = event.delta.stop_reason ?? undefined;
        break;
      case "message_stop":
        if (reason === undefined && !reply.started) throw emptyResponse(model);
        paused = mayPause && reason === "pause_turn";
        if (!paused) reply.ended(reason);
        break;
    }
  }
  const signed = [...thoughts.values()].flatMap((thought): ThoughtBlock[] => {
    if ("data" in thought) return [{ type: "redacted_thinking", data: thought.data }];
    return thought.signature === "" ? [] : [{ type: "thinking", ...thought }];
  });
  signThinking(signed, reply);
  yield* reply.toolCallsDone();
  return paused;
}

type ThoughtBlock = Anthropic.ThinkingBlockParam | Anthropic.RedactedThinkingBlockParam;
type Thoughts = Map<number, { thinking: string; signature: string } | { readonly data: string }>;

function* startBlock(
  index: number,
  block: Anthropic.ContentBlock,
  reply: ReplyBuilder,
  thoughts: Thoughts,
): Generator<ChatChunk> {
  // Compatible servers put here, where Anthropic's have nothing, the beginning of a text or all of the input.
  if (block.type === "tool_use") {
    const given = JSON.stringify(block.input ?? {});
    const input = given === "{}" ? "" : given;
    reply.toolCallPart(index, { id: block.id, name: block.name, input });
  } else if (block.type === "redacted_thinking") thoughts.set(index, { data: block.data });
  else if (block.type === "text") yield* reply.text(wordsOf(block));
  else if (block.type === "thinking") {
    if ((block.thinking ?? "") === "") return;
    const thought = thoughtAt(index, thoughts);
    thought.thinking += block.thinking;
    thought.signature += block.signature ?? "";
    yield* reply.thinking(block.thinking);
  } else reply.leftOut(block.type);
}

/** Gateways to other protocols put a text's words under `content`. */
function wordsOf(block: { readonly text?: unknown; readonly content?: unknown }): unknown {
  return block.text ?? block.content;
}

function thoughtAt(index: number, thoughts: Thoughts): { thinking: string; signature: string } {
  const known = thoughts.get(index);
  if (known !== undefined && "thinking" in known) return known;
  const fresh = { thinking: "", signature: "" };
  thoughts.set(index, fresh);
  return fresh;
}

function signThinking(data: readonly ThoughtBlock[], reply: ReplyBuilder): void {
  if (data.length > 0) reply.providerState = { backend: "anthropic", data };
}

/** Anthropic counts cached input apart; here it is part of the input. */
function addUsage(usage: Anthropic.Usage | null | undefined, reply: ReplyBuilder, spent: Spent): void {
  if (usage === undefined || usage === null) return;
  const { cache_read_input_tokens: read, cache_creation_input_tokens: written } = usage;
  const cached = countOf(read) ?? 0;
  reply.usage({
    inputTokens: plus(sumOfCounts(usage.input_tokens, read, written), spent.input),
    outputTokens: plus(usage.output_tokens, spent.output),
    ...(cached === 0 ? {} : { cachedInputTokens: cached }),
    thinkingTokens: usage.output_tokens_details?.thinking_tokens,
  });
}

/** A count with what was counted before; none where there is none. */
function plus(count: number | undefined, before: number): number | undefined {
  const counted = sumOfCounts(count);
  return counted === undefined ? undefined : counted + before;
}

function emptyResponse(model: string): ModelError {
  return new ModelError("the reply holds no content", {
    kind: "empty_response",
    model: `anthropic:${model}`,
  });
}
