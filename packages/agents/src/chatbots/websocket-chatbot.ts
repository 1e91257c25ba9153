import { parseOptions } from "@sdialog/core/internal";
import { z } from "zod";
import { checkTemplate, fillTemplate } from "./body-template.ts";
import type { ChatbotAnswer, ChatbotConnection, ChatbotConnector } from "./chatbot-connector.ts";
import { ChatbotError } from "./chatbot-error.ts";
import { valueAt } from "./json-path.ts";
import { keepingSecrets } from "./keeping-secrets.ts";
import { jsonAnswerFields, readJsonAnswer } from "./webhook-chatbot.ts";

/** A chatbot on a WebSocket, as data. */
export const websocketSchema = z.strictObject({
  url: z.url({ protocol: /^wss?$/ }).describe("Address: ws://127.0.0.1:8000/chat"),
  body: z
    .unknown()
    .default({ message: "{{message}}" })
    .describe("What is sent; {{message}}, {{messages}} and {{session}} are put in"),
  greets: z
    .boolean()
    .default(false)
    .describe("Whether it sends a message before anybody spoke, which is passed over"),
  until: z
    .strictObject({ at: z.string(), is: z.unknown() })
    .optional()
    .describe("Which message ends an answer of several; their texts are put together"),
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
  const settings = parseOptions("websocketChatbot", websocketSchema, options);
  checkTemplate(settings.body);
  const { host, origin, pathname } = new URL(settings.url);
  const { body, answer, until, greets } = settings;
  const connector: ChatbotConnector = {
    name: host,
    address: origin === "null" ? `${new URL(settings.url).protocol}//${host}${pathname}` : origin + pathname,
    distinction: { type: "websocket", body, answer, until: until ?? null, greets },
    connect: ({ id, signal }) => SocketConnection.open(settings, id, signal),
  };
  return keepingSecrets(connector, { url: settings.url, body });
}

type Settings = z.output<typeof websocketSchema>;

class SocketConnection implements ChatbotConnection {
  readonly #socket: WebSocket;
  readonly #settings: Settings;
  readonly #id: string;
  /** Frames nobody has asked for yet. */
  readonly #frames: string[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  private constructor(socket: WebSocket, settings: Settings, id: string) {
    this.#socket = socket;
    this.#settings = settings;
    this.#id = id;
    socket.binaryType = "arraybuffer";
    socket.addEventListener("message", ({ data }) => {
      this.#frames.push(typeof data === "string" ? data : new TextDecoder().decode(data as ArrayBuffer));
      this.#wake?.();
    });
    socket.addEventListener("close", () => {
      this.#closed = true;
      this.#wake?.();
    });
  }

  static async open(
    settings: Settings,
    id: string,
    signal: AbortSignal | undefined,
  ): Promise<SocketConnection> {
    if (typeof WebSocket === "undefined")
      throw new ChatbotError("this JavaScript engine has no WebSocket", {
        kind: "unreachable",
        hint: "Use Node 22 or later.",
      });
    const socket = new WebSocket(settings.url);
    const connection = new SocketConnection(socket, settings, id);
    await new Promise<void>((resolve, reject) => {
      const fail = (): void =>
        reject(
          new ChatbotError("the WebSocket cannot be opened", {
            kind: "unreachable",
            hint: "Check the address, and that the chatbot is running.",
          }),
        );
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("error", fail, { once: true });
      signal?.addEventListener("abort", () => (socket.close(), fail()), { once: true });
    });
    if (settings.greets) await connection.#frame(signal);
    return connection;
  }

  async ask({ message, messages, signal }: Parameters<ChatbotConnection["ask"]>[0]): Promise<ChatbotAnswer> {
    const { body, until } = this.#settings;
    if (this.#closed) throw closed();
    // What comes late, after its time was up, is no answer to the next question.
    this.#frames.length = 0;
    const filled = fillTemplate(body, { message, messages, session: this.#id });
    this.#socket.send(typeof filled === "string" ? filled : JSON.stringify(filled));
    if (until === undefined) return this.#read(await this.#frame(signal));
    const parts: ChatbotAnswer[] = [];
    for (;;) {
      const frame = await this.#frame(signal);
      const data = json(frame);
      const last = JSON.stringify(valueAt(data, until.at)) === JSON.stringify(until.is);
      if (!last || typeof valueAt(data, this.#settings.answer) === "string") parts.push(this.#read(frame));
      if (last) break;
    }
    return {
      text: parts.map(({ text }) => text).join(""),
      toolCalls: parts.flatMap(({ toolCalls = [] }) => toolCalls),
    };
  }

  close(): void {
    this.#socket.close();
  }

  #read(frame: string): ChatbotAnswer {
    const data = json(frame);
    return typeof data === "object" && data !== null ? readJsonAnswer(data, this.#settings) : { text: frame };
  }

  async #frame(signal: AbortSignal | undefined): Promise<string> {
    for (;;) {
      const frame = this.#frames.shift();
      if (frame !== undefined) return frame;
      if (this.#closed) throw closed();
      await new Promise<void>((resolve, reject) => {
        const abort = (): void => reject(signal?.reason as Error);
        this.#wake = () => {
          signal?.removeEventListener("abort", abort);
          resolve();
        };
        signal?.addEventListener("abort", abort, { once: true });
        if (signal?.aborted === true) abort();
      });
    }
  }
}

function json(frame: string): unknown {
  try {
    return JSON.parse(frame) as unknown;
  } catch {
    return frame;
  }
}

function closed(): ChatbotError {
  return new ChatbotError("the chatbot closed the WebSocket", { kind: "unreachable" });
}
