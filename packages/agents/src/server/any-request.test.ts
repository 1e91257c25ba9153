import { scriptedModel } from "@sdialog/llm/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Agent } from "../agent/agent.ts";
import { agentApp } from "./agent-app.ts";

const errors: unknown[] = [];
const app = agentApp(new Agent({ name: "Alice", model: scriptedModel(() => "ok") }), {
  sessions: true,
  onError: (error) => errors.push(error),
});

const anything = fc.jsonValue({ maxDepth: 3 });
const almost = <Value>(valid: fc.Arbitrary<Value>) =>
  fc.oneof({ weight: 12, arbitrary: valid }, { weight: 1, arbitrary: anything });
const text = fc.oneof(fc.string(), fc.constantFrom("### Task:", "STOP", "\u0000", "\u202e"));
const message = fc.record(
  {
    role: almost(fc.constantFrom("user", "assistant", "system", "developer")),
    content: almost(fc.oneof(text, fc.array(fc.record({ type: fc.constant("text"), text })))),
    name: almost(fc.constantFrom("Alice", "User", "constructor", "__proto__")),
  },
  { requiredKeys: ["role", "content"] },
);
const messages = almost(fc.array(message, { maxLength: 4 }));
/** Almost a request: mostly the right keys and values, with anything in between. */
const body = fc.record(
  {
    model: almost(fc.constantFrom("Alice", "Alice:latest", "Alice", "Eve")),
    messages,
    input: almost(fc.oneof(text, messages)),
    prompt: almost(text),
    system: almost(text),
    instructions: almost(text),
    previous_response_id: fc.string(),
    stream: almost(fc.boolean()),
    temperature: almost(fc.double({ min: 0, max: 2, noNaN: true })),
    max_tokens: almost(fc.integer({ min: 1 })),
    stop: almost(fc.oneof(text, fc.array(text))),
    options: almost(fc.record({ num_predict: fc.integer() })),
  },
  { requiredKeys: ["model", "messages", "input", "prompt"] },
);
const paths = ["/v1/chat/completions", "/v1/responses", "/api/chat", "/api/generate", "/api/show"];

const post = (path: string, content: string, headers: Record<string, string> = {}) =>
  app.request(path, { method: "POST", body: content, headers: { host: "localhost", ...headers } });

describe("whatever a client sends", () => {
  it("is answered or refused as its own mistake, and nothing else happens", async () => {
    const statuses = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.oneof(body, anything), async (path, sent) => {
        const reply = await post(path, JSON.stringify(sent));
        statuses.set(reply.status, (statuses.get(reply.status) ?? 0) + 1);
        const said = await reply.text();
        expect([reply.status, said]).toSatisfy(
          ([status]) => status === 200 || (status >= 400 && status < 500),
        );
        expect(said).not.toMatch(/"(?:internal|server)_error"/);
      }),
      { numRuns: 1_000, seed: 4 },
    );
    // The test tells something only while both happen.
    for (const status of [200, 400, 404]) expect(statuses.get(status) ?? 0).toBeGreaterThan(20);
    expect(errors).toEqual([]);
  });

  it("may be no JSON, no text at all, or bear any session id", async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), fc.uint8Array(), async (path, bytes) => {
        const reply = await app.request(path, {
          method: "POST",
          body: new Uint8Array(bytes),
          headers: { host: "localhost" },
        });
        expect(reply.status).toBe(400);
      }),
      { numRuns: 200, seed: 4 },
    );
    const ask = JSON.stringify({ model: "Alice", prompt: "Hi", stream: false });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme-ascii" }), async (id) => {
        const reply = await post("/api/generate", ask, { "x-session-id": id });
        expect([200, 400]).toContain(reply.status);
      }),
      { numRuns: 200, seed: 4 },
    );
    expect(errors).toEqual([]);
  });
});
