import type { Anthropic } from "@anthropic-ai/sdk";
import { parseToolInput } from "../../backend-kit/tool-input.ts";

/** Most times that a turn is gone on with which the provider paused, as it does while tools of its own run long. */
export const mostPauses = 8;

type Block = Record<string, unknown>;

/** The content of a message that is streamed, as it would have come whole. */
export class StreamedContent {
  readonly #blocks: Block[] = [];
  readonly #inputs = new Map<number, string>();

  add(event: Anthropic.RawMessageStreamEvent): void {
    if (event.type === "content_block_start") this.#blocks[event.index] = { ...event.content_block };
    if (event.type !== "content_block_delta") return;
    const { index, delta } = event;
    const block = (this.#blocks[index] ??= {});
    const append = (name: string, piece: string): void =>
      void (block[name] = `${stringOf(block[name])}${piece}`);
    if (delta.type === "text_delta") append("text", delta.text);
    else if (delta.type === "thinking_delta") append("thinking", delta.thinking);
    else if (delta.type === "signature_delta") append("signature", delta.signature);
    else if (delta.type === "citations_delta")
      block["citations"] = [...((block["citations"] as unknown[] | null | undefined) ?? []), delta.citation];
    else if (delta.type === "input_json_delta")
      this.#inputs.set(index, (this.#inputs.get(index) ?? "") + delta.partial_json);
  }

  get blocks(): readonly Anthropic.ContentBlockParam[] {
    return this.#blocks.map((block, index) => {
      const input = this.#inputs.get(index);
      return { ...block, ...(input === undefined ? {} : { input: parseToolInput(input) }) };
    }) as unknown as Anthropic.ContentBlockParam[];
  }
}

function stringOf(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** The events of a stream, whose content is kept as they pass. */
export async function* keptIn(
  content: StreamedContent,
  events: AsyncIterable<Anthropic.RawMessageStreamEvent>,
): AsyncGenerator<Anthropic.RawMessageStreamEvent> {
  for await (const event of events) {
    content.add(event);
    yield event;
  }
}

/**
 * The request that goes on with a paused turn: what came goes back as it is
 * (https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons).
 */
export function goneOn<Body extends Pick<Anthropic.MessageCreateParams, "messages">>(
  body: Body,
  content: readonly Anthropic.ContentBlockParam[],
): Body {
  const last = body.messages.at(-1);
  const before = last?.role === "assistant" && Array.isArray(last.content) ? last.content : [];
  const rest = before.length > 0 ? body.messages.slice(0, -1) : body.messages;
  return { ...body, messages: [...rest, { role: "assistant", content: [...before, ...content] }] };
}
