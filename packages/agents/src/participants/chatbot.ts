import { InvalidArgumentError } from "@sdialog/core";
import {
  checkArguments,
  checkOptions,
  type OptionNames,
  checkContract,
  requireArguments,
} from "@sdialog/core/internal";
import { modelNameOf } from "@sdialog/llm/internal";
import { longestReply } from "@sdialog/llm/internal";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
  ChatbotMessage,
  ChatbotToolCall,
} from "../chatbots/chatbot-connector.ts";
import { ChatbotError, chatbotErrorOf } from "../chatbots/chatbot-error.ts";
import { type ChatbotFunction, functionChatbot } from "../chatbots/function-chatbot.ts";
import { LentTools } from "../chatbots/lent-tools.ts";
import { openaiChatbot } from "../chatbots/openai-chatbot.ts";
import type { ToolServer } from "../chatbots/tool-server.ts";
import { modelWarnings } from "../model-warnings.ts";
import type {
  Draft,
  Participant,
  ParticipantRun,
  ParticipantSession,
  ReplyEvent,
  ReplyRequest,
  View,
} from "../participant.ts";
import type { Tool } from "../tools/tool.ts";
import { withinTime } from "../tools/within-time.ts";

/** How {@link chatbot} takes part; the second half is for an address alone, and connectors bring their own. */
export interface ChatbotOptions {
  /** Display name. Default: `Chatbot`. */
  readonly name?: string;
  /** Longest time one answer may take, in milliseconds. Default: 60,000. */
  readonly timeoutMs?: number;
  /**
   * What becomes of an answer that does not come: the conversation fails (`throw`), or the turn is empty, carries
   * `chatbotError`, and the conversation goes on (`record`). Default: `throw`.
   */
  readonly onError?: "throw" | "record";
  /** Tools that are lent to it: it may call them, and the calls are recorded. */
  readonly tools?: readonly Tool[];
  /**
   * Names a conversation to a chatbot that is told which one it is in, for one conversation that somebody has prepared
   * something for. Default: made up, unlike any other.
   */
  readonly session?: string;

  /** Which model to ask the server for. Default: `default`. */
  readonly model?: string;
  /** The key, for a server that asks for one. */
  readonly apiKey?: string;
  /** Sent with every request. */
  readonly headers?: Readonly<Record<string, string>>;
  /** A system message, for a chatbot that has none of its own. */
  readonly systemPrompt?: string;
}

const chatbotOptionNames: OptionNames<ChatbotOptions> = {
  name: true,
  timeoutMs: true,
  onError: true,
  tools: true,
  session: true,
  model: true,
  apiKey: true,
  headers: true,
  systemPrompt: true,
};

/** What becomes of a turn in which a chatbot gave no answer: the value of its key `chatbotError`. */
export interface RecordedChatbotError {
  /** `error`, `timeout`, `protocol` or `unreachable`. */
  readonly kind: string;
  readonly message: string;
  readonly status?: number;
  /** What it had said before it failed. */
  readonly said?: string;
}

/**
 * A chatbot under test. It gets the conversation and nothing else: no persona, no rules, unless you give it a system
 * prompt. Its answers stand word for word: guards report on them but change nothing, an empty answer counts as its
 * answer, and nothing is asked a second time. Each turn carries how long it took, as `latencyMs`.
 *
 * @param system where it is: the base address of a server that speaks OpenAI's protocol (`http://127.0.0.1:8000/v1`),
 *   a connector (`webhookChatbot`, `websocketChatbot`, `aiSdkChatbot`, …), or a function that answers
 * @throws InvalidArgumentError for something that is not an address, or an option that the connector has itself
 */
