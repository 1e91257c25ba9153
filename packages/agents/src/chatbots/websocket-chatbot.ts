import { canonicalJson } from "@sdialog/core";
import { checkArguments, described, parseOptions } from "@sdialog/core/internal";
import type { ModelWarning } from "@sdialog/llm";
import * as z from "zod/mini";
import { checkTemplate, fillTemplate, namesTools } from "./body-template.ts";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
} from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { FrameSocket } from "./frame-socket.ts";
import { valueAt } from "./json-path.ts";
import { keepingSecrets } from "./keeping-secrets.ts";
import { isText, jsonAnswerFields, notAt, readJsonAnswer, saysSo, shownCalls } from "./webhook-chatbot.ts";

/** A chatbot on a WebSocket, as data. */
export const websocketSchema = z.strictObject({
  url: described(z.url({ protocol: /^wss?$/ }), "Address: ws://127.0.0.1:8000/chat"),
  body: described(
    z._default(z.unknown(), { message: "{{message}}" }),
    "What is sent; {{message}}, {{messages}}, {{session}} and {{tools}}, the address of lent tools, are put in",
  ),
  greets: described(
    z._default(z.boolean(), false),
    "Whether it sends a greeting before anybody has spoken, which is no answer to anything",
  ),
  until: described(
    z.optional(z.strictObject({ at: z.string(), is: z.unknown() })),
    "Which message ends an answer of several messages, whose texts are joined",
  ),
  ...jsonAnswerFields,
});

/** How {@link websocketChatbot} talks. */
export type WebSocketChatbotOptions = z.input<typeof websocketSchema>;

/**
 * A chatbot on a WebSocket: a connection for each conversation, which it remembers. A frame that is not JSON is the
 * answer itself. Frames that hold no text where the answer stands, such as one that says that somebody is typing, are
 * passed over and counted in a warning; one that holds an error ends the answer.
 *
 * @throws InvalidArgumentError for a template that sends no message
 */
export function websocketChatbot(options: WebSocketChatbotOptions): ChatbotConnector {
  checkArguments("websocketChatbot", arguments, 1);
  const settings = parseOptions("websocketChatbot", websocketSchema, options);
  checkTemplate(settings.body);
  const { body, answer, until, greets } = settings;
  const connector: ChatbotConnector = {
    name: new URL(settings.url).host,
    distinction: { type: "websocket", body, answer, until: until ?? null, greets },
    takesTools: namesTools(body),
    greets,
    connect: (conversation) => SocketConnection.open(settings, conversation),
  };
  return keepingSecrets(connector, { url: settings.url, body });
}

type Settings = z.output<typeof websocketSchema>;

class SocketConnection implements ChatbotConnection {
  readonly #frames: FrameSocket;
  readonly #settings: Settings;
  readonly #conversation: ChatbotConversation;
  /** How many questions were asked whose answers have not come. */
  #owed = 0;
  /** Whether its greeting has come, or none is to come. */
  #greeted: boolean;
  /** What has come of the next answer. */
  readonly #begun: string[] = [];

  private constructor(frames: FrameSocket, settings: Settings, conversation: ChatbotConversation) {
    this.#frames = frames;
    this.#settings = settings;
    this.#greeted = !settings.greets;
    this.#conversation = conversation;
  }

  static async open(settings: Settings, conversation: ChatbotConversation): Promise<SocketConnection> {
    const { signal } = conversation;
    const frames = await FrameSocket.open(settings.url, signal);
    return new SocketConnection(frames, settings, conversation);
  }

