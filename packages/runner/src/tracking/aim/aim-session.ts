import { randomUUID } from "node:crypto";
import { SDialogError } from "@sdialog/core";
import { type Fetch, guardedFetch } from "@sdialog/llm";
import { type AimValue, packTree, unpackTree } from "./aim-tree.ts";

const timeoutMs = 60_000;

/**
 * A client of Aim's remote tracking server (`aim server`, Aim 3.19 and later) for a few instructions. It is left again
 * at once: the server gives up what a silent client holds, and a run may be silent for an hour.
 *
 * Every method throws SDialogError `aim` when the server refuses.
 */
export class AimSession {
  readonly #url: string;
  readonly #client = randomUUID();
  readonly #fetch: Fetch;
  readonly #resources: string[] = [];

  private constructor(url: string, fetch: Fetch) {
    this.#url = url;
    this.#fetch = fetch;
  }

  /** @param address `aim://host:53800`, or the server's HTTP address */
  static async with<Result>(
    address: string,
    use: (session: AimSession) => Promise<Result>,
    fetch: Fetch = guardedFetch(),
  ): Promise<Result> {
    const url = address.replace(/^aim:/, "http:").replace(/(?<!\/)\/+$/, "");
    const session = new AimSession(url, fetch);
    await session.#get(`client/connect/${session.#client}/`);
    try {
      return await use(session);
    } finally {
      await session.#leave().catch(() => undefined);
    }
  }

  /** Opens something of the server's. @returns its handle */
  async open(type: "TreeView" | "StructuredRun" | "Repo", args: AimValue = {}): Promise<string> {
    const body = { resource_handler: "", resource_type: type, args: base64(packTree(args)) };
    const response = await this.#post(`tracking/${this.#client}/get-resource/`, body);
    const { handler } = (await response.json()) as { readonly handler: string };
    this.#resources.push(handler);
    return handler;
  }

  async call(handle: string, method: string, args: readonly AimValue[]): Promise<AimValue> {
    const body = { resource_handler: handle, method_name: method, args: base64(packTree(args)) };
    const response = await this.#post(`tracking/${this.#client}/read-instruction/`, body);
    return unpackTree(new Uint8Array(await response.arrayBuffer()));
  }

  async #leave(): Promise<void> {
    for (const handle of this.#resources.toReversed())
      await this.#get(`tracking/${this.#client}/release-resource/${handle}/`);
    await this.#get(`client/disconnect/${this.#client}/`);
  }

  async #get(path: string): Promise<void> {
    const response = await this.#fetch(`${this.#url}/${path}`, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw await refused(this.#url, response);
    await response.text();
  }

  async #post(path: string, body: object): Promise<Response> {
    const response = await this.#fetch(`${this.#url}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) throw await refused(this.#url, response);
    return response;
  }
}

async function refused(url: string, response: Response): Promise<SDialogError> {
  const { exception } = (await response.json().catch(() => ({}))) as {
    readonly exception?: { readonly class_name?: string; readonly message?: string };
  };
  const why = exception === undefined ? "" : `: ${exception.class_name}: ${exception.message}`;
  return new SDialogError(`the Aim server at ${url} answered ${response.status}${why}`, {
    code: "aim",
    hint:
      response.status === 404
        ? "Give the address of `aim server` of Aim 3.19 or later, not that of `aim up`."
        : undefined,
  });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