export function chatbot(
  system: string | ChatbotConnector | ChatbotFunction,
  options: ChatbotOptions = {},
): Participant {
  checkArguments("chatbot", arguments, 2);
  checkOptions("chatbot", options, chatbotOptionNames);
  requireArguments("chatbot", arguments, 1);
  const {
    name = "Chatbot",
    timeoutMs = 60_000,
    onError = "throw",
    tools = [],
    session,
    ...connection
  } = options;
  const connector = connectorOf(system, connection);
  return {
    name,
    modelInfo: { name: modelName(connector, options), baseURL: connector.address ?? null },
    distinction: connector.distinction ?? null,
    verbatim: true,
    async begin(run) {
      return new ChatbotTurns({ connector, run, timeoutMs, onError, tools, session });
    },
  };
}

function modelName({ name, distinction }: ChatbotConnector, { model }: ChatbotOptions): string {
  const type = (distinction as { readonly type?: unknown } | null | undefined)?.type;
  return modelNameOf(`${typeof type === "string" ? type : "chatbot"}:${model ?? name}`);
}

function connectorOf(
  system: string | ChatbotConnector | ChatbotFunction,
  own: Pick<ChatbotOptions, "model" | "apiKey" | "headers" | "systemPrompt">,
): ChatbotConnector {
  if (typeof system === "string") {
    if (!URL.canParse(system))
      throw new InvalidArgumentError("A chatbot given as a string must be an address, and this is not one", {
        hint: "Give the base address of the chatbot, such as http://127.0.0.1:8000/v1.",
      });
    return openaiChatbot({ url: system, ...own, headers: { ...own.headers } });
  }
  const [given] = Object.keys(own);
  if (given !== undefined)
    throw new InvalidArgumentError(`chatbot: ${given} is for an address; pass it to the connector instead`);
  if (typeof system === "function") return functionChatbot(system);
  checkContract(
    "chatbot",
    "given an address, a connector or a function that answers",
    system,
    ["connect"],
    'Pass "http://127.0.0.1:8000/v1", webhookChatbot({ … }) or (message) => answer.',
  );
  return system;
}

interface ChatbotTurnsParts {
  readonly connector: ChatbotConnector;
  readonly run: ParticipantRun;
  readonly timeoutMs: number;
  readonly onError: "throw" | "record";
  readonly tools: readonly Tool[];
  readonly session: string | undefined;
}

/** What came, and whether it speaks first with it. */
interface Heard {
  readonly answer: ChatbotAnswer;
  readonly isGreeting: boolean;
}

/** A chatbot's part in one conversation. */
class ChatbotTurns implements ParticipantSession {
  readonly #parts: ChatbotTurnsParts;
  readonly #lent: LentTools;
  #toolServer: Promise<ToolServer> | undefined;
  #connection: ChatbotConnection | undefined;

  constructor(parts: ChatbotTurnsParts) {
    this.#parts = parts;
    this.#lent = new LentTools(parts.tools, parts.run.clock);
  }

