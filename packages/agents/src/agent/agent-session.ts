import type { EventDraft, Turn } from "@sdialog/core";
import { addUsage, type ChatModel, type ChatRequest, type Message, noUsage, type Usage } from "@sdialog/llm";
import {
  type Draft,
  longerLimit,
  type ParticipantRun,
  type ParticipantSession,
  type ReplyEvent,
  type ReplyRequest,
  type View,
} from "../participant.ts";
import { type InsertedMessages, viewMessages } from "../view-messages.ts";
import type { UsedTool } from "../tools/used-tool.ts";
import type { AgentSpec } from "./agent-spec.ts";
import { endConversation, toolsOf } from "./end-conversation.ts";
import { fitHistory } from "./fit-history.ts";
import { modelTurn } from "./model-turn.ts";
import { ownWords, paragraph } from "../own-words.ts";
import { rememberedPast } from "./remembered-past.ts";
import { readStopSignal } from "./stop-signal.ts";
import { announceTold, type Guidance, Orchestration } from "./orchestration.ts";
import { sealed, spokenForm, spokenFormInWords } from "./spoken-fields.ts";
import { readReply, TurnReader } from "./turn-reader.ts";

const nudge = "The conversation is not over yet: go on with your next message.";

/** What an agent's model is told before anything is said, and by which prompts. */
export interface AgentInstructions extends Pick<ParticipantSession, "prompts" | "descriptions"> {
  readonly system: readonly Message[];
  /** What is done differently for this model. */
  readonly notes: readonly EventDraft[];
}

/** One agent's part in one conversation: its prompt, its rules, and what only it has seen. */
export class AgentSession implements ParticipantSession {
  readonly #spec: AgentSpec;
  readonly #run: ParticipantRun;
  readonly #model: ChatModel;
  readonly #system: readonly Message[];
  readonly #orchestration: Orchestration;
  readonly #dialogueSeed: number;
  /** Persistent instructions and tool rounds, at their places in the thread. */
  readonly #memory: InsertedMessages[];
  /** Instructions for the turn at hand: given once, kept while the turn is tried again. */
  #current: { readonly turn: number; readonly guidance: readonly Guidance[] } | undefined;
  /** Whether turns had to be left out of what the model sees, and whether that was reported. */
  #forgetful: "new" | "told" | undefined;
  readonly #untold: EventDraft[];
  /** Of the agent's last turn of several messages, whether one of them may have held the signal. */
  #severalMessages: { readonly turn: number; readonly isInDoubt: boolean } | undefined;
  /** The cost of looking ahead, not yet part of a draft. */
  #owed: Usage = noUsage;

  readonly prompts: ParticipantSession["prompts"];
  readonly descriptions: ParticipantSession["descriptions"];

  constructor(spec: AgentSpec, run: ParticipantRun, model: ChatModel, told: AgentInstructions) {
    this.#spec = spec;
    this.#run = run;
    this.#model = model;
    this.#system = spec.stopSignal === "fields" ? withForm(told.system) : told.system;
    this.#untold = run.events.length === 0 ? [...told.notes] : [];
    this.prompts = told.prompts;
    this.descriptions = told.descriptions;
    const past = run.events.filter(({ agent }) => agent === run.name);
    this.#orchestration = new Orchestration(run.name, spec.orchestrators, run.random, past, spec.facts);
    this.#dialogueSeed = run.random.derive("dialogue");
    this.#memory = rememberedPast(run);
  }

