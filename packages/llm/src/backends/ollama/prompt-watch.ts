import type { ChatRequest } from "../../chat-model.ts";
import type { Message } from "../../message.ts";
import { type TextKind, tokenBounds, type TokenBounds } from "./token-bounds.ts";

/**
 * Whether a server read all of a prompt: it did, it left something out (`cut`), or neither can be told (`unclear`).
 * `tokens`: between how many the prompt has.
 */
export interface PromptReading {
  readonly verdict: "whole" | "cut" | "unclear";
  readonly tokens: TokenBounds;
}

/** A message of a prompt, or what else stands in it (`role` "frame"): never left out, as system messages are. */
interface Part extends TokenBounds {
  readonly key: string;
  readonly role: Message["role"] | "frame";
  readonly kind: TextKind;
  /** Most tokens of what the model thought: templates show it, or show it only for a while. */
  readonly thought: number;
}

/**
 * Tells by how many tokens a server of Ollama counted whether it left messages out of a prompt, which it does without a word
 * (`chatPrompt` of its `server/prompt.go`): as long as the prompt does not fit, the oldest message goes, system messages and the
 * last one excepted. So what is left fits, and with one message more it would not. A last message that does not fit by itself
 * loses its beginning, so that the context is full, or in later versions half full.
 *
 * How many tokens a prompt has is known between bounds. The counts of earlier prompts narrow them: only what differs
 * is estimated. They also tell how many tokens this model makes of a kind of text, about, which excludes a cut where the bounds
 * cannot; by itself, it proves none. A server may count only what it had not read before; such a count tells nothing.
 */
export class PromptWatch {
  readonly #earlier: (readonly Part[])[] = [];
  /** Prompts that were read whole, the last first. */
  readonly #counted: { readonly parts: readonly Part[]; readonly count: number }[] = [];
  /** Where between the bounds of a kind of text the counts of this model lie, 0 to 1. */
  readonly #places = new Map<TextKind, { readonly from: number; readonly to: number }>();
  /** The most tokens that were read at once: the server holds as many. */
  #held = 0;

  /**
   * @param read the tokens that the server counted
   * @param window how many it was told to hold; nothing: nobody knows
   */
  read(request: ChatRequest, read: number, window: number | undefined): PromptReading {
    const parts = this.#parts(request);
    const tokens = this.#bounds(parts);
    const verdict = this.#verdict(parts, tokens, read, window);
    if (verdict === "whole" && read >= tokens.least) {
      this.#learn(parts, read);
      this.#counted.unshift({ parts, count: read });
    }
    this.#earlier.unshift(parts);
    this.#counted.splice(remembered);
    this.#earlier.splice(remembered);
    this.#held = Math.max(this.#held, read);
    return { verdict, tokens };
  }

  #parts({ messages, tools, output }: ChatRequest): readonly Part[] {
    const frame = JSON.stringify({ tools, output });
    const { most } = tokenBounds(frame);
    const known = new Map(this.#earlier.flat().map((part) => [part.key, part]));
    return [
      { key: frame, role: "frame", kind: -1, least: 0, most: 2 * most + longestFrame, thought: 0 },
      ...messages.map((message) => {
        const key = JSON.stringify({ ...message, toolCallId: undefined });
        return known.get(key) ?? messagePart(message, key);
      }),
    ];
  }

  /** Between how many tokens a prompt has, by itself and by what it has in common with earlier ones. */
  #bounds(parts: readonly Part[]): TokenBounds {
    const alone = sum(parts);
    let { least, most } = alone;
    for (const { parts: counted, count } of this.#counted) {
      const more = sum(without(parts, counted));
      const fewer = sum(without(counted, parts));
      least = Math.max(least, count + more.least - fewer.most - thoughts(counted));
      most = Math.min(most, count + more.most - fewer.least + thoughts(parts));
    }
    return least <= most ? { least, most } : alone;
  }

  /** Notes where between its bounds the count of what is new lies, if that is of one kind. */
  #learn(parts: readonly Part[], count: number): void {
    const before = this.#counted.find(({ parts: counted }) => without(counted, parts).length === 0);
    const added = before === undefined ? parts : without(parts, before.parts);
    const kinds = new Set(added.filter(({ role }) => role !== "frame").map(({ kind }) => kind));
    const [kind] = kinds;
    const { least, most } = sum(added);
    if (kind === undefined || kinds.size > 1 || most < leastLearned) return;
    const place = (count - (before?.count ?? 0) - least) / (most - least);
    const { from, to } = this.#places.get(kind) ?? { from: place, to: place };
    this.#places.set(kind, { from: Math.min(from, place), to: Math.max(to, place) });
  }

  /** A part between closer bounds, by what this model made of texts of its kind. */
  #likely(part: Part): Part {
    const places = this.#places.get(part.kind);
    if (places === undefined || part.role === "frame") return part;
    const at = (place: number) => part.least + place * (part.most - part.least);
    const least = Math.max(part.least, at(places.from) / tolerance);
    const most = Math.min(part.most, at(places.to) * tolerance + messageFrame);
    return least <= most ? { ...part, least, most } : part;
  }

  #verdict(
    parts: readonly Part[],
    tokens: TokenBounds,
    read: number,
    window: number | undefined,
  ): PromptReading["verdict"] {
    const held = Math.max(read, this.#held);
    if (window !== undefined && held <= window && tokens.least > window) return "cut";
    const isMeasured = this.#counted.length > 0;
    const isFull = (one: number) => one >= held && tokens.most > one;
    if (read >= tokens.least) {
      const likely = parts.map((part) => this.#likely(part));
      const likelyTokens = this.#bounds(likely);
      const mayHaveLost = (one: number) =>
        lostMessages(likely, likelyTokens, read, one) &&
        // Where nobody said what the server holds, it takes a sign, or every dialogue that grows past a usual window has one: a
        // count that is less than likely, or one that is near a window after none that was nearly as high.
        (one === window || !isMeasured || read < likelyTokens.least || !this.#hasGrownTo(read, one));
      const isUnclear = (window === undefined ? usualWindows : [window]).some(
        (one) => isFull(one) && (lostBeginning(parts, read, one) || mayHaveLost(one)),
      );
      return isUnclear ? "unclear" : "whole";
    }
    const isCached = this.#countsOnlyNew(parts, read);
    // A model that was trained with fewer tokens than it is told to hold does not hold more.
    const smaller = isMeasured ? usualWindows.filter((one) => one < (window ?? 0)) : [];
    const isCut = (window === undefined ? usualWindows : [...smaller, window]).some(
      (one) => isFull(one) && (lostMessages(parts, tokens, read, one) || lostBeginning(parts, read, one)),
    );
    if (isCut) return isCached ? "unclear" : "cut";
    const isUnknown = window === undefined || isMeasured;
    return !isCached && isUnknown && read >= leastWindow / 2 ? "unclear" : "whole";
  }

  /** Whether a prompt that was read whole had nearly as many tokens, so that what is new is little. */
  #hasGrownTo(read: number, window: number): boolean {
    return this.#counted.some(({ count }) => read - count < window / longestStep);
  }

  /** Whether a count may be that of what no earlier prompt began with. */
  #countsOnlyNew(parts: readonly Part[], read: number): boolean {
    let same = 0;
    for (const before of this.#earlier) {
      let at = 0;
      while (at < parts.length && parts[at]?.key === before[at]?.key) at++;
      same = Math.max(same, at);
    }
    if (same <= frames) return false;
    const { least, most } = sum(parts.slice(same));
    return read >= least && read <= most + longestFrame;
  }
}

