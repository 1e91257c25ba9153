import { describe, expect, it } from "vitest";
import type { ProviderFailureError } from "./provider-failure.ts";
import { ErrorEvents } from "./error-events.ts";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const words = "This model is not available in your region";

/** What of a stream passes, and the error it ends with, when its bytes come in pieces of a length. */
function watched(text: string, length: number): readonly [passed: string, error: Error | undefined] {
  const watch = ErrorEvents.of("text/event-stream; charset=utf-8") as ErrorEvents;
  const whole = bytes(text);
  const passed: number[] = [];
  const told = (): readonly [string, Error | undefined] => [
    new TextDecoder().decode(new Uint8Array(passed)),
    undefined,
  ];
  for (let at = 0; at < whole.length; at += length) {
    const piece = whole.subarray(at, at + length);
    const found = watch.take(piece);
    passed.push(...(found?.before ?? piece));
    if (found !== undefined) return [told()[0], found.error];
  }
  return [told()[0], watch.end()];
}

const before = 'data: {"choices":[{"delta":{"content":"Grüße 🌊, no error"}}]}\n\n';
const lengths = [1, 2, 3, 7, 1000];

describe("ErrorEvents", () => {
  it.each([
    ["a text under error", `data: {"error":"${words}"}\n\n`],
    ["a text under error, by name", `event: error\ndata: {"error":"${words}"}\n\n`],
    ["plain words", `event: error\ndata: ${words}\n\n`],
    ["words on two lines", "event:error\ndata: This model is not\ndata: available in your region\n\n"],
    ["a JSON text", `event: error\ndata: "${words}"\n\n`],
    ["an object", `data: {"error":{"message":"${words}"}}\n\n`],
    ["an array, as Google's", `data: [{"error":{"code":403,"message":"No."}}]\n\n`],
    ["another server's names", `event: error\ndata: {"error_msg":"${words}"}\n\n`],
    ["a bare line", `error: ${words}\n\n`],
    ["a bare line with an object", `{"error":{"message":"${words}"}}\n\n`],
    ["words that begin so", `data: [ERROR] ${words}\n\n`],
    ["a list of errors", `data: {"error":["${words}"]}\n\n`],
    ["lines ended by returns", `event: error\rdata: ${words}\r\r`],
    ["lines ended by both", `event: error\r\ndata: ${words}\r\n\r\n`],
    ["an event that the end of the stream cuts off", `event: error\ndata: ${words}`],
  ])("finds %s, after all that came before it, however its bytes come", (_name, event) => {
    for (const length of lengths) {
      const [passed, error] = watched(before + event, length);
      // Pieces that came before the event was whole have gone on.
      expect(passed.startsWith(before)).toBe(true);
      expect((error as ProviderFailureError | undefined)?.failure).toMatchObject(
        event.includes("403") ? { status: 403, message: "No." } : { kind: "permission" },
      );
    }
  });

  it.each([
    ["words about errors", 'data: {"choices":[{"delta":{"content":"event: error"}}]}\n\n'],
    ["an empty error beside the choices", 'data: {"choices":[],"error":null}\n\n'],
    ["an error beside the choices, which is the reply's", 'data: {"choices":[],"error":{"code":403}}\n\n'],
    ["nothing under error", 'data: {"type":"ping","error":{}}\n\n'],
    ["a tool's result about an error", 'data: {"content_block":{"content":{"error":"x"}}}\n\n'],
    ["another event", "event: errors\ndata: x\n\n"],
    ["a comment", ": error\n\n"],
    ["another bare line", "no errors so far\n\n"],
    ["broken JSON, which the reader refuses", 'data: {"error": oops\n\n'],
  ])("passes on %s", (_name, event) => {
    for (const length of lengths) expect(watched(before + event + before, length)[1]).toBeUndefined();
  });

  it.each([
    `error: ${words}`,
    `data: [ERROR] ${words}`,
    `data: [error]: ${words}`,
    `event: error\ndata: ${words}`,
  ])("tells of %j what it says, and no more", (event) => {
    const [, error] = watched(`${before}${event}\n\n`, 1000);
    expect((error as ProviderFailureError | undefined)?.failure.message).toBe(words);
  });

  it("watches nothing but events", () => {
    expect(ErrorEvents.of("application/json")).toBeUndefined();
    expect(ErrorEvents.of("")).toBeUndefined();
  });
});
