import type { WireBody } from "../conformance/wire-protocol.ts";

/** A body of JSON. */
export function jsonBody(value: unknown): WireBody {
  return { contentType: "application/json", frames: [JSON.stringify(value)] };
}

/** What a proxy answers in the server's place. */
export function webPage(): WireBody {
  return {
    contentType: "text/html; charset=utf-8",
    frames: ["<!doctype html><title>Log in</title>"],
  };
}

/** A body of JSON that stops making sense. */
export function brokenJson(): WireBody {
  return { contentType: "application/json", frames: ['{"id": "x", "choices": [oops'] };
}

/** A body of one JSON value a line. */
export function ndjsonBody(lines: readonly object[]): WireBody {
  return { contentType: "application/x-ndjson", frames: lines.map((line) => `${JSON.stringify(line)}\n`) };
}

/** A body of server-sent events; a text is sent as it is, other data as JSON. */
export function sseBody(events: readonly { readonly event?: string; readonly data: unknown }[]): WireBody {
  return {
    contentType: "text/event-stream",
    frames: events.map(({ event, data }) => {
      const name = event === undefined ? "" : `event: ${event}\n`;
      return `${name}data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
    }),
  };
}

/** The parsed body of a request, as anything. */
// oxlint-disable-next-line typescript/no-explicit-any -- the shapes differ by protocol, and a wrong one fails the test
export function parsedBody(request: { readonly body: string }): any {
  return JSON.parse(request.body);
}
