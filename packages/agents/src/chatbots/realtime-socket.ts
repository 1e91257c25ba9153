import { ChatbotError } from "./chatbot-error.ts";

/** An event of OpenAI's Realtime protocol. */
export interface RealtimeEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A WebSocket that carries events of OpenAI's Realtime protocol. */
export class RealtimeSocket {
  readonly #socket: WebSocket;
  /** Events nobody has asked for yet. */
  readonly #events: RealtimeEvent[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener("message", ({ data }) => {
      this.#events.push(parsed(String(data)));
      this.#wake?.();
    });
    socket.addEventListener("close", () => {
      this.#closed = true;
      this.#wake?.();
    });
  }

  /** @throws ChatbotError `unreachable` when it cannot be opened */
  static async open(
    url: string,
    apiKey: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<RealtimeSocket> {
    if (typeof WebSocket === "undefined")
      throw new ChatbotError("this JavaScript engine has no WebSocket", {
        kind: "unreachable",
        hint: "Use Node 22 or later.",
      });
    const socket = new WebSocket(url, [
      "realtime",
      ...(apiKey === undefined ? [] : [`openai-insecure-api-key.${apiKey}`]),
    ]);
    const opened = new RealtimeSocket(socket);
    await new Promise<void>((resolve, reject) => {
      const fail = (): void =>
        reject(
          new ChatbotError("the WebSocket cannot be opened", {
            kind: "unreachable",
            hint: "Check the address and the key, and that the voice agent is running.",
          }),
        );
      socket.addEventListener("open", () => resolve(), { once: true });
      socket.addEventListener("error", fail, { once: true });
      signal?.addEventListener("abort", () => (socket.close(), fail()), { once: true });
    });
    return opened;
  }

  send(type: string, fields: object = {}): void {
    if (this.#closed) throw closed();
    this.#socket.send(JSON.stringify({ type, ...fields }));
  }

  /** The next event. @throws ChatbotError for an `error` event, and when the other side hangs up */
  async next(signal: AbortSignal | undefined): Promise<RealtimeEvent> {
    for (;;) {
      const event = this.#events.shift();
      if (event?.type === "error") {
        const { message } = (event["error"] ?? {}) as { readonly message?: unknown };
        throw new ChatbotError(typeof message === "string" ? message : "the voice agent told of an error", {
          kind: "error",
        });
      }
      if (event !== undefined) return event;
      if (this.#closed) throw closed();
      await this.#event(signal);
    }
  }

  /** Passes over events until one of a type comes. */
  async until(type: string, signal: AbortSignal | undefined): Promise<void> {
    while ((await this.next(signal)).type !== type);
  }

  /** What came late, after its time was up, is no answer to the next question. */
  forget(): void {
    this.#events.length = 0;
  }

  close(): void {
    this.#socket.close();
  }

  async #event(signal: AbortSignal | undefined): Promise<void> {
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

function parsed(frame: string): RealtimeEvent {
  try {
    const event = JSON.parse(frame) as RealtimeEvent | null;
    if (typeof event?.type === "string") return event;
  } catch {
    // Told below, as anything else that is no event.
  }
  return { type: "error", error: { message: "a frame came that is no event" } };
}

function closed(): ChatbotError {
  return new ChatbotError("the voice agent closed the WebSocket", { kind: "unreachable" });
}
