import { freshSeed } from "@sdialog/core/internal";
import { Dialog, type DialogEvent } from "@sdialog/core";
import { type ChatRequest, type ModelSettings, noUsage, resolveModel } from "@sdialog/llm";
import type { Agent } from "../agent/agent.ts";
import { Chat } from "../agent/chat.ts";
import { type Clock, timestamp } from "../edge.ts";
import type { AgentRegistry, ServedAgent } from "./agent-registry.ts";
import type { Tool } from "../tools/tool.ts";
import { AnswerText } from "./answer-text.ts";
import type { Answering } from "./answer.ts";
import { ByteBoundedMap, textBytes } from "./byte-bounded-map.ts";
import { badRequest, RequestError } from "./request-error.ts";
import { Sessions } from "./sessions.ts";
import { toolNote } from "./tool-note.ts";
import { clientName, speakerName, type Thread, threadKey } from "./thread.ts";

/** One request for an answer. */
export interface AgentCall {
  readonly served: ServedAgent;
  readonly thread: Thread;
  readonly settings: Omit<ModelSettings, "seed">;
  readonly seed?: number | undefined;
  readonly think?: ChatRequest["thinking"];
  /** Tools that the client runs. */
  readonly tools?: readonly Tool[] | undefined;
  /** Whether the client is sent the answer while it is being made. */
  readonly stream: boolean;
  /** The session the client asked for. */
  readonly session?: string | undefined;
  readonly signal: AbortSignal;
}

export interface AgentServiceOptions {
  readonly clock: Clock;
  /** Memory for sessions and threads, in bytes. */
  readonly maxMemoryBytes: number;
  /** Largest conversation of a session, in bytes. */
  readonly maxSessionBytes: number;
  /** Longest time an answer may take, in milliseconds. */
  readonly answerTimeoutMs: number;
  /** Whether answers hold what agents think. */
  readonly revealThinking: boolean;
  /** Whether they hold the tools that agents use, as part of what they think. */
  readonly revealTools: boolean;
  /** Given the dialogue so far after every answer. */
  readonly onDialog?: ((dialog: Dialog) => void | Promise<void>) | undefined;
  readonly onSinkError: (error: unknown) => void;
}

/** Timers of more milliseconds go off at once. */
const longestTimer = 2 ** 31 - 1;

type IdentifiedCall = AgentCall & { readonly id: string };

/** Lets agents answer, with or without a memory of earlier requests. Knows nothing about HTTP. */
export class AgentService {
  readonly registry: AgentRegistry;
  readonly sessions: Sessions;
  readonly #options: AgentServiceOptions;
  /** Ids of the dialogues that end with a known thread, so that a growing conversation keeps its id. */
  readonly #dialogIds: ByteBoundedMap<string>;

  constructor(registry: AgentRegistry, options: AgentServiceOptions) {
    this.registry = registry;
    this.sessions = new Sessions(Math.floor(options.maxMemoryBytes * 0.9));
    this.#options = options;
    this.#dialogIds = new ByteBoundedMap(Math.floor(options.maxMemoryBytes * 0.1), (id) => textBytes([id]));
  }

  /** @throws RequestError 504 when it takes too long, 413 when the session's conversation has become too large */
  async *answer(request: AgentCall): Answering {
    const { answerTimeoutMs } = this.#options;
    const limit = new AbortController();
    const timer = setTimeout(
      () => limit.abort(tookTooLong(answerTimeoutMs)),
      Math.min(answerTimeoutMs, longestTimer),
    );
    try {
      return yield* this.#answer({ ...request, signal: AbortSignal.any([request.signal, limit.signal]) });
    } catch (error) {
      // What a stopped agent throws says less than why it was stopped.
      throw limit.signal.aborted && !request.signal.aborted ? limit.signal.reason : error;
    } finally {
      clearTimeout(timer);
    }
  }

