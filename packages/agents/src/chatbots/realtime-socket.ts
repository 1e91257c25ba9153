import { ChatbotError } from "./chatbot-error.ts";
import { FrameSocket } from "./frame-socket.ts";

/** An event of OpenAI's Realtime protocol. */
export interface RealtimeEvent {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** A WebSocket that carries events of OpenAI's Realtime protocol. */
export class RealtimeSocket {
  readonly #frames: FrameSocket;

  private constructor(frames: FrameSocket) {
    this.#frames = frames;
  }

  /** @throws ChatbotError `unreachable` when it cannot be opened */
  static async open(
    url: string,
    apiKey: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<RealtimeSocket> {
    const key = apiKey === undefined ? [] : [`openai-insecure-api-key.${apiKey}`];
    return new RealtimeSocket(await FrameSocket.open(url, signal, ["realtime", ...key]));
  }

  send(type: string, fields: object = {}): void {
    this.#frames.send(JSON.stringify({ type, ...fields }));
  }

  /**
   * The next event; an `error` event only where a cancellation came too late, which is nobody's fault.
   *
   * @throws ChatbotError for any other `error` event, and when the other side hangs up
   */
  async next(signal: AbortSignal | undefined): Promise<RealtimeEvent> {
    const event = parsed(await this.#frames.next(signal));
    if (event.type !== "error") return event;
    const { message, code } = (event["error"] ?? {}) as {
      readonly message?: unknown;
      readonly code?: unknown;
    };
    if (code === "response_cancel_not_active") return event;
    throw new ChatbotError(typeof message === "string" ? message : "the voice agent reported an error", {
      kind: "error",
    });
  }

  /** Passes over events until one of a type comes. */
  async until(type: string, signal: AbortSignal | undefined): Promise<void> {
    while ((await this.next(signal)).type !== type);
  }

  /** Events that have come and nobody has asked for. */
  taken(): readonly RealtimeEvent[] {
    return this.#frames.taken().map(parsed);
  }

  close(): void {
    this.#frames.close();
  }
}

function parsed(frame: string): RealtimeEvent {
  try {
    const event = JSON.parse(frame) as RealtimeEvent | null;
    if (typeof event?.type === "string") return event;
  } catch {
    // Told below, as anything else that is not an event.
  }
  return { type: "error", error: { message: "a frame arrived that is not an event" } };
}
