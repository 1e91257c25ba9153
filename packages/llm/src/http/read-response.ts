import { refuseManyParts } from "./refuse-many-parts.ts";

/**
 * A response whose body was read already, and parsed, by somebody who had to look into it: SDKs read it as if it had just
 * come, and neither decode nor parse it again. One that takes the text, to parse it in one go, gets none of too many parts.
 */
export class ReadResponse {
  readonly ok: boolean;
  readonly status: number;
  readonly statusText: string;
  readonly url: string;
  readonly redirected: boolean;
  readonly type = "basic";
  readonly headers: Headers;
  readonly #text: string;
  readonly #value: unknown;
  #used = false;
  #stream: ReadableStream<Uint8Array> | undefined;

  /** @param value what the text is as JSON; nothing when it is not one */
  constructor(response: Response, text: string, value: unknown) {
    const { ok, status, statusText, url, redirected, headers } = response;
    this.ok = ok;
    this.status = status;
    this.statusText = statusText;
    this.url = url;
    this.redirected = redirected;
    this.headers = headers;
    this.#text = text;
    this.#value = value;
  }

  /** Whether nothing came. */
  get isEmpty(): boolean {
    return this.#text === "";
  }

  get bodyUsed(): boolean {
    return this.#used;
  }

  /** For who insists on reading it piece by piece. */
  get body(): ReadableStream<Uint8Array> {
    this.#stream ??= new Response(this.#text).body as ReadableStream<Uint8Array>;
    return this.#stream;
  }

  /** @throws HttpRefusalError for a text of so many parts that to parse it would hold up everything else */
  async text(): Promise<string> {
    this.#take();
    await refuseManyParts(this.#text);
    return this.#text;
  }

  async json(): Promise<unknown> {
    this.#take();
    return this.#value === undefined ? (JSON.parse(this.#text) as unknown) : this.#value;
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    this.#take();
    return new TextEncoder().encode(this.#text);
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer;
  }

  async blob(): Promise<Blob> {
    return new Blob([await this.bytes()], { type: this.headers.get("content-type") ?? "" });
  }

  #take(): void {
    if (this.#used) throw new TypeError("The body was read already");
    this.#used = true;
  }
}
