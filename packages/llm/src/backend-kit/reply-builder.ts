import type { ChatChunk, ChatResult, FinishReason, ModelWarning, TokenLogprob } from "../chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import type { ToolCall } from "../message.ts";
import { isUntold, toldCount } from "../checked-usage.ts";
import { shortModelName } from "../model-name.ts";
import type { Usage } from "../usage.ts";
import { HarmonyCalls } from "./harmony-calls.ts";
import { contentPieces, plainText } from "./reply-content.ts";
import { finishReasonOf } from "./finish-reason.ts";
import { longestReply, mostToolCalls, refuseLongReply, refuseManyCalls } from "./longest-reply.ts";
import { parseToolInput } from "./tool-input.ts";

/** A piece of a tool call in a stream. */
export interface ToolCallPart {
  readonly id?: string | undefined;
  readonly name?: string | undefined;
  /** The next piece of the arguments' JSON text; some servers send them parsed, all at once. */
  readonly input?: unknown;
}

/** Gathers a reply, piece by piece or all at once, and says whether it is whole. */
export class ReplyBuilder {
  readonly #model: string;
  readonly #mostCalls: number;
  readonly #warnings: ModelWarning[];
  readonly #partial: PartialCall[] = [];
  readonly #toolCalls: ToolCall[] = [];
  /** The ids of all of them: looked up for each, which may be thousands. */
  readonly #callIds = new Set<string>();
  readonly #logprobs: TokenLogprob[] = [];
  readonly #callStates = new Map<string, NonNullable<ToolCall["providerState"]>>();
  readonly #harmony = new HarmonyCalls();
  #text = "";
  #lastWords: { readonly kind: "text" | "refusal"; readonly end: string } = { kind: "text", end: "" };
  #thinking = "";
  #length = 0;
  #started = false;
  #refused = false;
  #usage: Omit<Usage, "calls"> | undefined;
  /** Set by the piece that ends the reply; without one the reply is cut off. */
  finishReason: FinishReason | undefined;
  /** The model that answered, as the provider names it. */
  answeredBy: string | undefined;

  /** @param mostCalls of tools in one reply */
  constructor(model: string, warnings: readonly ModelWarning[], mostCalls = mostToolCalls) {
    this.#model = model;
    this.#mostCalls = mostCalls;
    this.#warnings = [...warnings];
  }

  /** Whether any of the reply has arrived. */
  get started(): boolean {
    return this.#started;
  }

  /** What has been said so far. */
  get said(): string {
    return this.#text;
  }

  /**
   * Takes in what stands where a text belongs, a piece of it or all of it, and returns it as chunks to pass on: a text,
   * or parts that are read for what they are. What is neither is left out with a warning.
   */
  *text(content: unknown): Generator<ChatChunk, void> {
    for (const piece of contentPieces(content)) {
      if (piece.kind === "call") {
        yield* this.toolCall(piece.call);
        continue;
      }
      const { kind, text } = piece;
      this.#grows(text.length);
      if (kind === "left out") this.leftOut(text);
      else if (kind === "thinking") yield* this.#thought(text);
      else {
        this.#refused ||= kind === "refusal";
        yield* this.#words(this.#apart(kind, text));
      }
    }
  }

