import type { ChatChunk, ChatResult, FinishReason, ModelWarning, TokenLogprob } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import type { ToolCall } from "../message.ts";
import type { Usage } from "../usage.ts";
import { parseToolInput } from "./tool-input.ts";

/** A piece of a tool call in a stream. */
export interface ToolCallPart {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The next piece of the arguments' JSON text. */
  readonly input?: string | undefined;
}

/** Gathers a reply, piece by piece or all at once, and says whether it is whole. */
export class ReplyBuilder {
  readonly #model: string;
  readonly #warnings: ModelWarning[];
  readonly #partial = new Map<number, { id: string; name: string; input: string }>();
  readonly #toolCalls: ToolCall[] = [];
  readonly #logprobs: TokenLogprob[] = [];
  #text = "";
  #thinking = "";
  #started = false;
  #usage: Omit<Usage, "calls"> | undefined;
  /** Set by the piece that ends the reply; without one the reply is cut off. */
  finishReason: FinishReason | undefined;
  /** The model that answered, as the provider names it. */
  answeredBy: string | undefined;

  constructor(model: string, warnings: readonly ModelWarning[]) {
    this.#model = model;
    this.#warnings = [...warnings];
  }

  /** Whether any of the reply has arrived. */
  get started(): boolean {
    return this.#started;
  }

  /** Takes in a piece and returns it as the chunk to hand on; nothing for an empty piece. */
  *text(delta: string | null | undefined): Generator<ChatChunk, void> {
    if (delta === undefined || delta === null || delta === "") return;
    this.#started = true;
    this.#text += delta;
    yield { type: "text", delta };
  }

  /** As {@link ReplyBuilder.text}, for a piece of the reasoning. */
  *thinking(delta: string | null | undefined): Generator<ChatChunk, void> {
    if (delta === undefined || delta === null || delta === "") return;
    this.#started = true;
    this.#thinking += delta;
    yield { type: "thinking", delta };
  }

  /** Takes in a whole tool call and returns it as the chunk to hand on. */
  *toolCall(call: ToolCall): Generator<ChatChunk, void> {
    this.#started = true;
    this.#toolCalls.push(call);
    yield { type: "tool-call", call };
  }

  /** Kept on the first tool call, to be sent back with it. */
  providerState: ToolCall["providerState"];

  /** Takes in a piece of the call at `index`; {@link toolCallsDone} hands the calls on. */
  toolCallPart(index: number, { id, name, input }: ToolCallPart): void {
    this.#started = true;
    const call = this.#partial.get(index) ?? { id: "", name: "", input: "" };
    call.id ||= id ?? "";
    call.name ||= name ?? "";
    call.input += input ?? "";
    this.#partial.set(index, call);
  }

  /** Hands on the calls that came in pieces. Their input is the raw text when it is not JSON. */
  *toolCallsDone(): Generator<ChatChunk, void> {
    for (const [index, { id, name, input }] of this.#partial)
      yield* this.toolCall({ id: id === "" ? `call_${index}` : id, name, input: parseToolInput(input) });
    this.#partial.clear();
  }

  /** Takes in the log-probabilities of the next tokens. */
  logprobs(tokens: readonly TokenLogprob[]): void {
    this.#logprobs.push(...tokens);
  }

  /** Later counts replace earlier ones: providers send running totals. */
  usage(usage: Partial<Omit<Usage, "calls">>): void {
    this.#usage = { inputTokens: 0, outputTokens: 0, ...this.#usage, ...defined(usage) };
  }

  /** Notes what was not done as asked, for the finished reply. */
  warn(setting: string, message: string): void {
    this.#warnings.push({ setting, message });
  }

  /** The whole reply. @throws ModelError `interrupted` when its end never came */
  result(): ChatResult {
    if (this.finishReason === undefined)
      throw new ModelError("the stream ended before the reply did", {
        kind: "interrupted",
        model: this.#model,
      });
    if (this.#usage === undefined) this.warn("usage", "the server did not say how many tokens were used");
    const [first, ...others] = this.#toolCalls;
    const toolCalls =
      first === undefined || this.providerState === undefined
        ? this.#toolCalls
        : [{ ...first, providerState: this.providerState }, ...others];
    const calledTools = this.#toolCalls.length > 0 && this.finishReason === "stop";
    return {
      text: this.#text,
      ...(this.#thinking === "" ? {} : { thinking: this.#thinking }),
      toolCalls,
      finishReason: calledTools ? "tool_calls" : this.finishReason,
      usage: { inputTokens: 0, outputTokens: 0, ...this.#usage, calls: 1 },
      ...(this.#logprobs.length === 0 ? {} : { logprobs: this.#logprobs }),
      warnings: this.#warnings,
      model: this.answeredBy ?? this.#model,
    };
  }
}

function defined<Value extends object>(value: Value): Value {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Value;
}
