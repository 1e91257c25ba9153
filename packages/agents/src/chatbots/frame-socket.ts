import { ChatbotError } from "./chatbot-error.ts";

/** A WebSocket whose frames wait until somebody asks for them. */
export class FrameSocket {
  readonly #socket: WebSocket;
  /** Frames nobody has asked for yet. */
  readonly #frames: string[] = [];
  #wake: (() => void) | undefined;
  #closed = false;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
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

  /** @throws ChatbotError `unreachable` when it cannot be opened */
  static async open(
    url: string,
    signal: AbortSignal | undefined,
    protocols: readonly string[] = [],
  ): Promise<FrameSocket> {
    if (typeof WebSocket === "undefined")
      throw new ChatbotError("this JavaScript engine has no WebSocket", {
        kind: "unreachable",
        hint: "Use Node 22 or later.",
      });
    const socket = new WebSocket(url, [...protocols]);
    const opened = new FrameSocket(socket);
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
    return opened;
  }

  /** @throws ChatbotError `unreachable` when it is closed */
  send(frame: string): void {
    if (this.#closed) throw closed();
    this.#socket.send(frame);
  }

  /** The next frame, as soon as there is one. @throws ChatbotError `unreachable` when the other side hangs up */
  async next(signal: AbortSignal | undefined): Promise<string> {
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

  /** What has come and nobody has asked for. */
  taken(): readonly string[] {
    return this.#frames.splice(0);
  }

  close(): void {
    this.#socket.close();
  }
}

function closed(): ChatbotError {
  return new ChatbotError("the chatbot closed the WebSocket", { kind: "unreachable" });
}
