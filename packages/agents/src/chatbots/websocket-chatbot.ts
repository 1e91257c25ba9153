import { canonicalJson } from "@sdialog/core";
import { checkArguments, parseOptions } from "@sdialog/core/internal";
import { contentPieces } from "@sdialog/llm/internal";
import * as z from "zod";
import { checkTemplate, fillTemplate, namesTools } from "./body-template.ts";
import type {
  ChatbotAnswer,
  ChatbotConnection,
  ChatbotConnector,
  ChatbotConversation,
} from "./chatbot-connector.ts";
import { FrameSocket } from "./frame-socket.ts";
import { valueAt } from "./json-path.ts";
import { keepingSecrets } from "./keeping-secrets.ts";
import { jsonAnswerFields, readJsonAnswer } from "./webhook-chatbot.ts";

/** A chatbot on a WebSocket, as data. */
export const websocketSchema = z.strictObject({
  url: z.url({ protocol: /^wss?$/ }).describe("Address: ws://127.0.0.1:8000/chat"),
  body: z
    .unknown()
    .default({ message: "{{message}}" })
    .describe(
      "What is sent; {{message}}, {{messages}}, {{session}} and {{tools}}, the address of lent tools, are put in",
    ),
  greets: z
    .boolean()
    .default(false)
    .describe("Whether it sends a greeting before anybody has spoken, which is then ignored"),
  until: z
    .strictObject({ at: z.string(), is: z.unknown() })
    .optional()
    .describe("Which message ends an answer of several messages, whose texts are joined"),
  ...jsonAnswerFields,
});

/** How {@link websocketChatbot} talks. */
export type WebSocketChatbotOptions = z.input<typeof websocketSchema>;

/**
 * A chatbot on a WebSocket: a connection for each conversation, which it remembers. A frame that is not JSON is the
 * answer itself.
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
  /** What has come of the next answer. */
  readonly #begun: string[] = [];

  private constructor(frames: FrameSocket, settings: Settings, conversation: ChatbotConversation) {
    this.#frames = frames;
    this.#settings = settings;
    this.#conversation = conversation;
  }

  static async open(settings: Settings, conversation: ChatbotConversation): Promise<SocketConnection> {
    const { signal } = conversation;
    const frames = await FrameSocket.open(settings.url, signal);
    if (settings.greets) await frames.next(signal);
    return new SocketConnection(frames, settings, conversation);
  }

  async ask({ message, messages, signal }: Parameters<ChatbotConnection["ask"]>[0]): Promise<ChatbotAnswer> {
    const { body, until } = this.#settings;
    const { id, toolsAddress } = this.#conversation;
    const tools = namesTools(body) ? await toolsAddress() : "";
    this.#passOver();
    const filled = fillTemplate(body, { message, messages, session: id, tools });
    this.#frames.send(typeof filled === "string" ? filled : JSON.stringify(filled));
    this.#owed++;
    // Answers come in the order of questions: one that comes after its time was up is none to this one.
    while (this.#owed > 1) await this.#answer(signal);
    const frames = await this.#answer(signal);
    if (until === undefined) return this.#read(frames[0] ?? "");
    const parts = frames
      .filter((frame, index) => index < frames.length - 1 || this.#saysSomething(frame))
      .map((frame) => this.#read(frame));
    return {
      text: parts.map(({ text }) => text).join(""),
      toolCalls: parts.flatMap(({ toolCalls = [] }) => toolCalls),
      thinking: parts.map(({ thinking = "" }) => thinking).join(""),
      warnings: parts.flatMap(({ warnings = [] }) => warnings),
    };
  }

  /** The frames of the next answer, the last of which ends it. */
  async #answer(signal: AbortSignal | undefined): Promise<readonly string[]> {
    for (;;) {
      const frame = await this.#frames.next(signal);
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
    if (until === undefined) return true;
    const found = valueAt(json(frame), until.at);
    return found !== undefined && canonicalJson(found) === canonicalJson(until.is ?? null);
  }

  #saysSomething(frame: string): boolean {
    return contentPieces(valueAt(json(frame), this.#settings.answer)).some(({ kind }) => kind !== "left out");
  }

  close(): void {
    this.#frames.close();
  }

  #read(frame: string): ChatbotAnswer {
    const data = json(frame);
    return typeof data === "object" && data !== null ? readJsonAnswer(data, this.#settings) : { text: frame };
  }
}

function json(frame: string): unknown {
  try {
    return JSON.parse(frame) as unknown;
  } catch {
    return frame;
  }
}
