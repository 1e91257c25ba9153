import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request that came. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Record<string, unknown>;
}

/** A server that answers JSON with JSON, until it is disposed of. */
export interface JsonServer extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
}

/** @param answer what is sent: a text as it is, anything else as JSON; when it gives nothing, it answers by itself */
export async function startJsonServer(
  answer: (received: Received, response: ServerResponse) => unknown,
): Promise<JsonServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>;
    const one = { path: request.url ?? "", headers: request.headers, body };
    received.push(one);
    response.setHeader("content-type", "application/json");
    const said = answer(one, response);
    if (said !== undefined) response.end(typeof said === "string" ? said : JSON.stringify(said));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

/** What a server that speaks OpenAI's protocol says. */
export const completion = (message: object): object => ({
  id: "c",
  object: "chat.completion",
  created: 0,
  model: "m",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", ...message } }],
});
