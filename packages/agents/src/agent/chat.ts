import {
  checkArguments,
  requireOptions,
  checkOptions,
  givenSeed,
  type OptionNames,
} from "@sdialog/core/internal";
import {
  type Context,
  Dialog,
  type DialogEvent,
  InvalidArgumentError,
  Random,
  type Turn,
} from "@sdialog/core";
import { recordTools } from "../conversation/record-tools.ts";
import { cutShortMark, cutShortNote, finishGuard } from "../conversation/cut-short.ts";
import { Ledger } from "../conversation/ledger.ts";
import { type Clock, systemClock, timestamp } from "../edge.ts";
import type {
  Draft,
  Participant,
  ParticipantSession,
  ReplyEvent,
  ToldInstruction,
  View,
} from "../participant.ts";
import { relay } from "../relay.ts";

/** What a chat with an agent starts from. A chat without a seed gets a fresh one. */
export interface ChatOptions {
  /** Everything random follows from it. Default, and for null: a fresh one. */
  readonly seed?: number | null | undefined;
  /** The situation. Default: the agent's own. */
  readonly context?: Context | string | undefined;
  /** What was said before. */
  readonly turns?: readonly Turn[] | undefined;
  /** What happened then: persistent instructions among it stay in force. */
  readonly events?: readonly DialogEvent[] | undefined;
  /** Names the chat, for caches that outlive a single call. Default: derived from the seed. */
  readonly conversation?: string | undefined;
  /** Name of the other side. Default: `User`. */
  readonly user?: string | undefined;
  readonly clock?: Clock | undefined;
}

/** How one answer of a {@link Chat} is given. */
export interface ChatStreamOptions {
  readonly signal?: AbortSignal | undefined;
  /**
   * What the other side has heard once the reply is `reply`: it was given pieces that were discarded later and could
   * not be taken back, so they are part of the conversation. Default: the reply.
   */
  readonly heard?: ((reply: string) => string) | undefined;
}

/** The names of {@link ChatOptions}. */
export const chatOptionNames: OptionNames<ChatOptions> = {
  seed: true,
  context: true,
  turns: true,
  events: true,
  conversation: true,
  user: true,
  clock: true,
};

/** One of several messages that are answered together. */
export type ChatInput = string | { readonly role: "user" | "assistant" | "system"; readonly content: string };

const roles: ReadonlySet<string> = new Set(["user", "assistant", "system"]);

function chatMessages(given: string | readonly ChatInput[]): readonly Exclude<ChatInput, string>[] {
  const all = typeof given === "string" ? [given] : given;
  if (!Array.isArray(all)) throw notMessages();
  return (all as readonly ChatInput[])
    .map((each) => (typeof each === "string" ? { role: "user" as const, content: each } : each))
    .filter((message) => {
      const { role, content } = (message ?? {}) as Partial<Exclude<ChatInput, string>>;
      if (typeof content !== "string" || role === undefined || !roles.has(role)) throw notMessages();
      // SDKs name what a message has not, too: `refusal: null, annotations: []`.
      const held = Object.fromEntries(
        Object.entries(message).filter(([name, value]) => name === "content" || !isNothing(value)),
      );
      checkOptions("A message", held, { role: true, content: true }, "Agents hear texts only.");
      return content !== "";
    });
}

function isNothing(value: unknown): boolean {
  return (
    value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0)
  );
}

function notMessages(): InvalidArgumentError {
  return new InvalidArgumentError(
    "A message is a string, or { role, content } with one of these roles: user, assistant, system",
  );
}

