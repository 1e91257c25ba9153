import { request as http, type IncomingMessage, type RequestOptions } from "node:http";
import { request as https } from "node:https";
import type * as SDK from "@aws-sdk/client-bedrock-runtime";

type Handle = SDK.BedrockRuntimeClient["config"]["requestHandler"]["handle"];
type Sent = Parameters<Handle>[0];
type Answer = Awaited<ReturnType<Handle>>;

/** Whether somebody was spoken to in HTTP/2 who does not speak it: nothing of the request has arrived. */
export function speaksNoHttp2(error: unknown): boolean {
  return (
    error instanceof Error && "code" in error && /^ERR_HTTP2_(?:SESSION_)?ERROR$/.test(String(error.code))
  );
}

/** Sends a request of Amazon's SDK as gateways in front of Bedrock and servers like it understand it, which seldom speak HTTP/2. */
export function sendOverHttp1(
  { protocol, hostname, port, path, query, method, headers, body }: Sent,
  signal: AbortSignal | undefined,
): Promise<Answer> {
  const search = new URLSearchParams(query as Record<string, string>).toString();
  return new Promise((resolve, reject) => {
    const send = protocol === "https:" ? https : http;
    const options: RequestOptions = {
      protocol,
      hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
      ...(port === undefined ? {} : { port }),
      path: search === "" ? path : `${path}?${search}`,
      method,
      // What names the server in HTTP/2 has a name of its own here.
      headers: Object.fromEntries(
        Object.entries<string>(headers as Readonly<Record<string, string>>).filter(
          ([name]) => !name.startsWith(":"),
        ),
      ),
      ...(signal === undefined ? {} : { signal }),
    };
    const outgoing = send(options, (response) =>
      resolve({ response: answerOf(response) as Answer["response"] }),
    );
    outgoing.once("error", reject).end(body as Uint8Array | string | undefined);
  });
}

function answerOf(response: IncomingMessage): object {
  const headers = Object.fromEntries(
    Object.entries(response.headers).map(([name, value]) => [name, [value].flat().join(", ")]),
  );
  return { statusCode: response.statusCode ?? 0, reason: response.statusMessage, headers, body: response };
}