  async *reply(view: View, request: ReplyRequest): AsyncGenerator<ReplyEvent, Draft, void> {
    const { timeoutMs, onError, run } = this.#parts;
    const deadline = withinTime(timeoutMs, request.signal, noAnswer);
    const began = run.clock().getTime();
    const took = () => ({ latencyMs: Math.max(0, run.clock().getTime() - began) });
    const asked = this.#ask(view, deadline.signal as AbortSignal);
    let heard: Heard;
    try {
      heard = await deadline.race(asked);
    } catch (thrown) {
      request.signal?.throwIfAborted();
      const error = deadline.signal?.aborted === true ? await whatWasMissing(asked, thrown) : thrown;
      const failure = chatbotErrorOf(error, deadline.signal);
      // What it did before it failed was done.
      yield* toolEvents(this.#lent.takeWith([]), view.turns.length);
      if (onError === "throw") throw failure;
      const { kind, message, status, said } = failure;
      const content: RecordedChatbotError = {
        kind,
        message,
        ...(status === undefined ? {} : { status }),
        ...(said === undefined ? {} : { said }),
      };
      yield { type: "event", event: { action: "chatbot", actionLabel: "error", content: { ...content } } };
      return { text: "", extra: { ...took(), chatbotError: content } };
    } finally {
      deadline.end();
    }
    // How soon it greets depends on nobody's question.
    const { answer, isGreeting } = heard;
    const mark = isGreeting ? { greeting: true } : took();
    yield* toolEvents(this.#lent.takeWith(answer.toolCalls ?? []), view.turns.length);
    const { text, audio, thinking = "", finishReason, warnings = [] } = answer;
    yield* modelWarnings(warnings);
    if (thinking.trim() !== "") yield { type: "event", event: { action: "think", content: thinking.trim() } };
    return { text, finishReason, extra: audio === undefined ? mark : { ...mark, audio } };
  }

  async #ask(view: View, signal: AbortSignal): Promise<Heard> {
    const { connector } = this.#parts;
    this.#connection ??= await connector.connect(this.#conversation());
    if (view.turns.length === 0 && connector.greets === true && this.#connection.greeting !== undefined)
      return { answer: checkedAnswer(await this.#connection.greeting(signal)), isGreeting: true };
    const messages = view.turns.map(({ speaker, text }): ChatbotMessage => ({
      role: speaker === view.me ? "assistant" : "user",
      content: view.tagged && speaker !== view.me ? `${speaker}: ${text}` : text,
    }));
    const answer = await this.#connection.ask({ message: messages.at(-1)?.content ?? "", messages, signal });
    return { answer: checkedAnswer(answer), isGreeting: false };
  }

  #conversation(): ChatbotConversation {
    const { run, tools, session } = this.#parts;
    const call: ChatbotConversation["call"] = (name, input, signal = run.signal) =>
      this.#lent.call(name, input, signal);
    return {
      // A bot that remembers must not take a conversation that is held again for the one it knows.
      id: session ?? `${run.conversation}-${crypto.randomUUID()}`,
      tools,
      call,
      toolsAddress: async () => {
        if (tools.length === 0) return "";
        this.#toolServer ??= import("../chatbots/tool-server.ts").then(({ serveTools }) =>
          serveTools(tools, call),
        );
        return (await this.#toolServer).url;
      },
      signal: run.signal,
    };
  }

  async close(): Promise<void> {
    try {
      await this.#connection?.close?.();
    } finally {
      await (await this.#toolServer)?.close();
    }
  }
}

/** @throws ChatbotError for what is not an answer, and for one that is longer than anybody reads */
function checkedAnswer(answer: ChatbotAnswer): ChatbotAnswer {
  if (typeof answer?.text !== "string")
    throw new ChatbotError(`its answer is not text but ${JSON.stringify(answer)?.slice(0, 200)}`, {
      kind: "protocol",
    });
  if (answer.text.length > longestReply)
    throw new ChatbotError(`its answer is longer than ${longestReply} characters`, { kind: "protocol" });
  return answer;
}

/** Why no answer came in time, where the connection can say it at once; otherwise that it was late. */
async function whatWasMissing(asked: Promise<unknown>, late: unknown): Promise<unknown> {
  const told = asked.then(
    () => late,
    (error: unknown) => (ChatbotError.isInstance(error) ? error : late),
  );
  return Promise.race([told, new Promise((resolve) => setTimeout(resolve, 0, late))]);
}

/** Tool calls as they are recorded; the id of each begins with the index of the turn it belongs to. */
function* toolEvents(calls: readonly ChatbotToolCall[], turn: number): Generator<ReplyEvent, void, void> {
  for (const [index, { name, input, output, isError, milliseconds }] of calls.entries()) {
    const id = `${turn}.${index}`;
    const timed = milliseconds === undefined ? {} : { milliseconds };
    const call = { name, args: input ?? null, id, ...timed };
    yield { type: "event", event: { action: "tool", actionLabel: "call", content: call } };
    if (output === undefined) continue;
    const result = { name, output, call_id: id, ...(isError === true ? { error: true } : {}) };
    yield { type: "event", event: { action: "tool", actionLabel: "output", content: result } };
  }
}

/** As the platform's own clocks say it. */
function noAnswer(): Error {
  return new DOMException("no answer within the time allowed", "TimeoutError");
}