  async *reply(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, Draft, void> {
    if (request.rehearsal === true) return this.#rehearse(view, request);
    const turn = view.turns.length;
    for (const event of this.#untold.splice(0)) yield { type: "event", event };
    const guidance = yield* this.#guidance(view, request);
    const given = this.#opening(view, request) ?? this.#given(guidance, request);
    if (given !== undefined) return { ...this.#read(given, guidance), usage: this.#takeOwed() };

    const spec = this.#spec;
    const tools = toolsOf(spec);
    const notOver = request.mustContinue === true || (request.attempt > 0 && endOf(guidance) === false);
    const told: Guidance[] = [...guidance];
    const messages = this.#messages(view, guidance, notOver ? nudge : undefined);
    if (this.#forgetful === "new") {
      this.#forgetful = "told";
      const content = "The model no longer sees the whole conversation.";
      yield { type: "event", event: { action: "warning", actionLabel: "historyTokens", content } };
    }
    const again = this.#mayHaveStopped(view);
    const reader = new TurnReader(spec.stopSignal, again);
    const reply = yield* modelTurn({
      agent: this.#run.name,
      model: this.#model,
      messages,
      tools,
      endTool: tools.includes(endConversation()) ? endConversation().name : undefined,
      maxToolRounds: spec.maxToolRounds,
      live: request.live,
      hear: (events) => reader.hear(request.hear?.(events) ?? events),
      read: reader.read,
      spoken: (message) => {
        const names = new Set([view.me, ...view.turns.flatMap(({ speaker }) => speaker ?? [])]);
        return readReply(spec.stopSignal, ownWords(message, [...names]).text).text;
      },
      request: (round) => ({
        ...this.#callSettings(request),
        seed: this.#seed("call", turn, request.attempt, round),
        session: `${this.#run.conversation}/${this.#run.name}`,
      }),
      afterTool: (used) => this.#afterTool(used, view, request, told),
    });
    for (const event of reader.seen) yield { type: "event", event };
    if (reply.messages.length > 1) this.#severalMessages = { turn, isInDoubt: reader.isInDoubt };
    if (reply.trace.length > 0) this.#memory.push({ at: turn, messages: reply.trace });
    const usage = addUsage(this.#takeOwed(), reply.usage);
    const { finishReason } = reply;
    const canBeLonger =
      finishReason === "length" && request.longer !== true && this.#longerLimit(request) !== undefined;
    return {
      ...ofMessages(
        this.#draft({ text: reply.text, stop: reader.stop || reply.ended }, told, again),
        reply.messages,
      ),
      usage,
      finishReason,
      canBeLonger,
      ...(reply.toolCalls.length === 0 ? {} : { toolCalls: reply.toolCalls }),
    };
  }

  /** What all rules want of this turn. Instructions that stay move into memory, each text only once. */
  async *#guidance(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, readonly Guidance[], void> {
    const turn = view.turns.length;
    if (this.#current?.turn !== turn) {
      const lookahead = (): Promise<string> => this.#lookahead(view, request);
      const told = yield* announceTold(request.told);
      const guidance = [
        ...told,
        ...(yield* this.#orchestration.beforeReply(view, lookahead, request.signal)),
      ];
      for (const { message, persistent } of guidance) {
        if (persistent && message !== undefined && !this.#remembers(message))
          this.#memory.push({ at: instructionPlace(view), messages: [message] });
      }
      this.#current = { turn, guidance };
    }
    return this.#current.guidance;
  }

  /** What the rules want after a tool's result; instructions that are already in force are left out. */
  async *#afterTool(
    used: UsedTool,
    view: View,
    request: ReplyRequest,
    told: Guidance[],
  ): AsyncGenerator<ReplyEvent, readonly Guidance[], void> {
    const lookahead = (): Promise<string> => this.#lookahead(view, request);
    const guidance = yield* this.#orchestration.afterTool(used, view, lookahead, request.signal);
    const fresh = guidance.filter(
      ({ message, persistent }) =>
        !persistent ||
        message === undefined ||
        !(this.#remembers(message) || told.some((known) => known.message?.content === message.content)),
    );
    told.push(...fresh);
    return fresh;
  }

  #remembers(message: Message): boolean {
    return this.#memory.some(({ messages }) =>
      messages.some(({ content, role }) => role === "system" && content === message.content),
    );
  }

  /** A canned opening, unless something was said already or a retry asks for something else. */
  #opening(view: View, request: ReplyRequest): string | undefined {
    const { firstUtterances } = this.#spec;
    if (firstUtterances.length === 0 || request.attempt > 0 || view.turns.length > 0) return undefined;
    return this.#run.random.fork("first-utterance").pick(firstUtterances);
  }

  /** What a rule has the agent say word for word; a refused one is left to the model. */
  #given(guidance: readonly Guidance[], { attempt }: ReplyRequest): string | undefined {
    return attempt > 0 ? undefined : guidance.findLast(({ reply }) => reply !== undefined)?.reply;
  }

  #messages(view: View, guidance: readonly Guidance[], reminder?: string): Message[] {
    const at = instructionPlace(view);
    const insertions = [...this.#memory];
    for (const { message, persistent } of guidance) {
      if (message !== undefined && !persistent) insertions.push({ at, messages: [message] });
    }
    const shown = fitHistory(view, insertions, this.#spec.historyTokens);
    if (shown.dropped > 0) this.#forgetful ??= "new";
    const heard = viewMessages(shown.view, { insertions: shown.insertions, hear: this.#spec.preprocess });
    const fields = this.#spec.stopSignal === "fields";
    const messages = [...this.#system, ...(fields ? heard.map(sealedMessage) : heard)];
    if (reminder !== undefined) messages.push({ role: "system", content: reminder });
    return messages;
  }

  #longerLimit(request: ReplyRequest): number | undefined {
    return longerLimit(this.#spec.retryMaxTokens, this.#spec.settings, request);
  }

  #callSettings(request: ReplyRequest): Omit<ChatRequest, "messages"> {
    const { settings, think } = this.#spec;
    const { longer, signal } = request;
    return {
      ...settings,
      ...(longer === true ? { maxTokens: this.#longerLimit(request) } : {}),
      ...(think === undefined ? {} : { thinking: think }),
      ...(this.#spec.stopSignal === "fields" ? { output: spokenForm } : {}),
      dialogueSeed: this.#dialogueSeed,
      signal,
    };
  }

  #seed(...labels: readonly (string | number)[]): number {
    return this.#spec.settings.seed ?? this.#run.random.derive(...labels);
  }

  /** What the agent would say if nobody steered it; leaves no trace and runs no tool. */
  async #lookahead(view: View, request: ReplyRequest): Promise<string> {
    const result = await this.#model.generate({
      ...this.#callSettings(request),
      messages: this.#messages(view, []),
      seed: this.#seed("lookahead", view.turns.length),
    });
    this.#owed = addUsage(this.#owed, result.usage);
    return readReply(this.#spec.stopSignal, result.text).text;
  }

  async #rehearse(view: View, request: ReplyRequest): Promise<Draft> {
    const text = this.#opening(view, request) ?? (await this.#lookahead(view, request));
    return { ...this.#read(text, []), usage: this.#takeOwed() };
  }

  /** What looking ahead has cost since this was last called. */
  #takeOwed(): Usage {
    const owed = this.#owed;
    this.#owed = noUsage;
    return owed;
  }

  /** Whether the agent's last message may have held the signal: then a second that may is one. */
  #mayHaveStopped(view: View): boolean {
    if (this.#spec.stopSignal !== "word") return false;
    const turn = view.turns.findLastIndex(({ speaker }) => speaker === view.me);
    if (turn === -1) return false;
    // One by one, messages were read as the turn is not that they made.
    if (this.#severalMessages?.turn === turn) return this.#severalMessages.isInDoubt;
    return readStopSignal((view.turns[turn] as Turn).text).doubt !== undefined;
  }

  /** The draft of a reply that was given, as one message. */
  #read(given: string, guidance: readonly Guidance[]): Draft {
    return this.#draft(readReply(this.#spec.stopSignal, given), guidance);
  }

  /** @param again the agent's last message may have held the signal */
  #draft(
    { text, stop = false }: { readonly text: string; readonly stop?: boolean },
    guidance: readonly Guidance[],
    again = false,
  ): Draft {
    const { postprocess, stopSignal } = this.#spec;
    const spoken = text === "" ? "" : postprocess(text);
    return {
      text: spoken,
      ...this.#end(stop, guidance),
      ...(stopSignal === "word"
        ? { reread: (mended: string, messages = [mended]) => this.#reread(messages, guidance, again) }
        : {}),
    };
  }

  #reread(
    messages: readonly string[],
    guidance: readonly Guidance[],
    again: boolean,
  ): Pick<Draft, "text" | "stop"> {
    const reader = new TurnReader("word", again);
    const said = messages.map(reader.read).filter((text) => text !== "");
    return { text: said.join(paragraph), ...this.#end(reader.stop, guidance) };
  }

  // A speaker that may not end the conversation has its signal taken off all the same: it is not part of speech.
  #end(signalled: boolean, guidance: readonly Guidance[]): Pick<Draft, "stop"> {
    return (endOf(guidance) ?? (signalled && this.#spec.canFinish)) ? { stop: "stop_signal" } : {};
  }
}

/** A draft with the messages that it is made of, where they are several, and nothing was taken off. */
function ofMessages(draft: Draft, messages: readonly string[]): Draft {
  return messages.length > 1 && draft.text === messages.join(paragraph) ? { ...draft, messages } : draft;
}

function sealedMessage(message: Message): Message {
  return message.role === "assistant" ? { ...message, content: sealed(message.content) } : message;
}

/** Instructions with the form of the reply below them. */
function withForm(system: readonly Message[]): readonly Message[] {
  const last = system.at(-1);
  if (last?.role !== "system") return [...system, { role: "system", content: spokenFormInWords() }];
  return [...system.slice(0, -1), { ...last, content: `${last.content}\n\n${spokenFormInWords()}` }];
}

/** Whether the rules say that the conversation must or may not end now; of several, the one attached last. */
function endOf(guidance: readonly Guidance[]): boolean | undefined {
  return guidance.findLast(({ end }) => end !== undefined)?.end;
}

/** Instructions stand right before what they are about: the other side's last message, or at the end. */
function instructionPlace(view: View): number {
  const last = view.turns.at(-1);
  return last === undefined || last.speaker === view.me ? view.turns.length : view.turns.length - 1;
}