  /** Its first frame; without text where answers stand, a greeting has none. */
  async greeting(signal: AbortSignal): Promise<ChatbotAnswer> {
    const frame = await this.#frames.next(signal).catch((cause: unknown) => {
      if (signal.aborted !== true) throw cause;
      throw new ChatbotError("it sent no greeting within the time allowed", {
        kind: "timeout",
        hint: "Leave out `greets` for a bot that waits to be spoken to.",
        cause,
      });
    });
    this.#greeted = true;
    return this.#read(frame);
  }

  async ask({ message, messages, signal }: Parameters<ChatbotConnection["ask"]>[0]): Promise<ChatbotAnswer> {
    const { body, until } = this.#settings;
    const { id, toolsAddress } = this.#conversation;
    const tools = namesTools(body) ? await toolsAddress() : "";
    if (!this.#greeted) await this.greeting(signal);
    this.#passOver();
    const filled = fillTemplate(body, { message, messages, session: id, tools });
    this.#frames.send(typeof filled === "string" ? filled : JSON.stringify(filled));
    this.#owed++;
    // Answers come in the order of questions: one that comes after its time was up does not answer this one.
    while (this.#owed > 1) await this.#answer(signal);
    const frames = await this.#answer(signal);
    const last = frames.at(-1) ?? "";
    // Nothing of it is where the answer was said to stand.
    if (until !== undefined && frames.length > 1 && !frames.some((frame) => this.#tells(frame)))
      throw notAt(this.#settings.answer, json(last));
    const parts = frames.map((frame) => this.#read(frame));
    const skipped = frames.filter((frame, index) => !this.#tells(frame) && index < frames.length - 1).length;
    return {
      text: parts.map(({ text }) => text).join(""),
      toolCalls: parts.flatMap(({ toolCalls = [] }) => toolCalls),
      thinking: parts.map(({ thinking = "" }) => thinking).join(""),
      warnings: [...parts.flatMap(({ warnings = [] }) => warnings), ...this.#passedOver(skipped)],
    };
  }

  /** The frames of the next answer, the last of which ends it. */
  async #answer(signal: AbortSignal | undefined): Promise<readonly string[]> {
    for (;;) {
      const frame = await this.#frames.next(signal).catch((error: unknown) => {
        throw signal?.aborted === true ? this.#nothingCame(error) : error;
      });
      this.#begun.push(frame);
      if (!this.#isLast(frame)) continue;
      this.#owed--;
      return this.#begun.splice(0);
    }
  }

  /** What came in the meantime answers what was asked before, or nothing that was asked. */
  #passOver(): void {
    for (const frame of this.#frames.taken()) {
      this.#begun.push(frame);
      if (!this.#isLast(frame)) continue;
      this.#begun.length = 0;
      this.#owed = Math.max(0, this.#owed - 1);
    }
    if (this.#owed === 0) this.#begun.length = 0;
  }

  #isLast(frame: string): boolean {
    const { until } = this.#settings;
    if (this.#isError(frame)) return true;
    if (until === undefined) return this.#tells(frame);
    const found = valueAt(json(frame), until.at);
    return found !== undefined && canonicalJson(found) === canonicalJson(until.is ?? null);
  }

  /** Whether a frame is words, holds them where they should be, or an error. */
  #tells(frame: string): boolean {
    const data = json(frame);
    if (typeof data !== "object" || data === null) return true;
    return isText(valueAt(data, this.#settings.answer)) || this.#isError(frame);
  }

  #isError(frame: string): boolean {
    const { error } = this.#settings;
    return error !== undefined && saysSo(valueAt(json(frame), error));
  }

  #passedOver(count: number): readonly ModelWarning[] {
    if (count === 0) return [];
    const frames = count === 1 ? "1 frame" : `${count} frames`;
    const message = `${frames} without text at "${this.#settings.answer}" passed over`;
    return [{ setting: "reply", message }];
  }

  /** What is to be said where only frames came that hold no text: the place may be wrong. */
  #nothingCame(error: unknown): unknown {
    const last = this.#begun.at(-1);
    if (last === undefined || this.#begun.some((frame) => this.#tells(frame))) return error;
    const { message, hint } = notAt(this.#settings.answer, json(last));
    const count = this.#begun.length;
    return new ChatbotError(
      `no answer within the time allowed, but ${count} ${count === 1 ? "frame" : "frames"}: ${message}`,
      { kind: "timeout", hint, cause: error },
    );
  }

  close(): void {
    this.#frames.close();
  }

  #read(frame: string): ChatbotAnswer {
    const data = json(frame);
    if (typeof data !== "object" || data === null) return { text: frame };
    if (this.#tells(frame)) return readJsonAnswer(data, this.#settings);
    const { toolCalls } = this.#settings;
    return { text: "", toolCalls: toolCalls === undefined ? [] : shownCalls(data, toolCalls) };
  }
}

function json(frame: string): unknown {
  try {
    return JSON.parse(frame) as unknown;
  } catch {
    return frame;
  }
}