  async *#answer(request: AgentCall): Answering {
    if (isHousekeeping(request.thread)) {
      const nothing = { text: "", thinking: "", toolCalls: [], events: [], dialog: undefined };
      return { ...nothing, finishReason: "stop", usage: noUsage };
    }
    await assertCanCall(request);
    const call = { ...request, id: this.#identify(request) };
    if (call.session === undefined) return yield* this.#reply(call, this.#chat(call, call.thread), "");
    const session = this.sessions.open(call.served.name, call.session);
    const leave = await session.enter();
    try {
      call.signal.throwIfAborted();
      if (session.bytes > this.#options.maxSessionBytes) throw tooLarge(call.session);
      const setup = setupOf(call);
      const known = session.current;
      const next = known === undefined ? undefined : newMessage(known.chat.dialog(), call);
      const chat =
        next === undefined || known === undefined
          ? this.#chat(call, call.thread)
          : this.#resume(call, known, setup);
      const answer = yield* this.#reply(call, chat, next ?? "");
      session.current = { chat, setup };
      session.bytes = chatBytes(answer.dialog);
      this.sessions.measured(call.served.name, call.session, session);
      return answer;
    } finally {
      leave();
    }
  }

  /**
   * The id of the dialogue a request belongs to: the session's, or the one of the thread it goes on from. Whoever goes
   * on from the same words later is somebody else, or wants another answer, and gets an id of its own.
   */
  #identify({ served, thread, session }: AgentCall): string {
    if (session !== undefined) return `${served.name}-${session}`;
    const before = threadKey(served.name, thread.goesOn === true ? thread.turns : thread.turns.slice(0, -1));
    const id = this.#dialogIds.get(before) ?? crypto.randomUUID();
    this.#dialogIds.delete(before);
    return id;
  }

