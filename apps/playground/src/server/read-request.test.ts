import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import * as z from "zod";
import { readRequest } from "./read-request.ts";

const schema = z.object({ model: z.string().optional(), parts: z.array(z.unknown()).default([]) });
const app = new Hono()
  .post("/", async (context) => context.json(await readRequest(context, schema, 100)))
  .onError((error, context) => context.text(error.message, 400));

async function sent(body: string, type = "application/json"): Promise<readonly [number, string]> {
  const answer = await app.request("/", { method: "POST", headers: { "content-type": type }, body });
  return [answer.status, await answer.text()];
}

describe("a request", () => {
  it.each(["application/json", "application/json; charset=utf-8"])(
    "of the type %s is read and checked",
    async (type) => {
      expect(await sent('{"model":"local:pocket"}', type)).toEqual([
        200,
        '{"model":"local:pocket","parts":[]}',
      ]);
    },
  );

  it.each([
    ["text/plain", "{}", "A request must be application/json"],
    ["application/jsonp", "{}", "A request must be application/json"],
    ["application/json", "{", "The request is not valid JSON"],
    ["application/json", `{"model":"${"x".repeat(100)}"}`, "A request may have 100 bytes at most"],
    ["application/json", `{"parts":${"[".repeat(45)}${"]".repeat(45)}}`, undefined],
    ["application/json", '{"model":7}', "model: "],
  ])("as %s of %s: %s", async (type, body, message) => {
    const [status, said] = await sent(body, type);
    expect(status).toBe(message === undefined ? 200 : 400);
    expect(said).toContain(message ?? "parts");
  });

  it.each([
    { model: "openai:x?key=planted" },
    { parts: [{ deep: { model: "http://u:planted@h/v1" } }] },
    { parts: [{ embedder: "openai:x?key=planted" }] },
  ])("may hold no secret where a model is named: %j", async (body) => {
    const [status, said] = await sent(JSON.stringify(body));
    expect([status, said]).toEqual([400, expect.stringContaining("A model's name may not hold")]);
    expect(said).not.toContain("planted");
  });
});
