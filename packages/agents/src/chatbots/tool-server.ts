import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Tool } from "../tools/tool.ts";
import type { ChatbotToolCall } from "./chatbot-connector.ts";

/** Tools that are lent over HTTP. */
export interface ToolServer {
  /** Nobody can guess it, and it holds for one conversation. */
  readonly url: string;
  close(): Promise<void>;
}

/** Longest arguments, in characters. */
const longestInput = 1_000_000;

/**
 * Lends the tools of one conversation to a chatbot that runs as another process of this machine: `GET` of the address lists
 * them with the JSON Schemas of their arguments, `POST` of `<address>/<name>` with the arguments as JSON calls one and
 * answers `{ "output": … }`, with `"isError": true` when it failed.
 */
export async function serveTools(
  tools: readonly Tool[],
  call: (name: string, input: unknown) => Promise<ChatbotToolCall>,
): Promise<ToolServer> {
  const key = crypto.randomUUID();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => send(response, 500, { error: String(error) }));
  });
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, given, name] = (request.url ?? "").split("/");
    // No page in a browser may call them.
    if (given !== key || request.headers.origin !== undefined)
      return send(response, 404, { error: "there is nothing here" });
    if (request.method === "GET" && name === undefined)
      return send(
        response,
        200,
        tools.map((tool) => ({
          name: tool.name,
          description: tool.description,
          inputSchema: tool.inputSchema,
        })),
      );
    if (request.method !== "POST" || name === undefined)
      return send(response, 405, { error: "GET the list, or POST the arguments to <address>/<name>" });
    const input = parsed(await text(request));
    if (input === undefined) return send(response, 400, { error: "the arguments are not JSON" });
    const { output, isError } = await call(decodeURIComponent(name), input);
    return send(response, 200, isError === true ? { output, isError } : { output });
  }
  await new Promise<void>((listening, failed) => {
    server.once("error", failed).listen(0, "127.0.0.1", listening);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/${key}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) return;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** No arguments at all are an empty object. */
function parsed(body: string): unknown {
  if (body.length > longestInput) return undefined;
  try {
    return body.trim() === "" ? {} : (JSON.parse(body) as unknown);
  } catch {
    return undefined;
  }
}