  async *#reply(call: IdentifiedCall, chat: Chat, message: string): Answering {
    const { revealThinking, revealTools } = this.#options;
    const before = chat.dialog().events?.length ?? 0;
    const text = new AnswerText();
    const thinking: string[] = [];
    // What is changed after it was said cannot be sent while it is being said.
    const live = call.stream && call.served.agent.options.postprocess === undefined;
    const heard = (said: string): string => text.whole(said);
    for await (const event of chat.stream(message, { signal: call.signal, heard })) {
      if (event.type === "reply") {
        const { draft } = event;
        const rest = text.end(draft.text.trim());
        if (rest !== "") yield { channel: "text", delta: rest };
        const dialog = await this.#keep(call, chat);
        return {
          text: event.text,
          thinking: thinking.join("\n"),
          finishReason: draft.finishReason ?? "stop",
          usage: draft.usage ?? noUsage,
          toolCalls: draft.toolCalls ?? [],
          events: (dialog.events ?? []).slice(before).filter(({ action }) => action !== "utter"),
          dialog,
        };
      }
      if (event.type === "event") {
        const { action, content } = event.event;
        if (action === "think" && revealThinking) thinking.push(String(content));
        const used = revealTools ? toolNote(event.event) : undefined;
        if (used !== undefined) {
          thinking.push(used);
          yield { channel: "thinking", delta: `${used}\n` };
        }
      } else if (event.type === "discard") text.restart();
      else if (event.channel === "thinking") {
        if (revealThinking) yield event;
      } else if (live) {
        const delta = text.push(event.delta);
        if (delta !== "") yield { channel: "text", delta };
      }
    }
    throw new Error("a chat ended without a reply");
  }

  /** The session's chat; or, when the client now wants other settings, one that goes on where it was. */
  #resume(call: IdentifiedCall, known: { readonly chat: Chat; readonly setup: string }, setup: string): Chat {
    if (known.setup === setup) return known.chat;
    const { turns, events } = known.chat.dialog();
    const [first, ...rest] = (events ?? []).filter((event) => !isClientInstruction(event));
    // Where the client's own history has them is not known here, so they stand at the beginning.
    const instructions = call.thread.events.filter(isClientInstruction);
    return this.#chat(call, {
      turns,
      events: [...(first === undefined ? [] : [first]), ...instructions, ...rest],
    });
  }

  #chat({ id, served, settings, seed, think, tools = [] }: IdentifiedCall, { turns, events }: Thread): Chat {
    const changes = { ...settings, think, canFinish: false };
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    const lent = tools.length === 0 ? {} : { tools: [...(served.agent.options.tools ?? []), ...tools] };
    const agent: Agent = served.agent.clone({ ...given, ...lent });
    const { clock } = this.#options;
    const user = clientName(agent);
    return new Chat(agent, { seed: seed ?? freshSeed(), conversation: id, user, turns, events, clock });
  }

  /** Hands the dialogue to whoever collects them. */
  async #keep({ id, served, session }: IdentifiedCall, chat: Chat): Promise<Dialog> {
    const said = chat.dialog();
    if (session === undefined) this.#dialogIds.set(threadKey(served.name, said.turns), id);
    const dialog = new Dialog({ ...said.toJSON(), id, timestamp: timestamp(this.#options.clock) });
    try {
      await this.#options.onDialog?.(dialog);
    } catch (error) {
      this.#options.onSinkError(error);
    }
    return dialog;
  }
}

/** @throws RequestError 400 when the client's tools have names of the agent's own, or its model cannot call any */
async function assertCanCall({ served: { agent }, tools = [] }: AgentCall): Promise<void> {
  if (tools.length === 0) return;
  const own = new Set((agent.options.tools ?? []).map(({ name }) => name));
  const taken = tools.find(({ name }) => own.has(name));
  if (taken !== undefined) throw badRequest(`tools: the agent has a tool of its own called "${taken.name}"`);
  const { id, capabilities } = await resolveModel(agent.options.model);
  if (!capabilities.tools) throw badRequest(`tools: ${id} cannot call tools`);
}

/** Chat front ends use the same address to ask for titles and tags; such a request is not part of a conversation. */
function isHousekeeping({ turns }: Thread): boolean {
  return turns.at(-1)?.text.startsWith("### Task:") === true;
}

/** What decides how a chat behaves: when it changes, the conversation goes on in a new one. */
function setupOf({ settings, think, seed, thread, tools = [] }: AgentCall): string {
  const instructions = thread.events.filter(isClientInstruction).map(({ content }) => content);
  return JSON.stringify([settings, think, seed, instructions, tools]);
}

function isClientInstruction({ action, actionLabel }: DialogEvent): boolean {
  return action === "instruct-persist" && actionLabel === "client";
}

/**
 * What the client says now, when its thread goes on from what the session remembers: the same history and one message
 * more, or that message alone. Nothing when the client's history is another.
 */
function newMessage(known: Dialog, { served, thread: { turns, goesOn } }: AgentCall): string | undefined {
  // What came of a call stands in the client's history alone.
  if (goesOn === true) return undefined;
  const last = turns.at(-1);
  if (last === undefined || last.speaker === speakerName(served.agent)) return undefined;
  const same = threadKey("", turns.slice(0, -1)) === threadKey("", known.turns);
  return same || turns.length === 1 ? last.text : undefined;
}

/** A chat keeps what was said as turns, as events and as the agent's own messages. */
function chatBytes(dialog: Dialog | undefined): number {
  const turns = textBytes((dialog?.turns ?? []).map(({ text }) => text));
  const events = (dialog?.events ?? []).filter(({ action }) => action !== "utter");
  const told = events.map(({ content }) => (typeof content === "string" ? content : JSON.stringify(content)));
  return 500 + 4 * turns + 2 * textBytes(told);
}

function tookTooLong(milliseconds: number): RequestError {
  return new RequestError(`the answer took longer than ${Math.ceil(milliseconds / 1000)} s`, {
    status: 504,
    code: "timeout",
  });
}

function tooLarge(session: string): RequestError {
  return new RequestError(`the conversation of session "${session}" is too large; begin another`, {
    status: 413,
    code: "session_too_large",
  });
}
