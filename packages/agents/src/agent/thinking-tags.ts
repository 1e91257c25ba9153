import {
  type ChatChunk,
  type ChatModel,
  type ChatRequest,
  type ChatResult,
  type ModelMiddleware,
} from "@sdialog/llm";

/**
 * For models that write their reasoning into the reply between tags: moves it to where reasoning belongs. What
 * follows an opening tag that is never closed is reasoning too; it never reaches the other side.
 *
 * @param tag name of the tag; default `think`
 */
export function thinkingTags(tag = "think"): ModelMiddleware {
  return (model: ChatModel): ChatModel => ({
    ...model,
    generate: async (request: ChatRequest) => separate(await model.generate(request), tag),
    stream: (request: ChatRequest) => separateStream(model.stream(request), tag),
  });
}

function separate(result: ChatResult, tag: string): ChatResult {
  const splitter = new TagSplitter(tag);
  const pieces = [...splitter.push(result.text), ...splitter.end()];
  const text = pieces
    .filter(({ type }) => type === "text")
    .map(({ delta }) => delta)
    .join("");
  const inline = pieces.filter(({ type }) => type === "thinking").map(({ delta }) => delta.trim());
  const thinking = [result.thinking, ...inline]
    .filter((part) => part !== undefined && part !== "")
    .join("\n");
  return {
    ...result,
    text: inline.length === 0 ? text : text.trim(),
    ...(thinking === "" ? {} : { thinking }),
  };
}

async function* separateStream(chunks: AsyncIterable<ChatChunk>, tag: string): AsyncIterable<ChatChunk> {
  const splitter = new TagSplitter(tag);
  for await (const chunk of chunks) {
    if (chunk.type === "text") yield* splitter.push(chunk.delta);
    else if (chunk.type !== "finish") yield chunk;
    else {
      yield* splitter.end();
      yield { type: "finish", result: separate(chunk.result, tag) };
    }
  }
}

type Piece = { readonly type: "text" | "thinking"; readonly delta: string };

/** Cuts a growing text at opening and closing tags, holding back what may be the beginning of one. */
class TagSplitter {
  readonly #tags: Readonly<Record<Piece["type"], string>>;
  #inside: Piece["type"] = "text";
  #held = "";

  constructor(tag: string) {
    this.#tags = { text: `<${tag}>`, thinking: `</${tag}>` };
  }

  *push(delta: string): Generator<Piece> {
    this.#held += delta;
    for (;;) {
      const tag = this.#tags[this.#inside];
      const at = this.#held.indexOf(tag);
      if (at === -1) break;
      if (at > 0) yield { type: this.#inside, delta: this.#held.slice(0, at) };
      this.#held = this.#held.slice(at + tag.length);
      this.#inside = this.#inside === "text" ? "thinking" : "text";
    }
    const safe = this.#held.length - this.#overlap();
    if (safe > 0) yield { type: this.#inside, delta: this.#held.slice(0, safe) };
    this.#held = this.#held.slice(safe);
  }

  *end(): Generator<Piece> {
    if (this.#held !== "") yield { type: this.#inside, delta: this.#held };
    this.#held = "";
  }

  /** Length of the longest end of what is held that begins the next tag. */
  #overlap(): number {
    const tag = this.#tags[this.#inside];
    for (let length = Math.min(tag.length - 1, this.#held.length); length > 0; length--) {
      if (tag.startsWith(this.#held.slice(-length))) return length;
    }
    return 0;
  }
}