/** Whether such a count may be that of a prompt without its oldest messages. */
function lostMessages(parts: readonly Part[], tokens: TokenBounds, read: number, window: number): boolean {
  const all = sum(parts);
  const isAlike = new Set(parts.slice(frames).map(({ kind }) => kind)).size === 1;
  let lost: TokenBounds = { least: 0, most: 0 };
  for (let at = 0; at < parts.length - 1; at++) {
    const part = parts[at] as Part;
    if (stays(part)) continue;
    lost = sum([lost, part]);
    const least = Math.max(all.least - lost.least, tokens.least - lost.most);
    const most = Math.min(all.most - lost.most, tokens.most - lost.least);
    if (read < least || read > most) continue;
    const { most: last } = withCall(parts, at);
    const alike = (tolerance * read * last) / (all.most - lost.most) + messageFrame;
    if (read + (isAlike ? Math.min(last, alike) : last) > window) return true;
  }
  return false;
}

/** A message, and what goes with it: the results of tools go with the call. */
function withCall(parts: readonly Part[], at: number): TokenBounds {
  let first = at;
  while (parts[first]?.role === "tool" && first > 0) first--;
  return sum(parts.slice(first, at + 1));
}

/** Whether such a count may be that of a last message that lost its beginning. */
function lostBeginning(parts: readonly Part[], read: number, window: number): boolean {
  const kept = sum(parts.filter((part, at) => at === parts.length - 1 || stays(part)));
  return kept.most > window && ((read <= window && window - read <= few) || isHalf(read, window));
}

function isHalf(read: number, window: number): boolean {
  return Math.abs(read - window / 2) <= few;
}

function stays({ role }: Part): boolean {
  return role === "system" || role === "frame";
}

function messagePart(message: Message, key: string): Part {
  const { role, content } = message;
  const { least, most, kind } = tokenBounds(content);
  const { thinking = "", toolCalls = [] } = role === "assistant" ? message : {};
  const thought = tokenBounds(thinking).most;
  const called = toolCalls.length === 0 ? 0 : tokenBounds(JSON.stringify(toolCalls)).most;
  return { key, role, kind, thought, least, most: most + thought + called + messageFrame };
}

function thoughts(parts: readonly Part[]): number {
  return parts.reduce((tokens, { thought }) => tokens + thought, 0);
}

function sum(parts: readonly TokenBounds[]): TokenBounds {
  let least = 0;
  let most = 0;
  for (const part of parts) {
    least += part.least;
    most += part.most;
  }
  return { least, most };
}

/** The parts of one prompt that another lacks. */
function without(parts: readonly Part[], others: readonly Part[]): readonly Part[] {
  const left = new Map<string, number>();
  for (const { key } of others) left.set(key, (left.get(key) ?? 0) + 1);
  return parts.filter(({ key }) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

/** What servers hold unless they are told, by their version and the machine, and what models were trained with. */
const usualWindows: readonly number[] = [2048, 4096, 8192, 16_384, 32_768, 65_536, 131_072, 262_144];
const leastWindow = 2048;
/** A full context may lack so many tokens, a half one have so many more. */
const few = 8;
/** Most tokens that a template adds to a message, and to all of them. */
const messageFrame = 12;
const longestFrame = 100;
/** Texts of one kind differ by such a factor in their tokens for their length. */
const tolerance = 1.35;
/** Less than so many tokens at most tell nothing of others. */
const leastLearned = 100;
/** The first part is no message. */
const frames = 1;
/** A dialogue that grows does so by less than this part of a window at a time. */
const longestStep = 8;
/** So many prompts are kept to compare the next with. */
const remembered = 16;