  /** What is said in another part than what came before it, with a blank between the two where neither has one. */
  #apart(kind: "text" | "refusal", text: string): string {
    const { kind: lastKind, end } = this.#lastWords;
    this.#lastWords = { kind, end: text.slice(-1) };
    const isGlued = kind !== lastKind && end !== "" && !/\s/u.test(end) && !/^\s/u.test(text);
    return isGlued ? ` ${text}` : text;
  }

  /** Hands on what was held back of the text, which may have been the beginning of more. */
  *textDone(): Generator<ChatChunk, void> {
    yield* this.#words("", true);
  }

  *#words(text: string, complete = false): Generator<ChatChunk, void> {
    this.#started ||= text !== "";
    for (const piece of this.#harmony.push(text, complete)) {
      if (piece.kind === "words") {
        this.#text += piece.text;
        yield { type: "text", delta: piece.text };
      } else {
        const { name, input } = piece;
        yield* this.toolCall({ id: `call_text_${this.#toolCalls.length}`, name, input });
      }
    }
  }

  /** As {@link ReplyBuilder.text}, for words in which the model refuses: the reply counts as stopped for its content. */
  *refusal(content: unknown): Generator<ChatChunk, void> {
    const refusal = plainText(content);
    if (refusal !== "") yield* this.text({ type: "refusal", refusal });
  }

  /** As {@link ReplyBuilder.text}, for a piece of the reasoning. */
  *thinking(content: unknown): Generator<ChatChunk, void> {
    const delta = plainText(content);
    this.#grows(delta.length);
    yield* this.#thought(delta);
  }

  /** Before anything looks through what has come. @throws ModelError `too_large` */
  #grows(by: number): void {
    this.#length += by;
    refuseLongReply(this.#length, this.#model);
  }

  *#thought(delta: string): Generator<ChatChunk, void> {
    if (delta === "") return;
    this.#started = true;
    this.#thinking += delta;
    yield { type: "thinking", delta };
  }

  /** Takes in a whole tool call and returns it as the chunk to hand on; one whose id is taken gets one of its own. */
  *toolCall(given: ToolCall): Generator<ChatChunk, void> {
    this.#grows(lengthOf(given.input));
    yield* this.#call(given);
  }

  *#call(given: ToolCall): Generator<ChatChunk, void> {
    this.#started = true;
    refuseManyCalls(this.#toolCalls.length + 1, this.#mostCalls, this.#model);
    const providerState = given.providerState ?? this.#callStates.get(given.id);
    const call = {
      ...given,
      id: this.#freeId(given.id),
      ...(providerState === undefined ? {} : { providerState }),
    };
    if (call.id !== given.id) this.warn("reply", "two tool calls had the same id");
    this.#toolCalls.push(call);
    yield { type: "tool-call", call };
  }

  #freeId(id: string): string {
    let free = id;
    for (let place = this.#toolCalls.length; this.#callIds.has(free); place++) free = `call_${place}`;
    this.#callIds.add(free);
    return free;
  }

  /** Notes what the provider wants back with one call, before that call is taken in. */
  keepWithCall(id: string, providerState: NonNullable<ToolCall["providerState"]>): void {
    this.#callStates.set(id, providerState);
  }

  /** Kept on the first tool call, to be sent back with it. */
  providerState: ToolCall["providerState"];

  /**
   * Takes in a piece of a call; {@link toolCallsDone} hands the calls on. An id says which call it belongs to, a new
   * one, or the same under another index, beginning a new call; without an id the index says so, and without either the piece goes on
   * with the last call, unless it names a tool when that call's arguments are whole.
   */
  toolCallPart(index: number | undefined, { id = "", name = "", input }: ToolCallPart): void {
    this.#started = true;
    const call = this.#partialCall(index, id, name);
    call.id ||= id;
    call.name = joinedName(call, name);
    if (typeof input === "string") this.#grows(input.length);
    call.input += typeof input === "string" ? input : input == null ? "" : JSON.stringify(input);
  }

  #partialCall(index: number | undefined, id: string, name: string): PartialCall {
    const known = this.#partial.findLast(
      (call) =>
        (index === undefined || call.index === undefined || call.index === index) &&
        (id !== "" && call.id !== "" ? call.id === id : index === undefined || call.index === index),
    );
    const last = this.#partial.at(-1);
    // Some give every piece an id of its own: one without a name goes on with arguments that are not whole yet.
    if (known === undefined && name === "" && last !== undefined && last.index === index && !isWhole(last))
      return last;
    const another = known !== undefined && id === "" && name !== "" && isWhole(known);
    if (known !== undefined && !another) return known;
    const fresh: PartialCall = { index, id: "", name: "", input: "" };
    this.#partial.push(fresh);
    refuseManyCalls(this.#partial.length, this.#mostCalls, this.#model);
    return fresh;
  }

  /** Hands on the calls that came in pieces. Their input is the raw text when it is not JSON. */
  *toolCallsDone(): Generator<ChatChunk, void> {
    for (const [place, { id, name, input }] of this.#partial.entries()) {
      if (name === "") this.warn("reply", "a tool call came without a name");
      yield* this.#call({ id: id === "" ? `call_${place}` : id, name, input: parseToolInput(input) });
    }
    this.#partial.length = 0;
  }

  /** Takes in the log-probabilities of the next tokens. */
  logprobs(tokens: readonly TokenLogprob[]): void {
    this.#logprobs.push(...tokens);
  }

  /** Later counts replace earlier ones: providers send running totals. */
  usage(usage: { readonly [Key in keyof Omit<Usage, "calls">]?: Usage[Key] | undefined }): void {
    const told = Object.entries(usage).filter(([, count]) => !isUntold(count));
    if (told.length === 0) return;
    const counts: Partial<Record<keyof Usage, number>> = {};
    for (const [name, count] of told)
      counts[name as keyof Usage] = toldCount(name as keyof Usage, count, (setting, message) =>
        this.warn(setting, message),
      );
    this.#usage = { inputTokens: 0, outputTokens: 0, ...this.#usage, ...counts };
  }

  /** What the call has used by what was told so far; nothing where nothing was. */
  get used(): Usage | undefined {
    if (this.#usage === undefined) return undefined;
    const { cachedInputTokens: cached, ...usage } = this.#usage;
    if (cached === undefined) return { ...usage, calls: 1 };
    // A part is not more than the whole: what comes from a cache would otherwise lower the cost below nothing.
    if (cached > usage.inputTokens)
      this.warn("usage", "the server counted more cached tokens than tokens in total");
    return { ...usage, cachedInputTokens: Math.min(cached, usage.inputTokens), calls: 1 };
  }

  /** The tokens counted so far. */
  get spent(): { readonly input: number; readonly output: number } {
    return { input: this.#usage?.inputTokens ?? 0, output: this.#usage?.outputTokens ?? 0 };
  }

  /** Takes in the provider's word for why the reply ended; one that nobody knows is told of. */
  ended(word: string | null | undefined): void {
    this.finishReason = finishReasonOf(word ?? "") ?? "other";
    if (this.finishReason !== "other") return;
    const why =
      word === null || word === undefined || word === "" ? "without a reason" : `with "${word.slice(0, 40)}"`;
    this.warn("reply", `the reply ended ${why}: it may be incomplete`);
  }

  /** Notes what was not done as asked, for the finished reply; the same only once. */
  warn(setting: string, message: string): void {
    if (this.#warnings.some((known) => known.setting === setting && known.message === message)) return;
    this.#warnings.push({ setting, message });
  }

  /** Notes a part of the reply that has no place in it, such as an image: it is left out, not written out. */
  leftOut(kind: string): void {
    this.warn("reply", `a part of the kind "${kind}" was left out of the reply`);
  }

  /** The whole reply. @throws ModelError `interrupted` when its end never came */
  result(): ChatResult {
    if (this.finishReason === undefined)
      throw new ModelError("the stream ended before the reply did", {
        kind: "interrupted",
        model: this.#model,
      });
    if (this.#usage === undefined) this.warn("usage", "the server did not say how many tokens were used");
    const said = typeof this.answeredBy === "string" ? this.answeredBy : this.#model;
    const model = shortModelName(said);
    if (model !== said) this.warn("reply", "the server's name of the model was too long, and was cut");
    const [first, ...others] = this.#toolCalls;
    const toolCalls =
      first === undefined || this.providerState === undefined
        ? this.#toolCalls
        : [{ ...first, providerState: this.providerState }, ...others];
    const calledTools = this.#toolCalls.length > 0 && this.finishReason === "stop";
    const finishReason = calledTools ? "tool_calls" : this.finishReason;
    return {
      text: this.#text,
      ...(this.#thinking === "" ? {} : { thinking: this.#thinking }),
      toolCalls,
      finishReason: this.#refused && finishReason === "stop" ? "content_filter" : finishReason,
      usage: this.used ?? { inputTokens: 0, outputTokens: 0, calls: 1 },
      ...(this.#logprobs.length === 0 ? {} : { logprobs: this.#logprobs }),
      warnings: this.#warnings,
      model,
    };
  }
}

/** How many characters stand in a value, names included; it is not looked through any further once they are too many. */
function lengthOf(value: unknown): number {
  let length = 0;
  const open: unknown[] = [value];
  while (open.length > 0 && length <= longestReply) {
    const next = open.pop();
    if (typeof next === "string") length += next.length;
    else if (typeof next !== "object" || next === null) length++;
    else
      for (const [name, item] of Object.entries(next)) {
        length += name.length;
        open.push(item);
      }
  }
  return length;
}

/** A call as far as it has come. */
interface PartialCall {
  readonly index: number | undefined;
  id: string;
  name: string;
  input: string;
}

/** The name of a call with another piece: the rest of it, the whole of it so far, or the same again. */
function joinedName(call: PartialCall, piece: string): string {
  if (piece.startsWith(call.name)) return piece;
  return call.input === "" && !call.name.endsWith(piece) ? call.name + piece : call.name;
}

/** Whether a call's arguments are JSON already: what follows with a name of its own is another call. */
function isWhole({ name, input }: PartialCall): boolean {
  return name !== "" && input !== "" && typeof parseToolInput(input) === "object";
}