/** A private conversation of one participant with whoever calls `respond`. */
export class Chat {
  readonly seed: number;
  readonly #participant: Participant;
  readonly #options: ChatOptions;
  readonly #user: string;
  readonly #name: string;
  readonly #ledger: Ledger;
  readonly #startedAt: string;
  #session: Promise<ParticipantSession> | undefined;
  /** What the participant is told before its next reply. */
  #told: readonly ToldInstruction[] = [];
  /** Replies are given one after another, also when they are asked for at once. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(participant: Participant, options: ChatOptions = {}) {
    checkArguments("new Chat", arguments, 2);
    checkOptions("new Chat", options, chatOptionNames);
    requireOptions("new Chat", { participant }, ["participant"]);
    this.#participant = participant;
    this.#options = options;
    this.seed = givenSeed("The chat", options.seed);
    this.#user = options.user ?? "User";
    this.#name = participant.name === "" ? "Agent" : participant.name;
    const clock = options.clock ?? systemClock;
    this.#startedAt = timestamp(clock);
    this.#ledger = new Ledger(clock, options.turns, options.events);
  }

  /**
   * Tells the participant what to do in its next reply, or with `persist` in all that follow. Instructions of a reply
   * that fails are given again with the next.
   *
   * @throws InvalidArgumentError for an empty text, and a participant that takes no instructions
   */
  instruct(text: string, options: { readonly persist?: boolean | undefined } = {}): this {
    checkArguments("Chat.instruct", arguments, 2);
    checkOptions("Chat.instruct", options, { persist: true });
    if (typeof text !== "string" || text.trim() === "")
      throw new InvalidArgumentError("An instruction needs text", {
        hint: 'For example chat.instruct("Answer in one sentence.").',
      });
    if (this.#participant.takesInstructions !== true)
      throw new InvalidArgumentError(`${this.#name} takes no instructions`, {
        hint: "Only agents do: new Agent(…).chat().",
      });
    this.#told = [...this.#told, { text, persist: options.persist === true }];
    return this;
  }

  /**
   * Says `message` and returns the answer, which is empty once the participant has ended the conversation. Without a
   * message the participant speaks first, or goes on. Of several messages, texts and those of the role `user` are said by
   * the other side, those of the role `assistant` by the participant itself, and those of the role `system` are lasting
   * instructions; all of them are answered once.
   *
   * @throws InvalidArgumentError for messages of any other form
   */
  async respond(
    message: string | readonly ChatInput[] = "",
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<string> {
    checkOptions("Chat.respond", options, { signal: true });
    let text = "";
    for await (const event of this.stream(message, options)) if (event.type === "reply") text = event.text;
    return text;
  }

  /** As {@link Chat.respond}, yielding what happens on the way. A message that is not answered to the end is not remembered. */
  async *stream(
    message: string | readonly ChatInput[] = "",
    options: ChatStreamOptions = {},
  ): AsyncGenerator<
    ReplyEvent | { readonly type: "reply"; readonly text: string; readonly draft: Draft },
    void,
    void
  > {
    checkOptions("Chat.stream", options, { signal: true, heard: true });
    const messages = chatMessages(message);
    let release!: () => void;
    const done = new Promise<void>((resolve) => {
      release = resolve;
    });
    const before = this.#queue;
    this.#queue = before.then(() => done);
    await before;
    const mark = this.#ledger.mark();
    const toldBefore = this.#told;
    let answered = false;
    try {
      for (const { role, content } of messages) {
        if (role === "system") this.instruct(content, { persist: true });
        else this.#ledger.say(role === "user" ? this.#user : this.#name, content);
      }
      const session = await this.#begin();
      const told = this.#told;
      this.#told = [];
      const request = { attempt: 0, live: true, told, signal: options.signal };
      const replying = session.reply(this.#view(), request);
      const record = (event: ReplyEvent): ReplyEvent[] => {
        if (event.type !== "event") return [event];
        if (!this.#ledger.isNews(this.#name, event.event)) return [];
        this.#ledger.record(this.#name, event.event);
        return [event];
      };
      const draft = yield* relay(replying, record);
      const reply = draft.text.trim();
      const text = options.heard?.(reply) ?? reply;
      if (text !== reply) {
        const content = `The other side was given more than the reply, which cannot be taken back: ${reply}`;
        this.#ledger.record(this.#name, { action: "warning", actionLabel: "stream", content });
      }
      const cut = cutShortNote(draft);
      if (cut !== undefined)
        this.#ledger.record(this.#name, { action: "guard", actionLabel: finishGuard, content: { ...cut } });
      if (text !== "") this.#ledger.say(this.#name, text, { ...draft.extra, ...cutShortMark(draft) });
      this.#ledger.spend(draft.usage);
      answered = true;
      yield { type: "reply", text, draft };
    } finally {
      if (!answered) {
        this.#ledger.rollBack(mark);
        this.#told = [...toldBefore, ...this.#told.filter((each) => !toldBefore.includes(each))];
      }
      release();
    }
  }

  /** What would be answered to `message`; nothing is remembered, no rule asked, no tool run. */
  async lookahead(
    message = "",
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<string> {
    checkOptions("Chat.lookahead", options, { signal: true });
    const session = await this.#begin();
    const asked = message === "" ? [] : [{ speaker: this.#user, text: message }];
    const view = { ...this.#view(), turns: [...this.#ledger.turns, ...asked] };
    const replying = session.reply(view, {
      attempt: 0,
      live: false,
      rehearsal: true,
      signal: options.signal,
    });
    for (;;) {
      const step = await replying.next();
      if (step.done !== true) continue;
      this.#ledger.spend(step.value.usage);
      return step.value.text.trim();
    }
  }

  /** The chat so far as a dialogue. */
  dialog(): Dialog {
    const { turns, events, usage } = this.#ledger;
    const { persona, modelInfo } = this.#participant;
    return new Dialog({
      timestamp: this.#startedAt,
      model: modelInfo ?? null,
      seed: this.seed,
      personas: { [this.#name]: persona ?? {}, [this.#user]: {} },
      context: (this.#options.context as Record<string, unknown> | string | undefined) ?? null,
      turns,
      events,
      usage,
      ...recordTools([{ name: this.#name, participant: this.#participant }]),
    });
  }

  #begin(): Promise<ParticipantSession> {
    const random = new Random(this.seed);
    this.#session ??= Promise.resolve(
      this.#participant.begin({
        name: this.#name,
        others: [{ name: this.#user }],
        context: this.#options.context,
        random: random.fork("participant", this.#name),
        conversation: this.#options.conversation ?? `chat-${this.seed}`,
        events: this.#options.events ?? [],
        clock: this.#options.clock ?? systemClock,
      }),
    );
    return this.#session;
  }

  #view(): View {
    return { me: this.#name, turns: this.#ledger.turns, tagged: false };
  }
}
