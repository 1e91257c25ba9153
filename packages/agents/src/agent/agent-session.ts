import type { ChatModel, Message } from "@sdialog/llm";
import type {
  Draft,
  ParticipantRun,
  ParticipantSession,
  ReplyEvent,
  ReplyRequest,
  View,
} from "../participant.ts";
import { type Insertion, viewMessages } from "../view-messages.ts";
import type { AgentSpec } from "./agent-spec.ts";
import { modelTurn } from "./model-turn.ts";
import { readStopSignal, withoutStopSignal } from "./stop-signal.ts";
import { type Steer, Steering } from "./steering.ts";

const nudge = "The conversation is not over yet: go on with your next message.";

/** One agent's part in one conversation: its prompt, its rules, and what only it has seen. */
export class AgentSession implements ParticipantSession {
  readonly #spec: AgentSpec;
  readonly #run: ParticipantRun;
  readonly #model: ChatModel;
  readonly #system: readonly Message[];
  readonly #steering: Steering;
  /** Persistent instructions and tool rounds, at their places in the thread. */
  readonly #memory: Insertion[];
  /** Instructions for the turn at hand: given once, kept while the turn is tried again. */
  #current: { readonly turn: number; readonly steers: readonly Steer[] } | undefined;

  constructor(spec: AgentSpec, run: ParticipantRun, model: ChatModel, system: string) {
    this.#spec = spec;
    this.#run = run;
    this.#model = model;
    this.#system = system === "" ? [] : [{ role: "system", content: system }];
    this.#steering = new Steering(
      run.name,
      spec.orchestrators,
      run.random,
      run.events.filter(({ agent }) => agent === run.name),
    );
    this.#memory = rememberedInstructions(run);
  }

  async *reply(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, Draft, void> {
    const turn = view.turns.length;
    const steers = yield* this.#steers(view, request);
    const opening = this.#opening(view, request);
    if (opening !== undefined) return this.#draft(opening);

    const spec = this.#spec;
    const { random } = this.#run;
    const turnEvents = modelTurn({
      agent: this.#run.name,
      model: this.#model,
      messages: this.#messages(view, steers, request.mustContinue === true ? nudge : undefined),
      tools: spec.tools,
      maxToolRounds: spec.maxToolRounds,
      live: request.live,
      request: (round) => ({
        ...spec.settings,
        ...(spec.think === undefined ? {} : { thinking: spec.think }),
        seed: spec.settings.seed ?? random.derive("call", turn, request.attempt, round),
        session: `${this.#run.conversation}/${this.#run.name}`,
        dialogueSeed: this.#run.random.derive("dialogue"),
        signal: request.signal,
      }),
      afterTool: (used) =>
        this.#steering.afterTool(used, view, () => this.#lookahead(view, request), request.signal),
    });
    const reply = yield* withoutStopSignal(turnEvents);
    if (reply.trace.length > 0) this.#memory.push({ at: turn, messages: reply.trace });
    return { ...this.#draft(reply.text), usage: reply.usage, finishReason: reply.finishReason };
  }

  /** The instructions for this turn; persistent ones move into memory, each text only once. */
  async *#steers(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, readonly Steer[], void> {
    const turn = view.turns.length;
    if (this.#current?.turn !== turn) {
      const steers = yield* this.#steering.beforeReply(
        view,
        () => this.#lookahead(view, request),
        request.signal,
      );
      for (const { message, persistent } of steers) {
        if (persistent && !this.#remembers(message))
          this.#memory.push({ at: instructionPlace(view), messages: [message] });
      }
      this.#current = { turn, steers };
    }
    return this.#current.steers.filter(({ persistent }) => !persistent);
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

  #messages(view: View, steers: readonly Steer[], reminder?: string): Message[] {
    const place = instructionPlace(view);
    const insertions = [
      ...this.#memory,
      ...steers.map(({ message }) => ({ at: place, messages: [message] })),
    ];
    const messages = [...this.#system, ...viewMessages(view, { insertions, hear: this.#spec.preprocess })];
    if (reminder !== undefined) messages.push({ role: "system", content: reminder });
    return messages;
  }

  /** What the agent would say if nobody steered it; leaves no trace and runs no tool. */
  async #lookahead(view: View, request: ReplyRequest): Promise<string> {
    const result = await this.#model.generate({
      ...this.#spec.settings,
      messages: this.#messages(view, []),
      seed: this.#spec.settings.seed ?? this.#run.random.derive("lookahead", view.turns.length),
      signal: request.signal,
    });
    return readStopSignal(result.text).text;
  }

  #draft(said: string): Draft {
    const { canFinish, postprocess } = this.#spec;
    const { text, stop } = readStopSignal(said);
    // A speaker that may not end the conversation has its signal taken off all the same: it is no part of speech.
    const spoken = text === "" ? "" : postprocess(text);
    return { text: spoken, ...(stop && canFinish ? { stop: "stop_signal" as const } : {}) };
  }
}

/** Instructions stand right before what they are about: the other side's last message, or at the end. */
function instructionPlace(view: View): number {
  const last = view.turns.at(-1);
  return last === undefined || last.speaker === view.me ? view.turns.length : view.turns.length - 1;
}

/** Persistent instructions from the events of a dialogue that is being continued. */
function rememberedInstructions({ events, name }: ParticipantRun): Insertion[] {
  const remembered: Insertion[] = [];
  let turns = 0;
  for (const { action, agent, content } of events) {
    if (action === "utter") turns++;
    if (action !== "instruct-persist" || agent !== name || typeof content !== "string") continue;
    if (remembered.some(({ messages }) => messages[0]?.content === content)) continue;
    remembered.push({ at: Math.max(0, turns - 1), messages: [{ role: "system", content }] });
  }
  return remembered;
}
