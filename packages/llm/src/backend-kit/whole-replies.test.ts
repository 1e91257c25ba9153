import { describe, expect, it } from "vitest";
import { WholeReplyError, wholeReplies } from "./whole-replies.ts";

function answering(body: string, type: string | undefined, status = 200) {
  return wholeReplies(async () => {
    const response = new Response(body, { status });
    response.headers.delete("content-type");
    if (type !== undefined) response.headers.set("content-type", type);
    return response;
  });
}
const asked = { method: "POST", body: '{"model":"m","stream": true}' };
const whole = '{"choices":[{"message":{"content":"Hi"}}]}';

describe("wholeReplies", () => {
  it.each([
    "application/json",
    "application/json; charset=utf-8",
    "text/plain",
    "text/event-stream",
    undefined,
  ])("throws a whole reply of the type %s where a stream was asked for", async (type) => {
    const error = await answering(` \n${whole}`, type)("http://x/", asked).catch((thrown: unknown) => thrown);
    expect(WholeReplyError.in(new Error("wrapped", { cause: error }))?.body).toEqual(JSON.parse(whole));
  });

  it("knows a wish for a stream by the method's name", async () => {
    const address = "http://x/models/m:streamGenerateContent?alt=sse";
    await expect(answering("[]", "application/json")(address, { body: "{}" })).rejects.toThrow(
      WholeReplyError,
    );
  });

  it.each([
    ["events", 'data: {"a":1}\n\n', "text/event-stream", asked, 200],
    ["a comment first", ": hello\n\ndata: {}\n\n", "text/event-stream", asked, 200],
    ["lines of JSON", '{"a":1}\n{"b":2}\n', "application/json", asked, 200],
    ["JSON lines by their type", '{"a":1}\n', "application/x-ndjson", asked, 200],
    ["a reply nobody wanted streamed", whole, "application/json", { body: '{"stream":false}' }, 200],
    ["an error", '{"error":"no"}', "application/json", asked, 400],
    ["broken JSON", '{"a": oops', "application/json", asked, 200],
    ["nothing", "", "text/event-stream", asked, 200],
  ] as const)("hands on %s as they came", async (_name, body, type, init, status) => {
    const response = await answering(body, type, status)("http://x/", init);
    expect([await response.text(), response.status]).toEqual([body, status]);
  });
});
