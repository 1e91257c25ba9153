import { EventMeter } from "./event-meter.ts";
import { answerTooLarge, eventTooLarge } from "./http-refusal-error.ts";
import { parseLargeJson } from "./parse-large-json.ts";
import type { StreamWatch } from "./stream-watch.ts";
import type { AnswerBody, IncomingAnswer } from "./transport.ts";

/**
 * An answer that looks like the platform's `Response`, as far as SDKs use it. Read whole, it never becomes a web
 * stream; iterated, pieces come as the client got them. More bytes than `limit` are an error either way.
 */
export class HttpResponse {
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly type = "basic";
  readonly body: ResponseBody;
  readonly #answer: IncomingAnswer;
  #headers: Headers | undefined;

  constructor(
    answer: IncomingAnswer,
    about: {
      readonly url: URL;
      readonly redirected: boolean;
      readonly limit: number;
      readonly eventLimit: number;
      readonly watch?: ((type: string) => StreamWatch | undefined) | undefined;
    },
  ) {
    this.status = answer.status;
    this.statusText = answer.statusText;
    this.url = about.url.href;
    this.redirected = about.redirected;
    this.#answer = answer;
    this.body = new ResponseBody(answer.body, about.limit, about.eventLimit, () =>
      about.watch?.(this.headers.get("content-type") ?? ""),
    );
  }

  /** Made when they are first asked for: few who read an answer do. */
  get headers(): Headers {
    if (this.#headers === undefined) {
      this.#headers = new Headers();
      for (const [name, value] of this.#answer.headers) this.#headers.append(name, value);
    }
    return this.#headers;
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  get bodyUsed(): boolean {
    return this.body.used;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.body.whole()) as Uint8Array<ArrayBuffer>;
  }

  async text(): Promise<string> {
    return decoder.decode(await this.body.whole());
  }

  async json(): Promise<unknown> {
    return parseLargeJson(await this.text());
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    const { buffer, byteOffset, byteLength } = await this.bytes();
    return buffer.slice(byteOffset, byteOffset + byteLength);
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get("content-type") ?? "" });
  }
}

const decoder = new TextDecoder();

/** A body that is read once, as a whole or piece by piece, with the face of a `ReadableStream`. */
class ResponseBody implements AsyncIterable<Uint8Array> {
  readonly #source: AnswerBody;
  readonly #limit: number;
  readonly #eventLimit: number;
  readonly #watch: () => StreamWatch | undefined;
  #used = false;

  constructor(source: AnswerBody, limit: number, eventLimit: number, watch: () => StreamWatch | undefined) {
    this.#source = source;
    this.#limit = limit;
    this.#eventLimit = eventLimit;
    this.#watch = watch;
  }

  get used(): boolean {
    return this.#used;
  }

  get locked(): boolean {
    return this.#used;
  }

  async whole(): Promise<Uint8Array> {
    this.#take();
    return this.#source.whole(this.#limit);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void, undefined> {
    this.#take();
    const meter = this.#eventLimit === Infinity ? undefined : new EventMeter();
    const watch = this.#watch();
    let length = 0;
    for await (const chunk of this.#source) {
      length += chunk.length;
      if (length > this.#limit) throw answerTooLarge(this.#limit);
      if (meter !== undefined && meter.take(chunk) > this.#eventLimit) throw eventTooLarge(this.#eventLimit);
      const found = watch?.take(chunk);
      if (found !== undefined) {
        if (found.before.length > 0) yield found.before;
        throw found.error;
      }
      yield chunk;
    }
    const last = watch?.end();
    if (last !== undefined) throw last;
  }

  getReader(): Pick<ReadableStreamDefaultReader<Uint8Array>, "read" | "cancel" | "releaseLock" | "closed"> {
    const iterator = this[Symbol.asyncIterator]();
    let close!: () => void;
    const closed = new Promise<undefined>((resolve) => (close = () => resolve(undefined)));
    return {
      closed,
      async read() {
        const { done, value } = await iterator.next();
        if (done !== true) return { done: false, value: value as Uint8Array<ArrayBuffer> };
        close();
        return { done: true, value: undefined };
      },
      cancel: async () => {
        close();
        await this.cancel();
      },
      releaseLock: () => undefined,
    };
  }

  async cancel(): Promise<void> {
    this.#used = true;
    this.#source.cancel();
  }

  pipeThrough<Out>(transform: ReadableWritablePair<Out, Uint8Array>): ReadableStream<Out> {
    return this.#web().pipeThrough(transform);
  }

  pipeTo(target: WritableStream<Uint8Array>): Promise<void> {
    return this.#web().pipeTo(target);
  }

  #web(): ReadableStream<Uint8Array> {
    const pieces = this[Symbol.asyncIterator]();
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const next = await pieces.next();
        if (next.done === true) controller.close();
        else controller.enqueue(next.value);
      },
      cancel: () => this.cancel(),
    });
  }

  #take(): void {
    if (this.#used) throw new TypeError("The body was read already");
    this.#used = true;
  }
}
