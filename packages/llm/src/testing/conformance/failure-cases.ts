import assert from "node:assert/strict";
import { ModelError, type ModelErrorKind } from "../../errors/model-error.ts";
import { withRetry } from "../../middleware/with-retry.ts";
import { instantTimer } from "../instant-timer.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, replyOf, waysToCall } from "./sample-calls.ts";
import type { WireProtocol } from "./wire-protocol.ts";
import { startWireServer } from "./wire-server.ts";

const statuses: readonly (readonly [number, readonly ModelErrorKind[]])[] = [
  [400, ["invalid_request"]],
  [401, ["authentication"]],
  [403, ["permission"]],
  [404, ["not_found"]],
  [408, ["timeout"]],
  [429, ["rate_limit"]],
  [500, ["server"]],
  [503, ["overloaded"]],
  [529, ["overloaded"]],
];
const passing: ReadonlySet<number> = new Set([408, 429, 500, 503, 529]);

/** What goes wrong: refusals, replies that are not replies, servers that are not there. */
export function failureCases(backend: BackendUnderTest): ConformanceCase[] {
  return waysToCall.flatMap(([way, call]) => [
    ...statuses.map(([status, kinds]) => ({
      name: `${way}: HTTP ${status} is ${kinds.join(" or ")}, after one request`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ status });
          const error = await failureOf(call(model, greeting));
          assert.ok(kinds.includes(error.kind), `the kind is ${error.kind}: ${error.message}`);
          assert.equal(error.status, status);
          assert.equal(error.retryable, passing.has(status));
          assert.equal(error.model, model.id);
          assert.equal(server.requests.length, 1, "the SDK tried again by itself");
        }),
    })),
    {
      name: `${way}: 429 says how long to wait, and a retry then succeeds`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer(() =>
            server.requests.length === 1
              ? { status: 429, headers: { "retry-after": "2" } }
              : { reply: replyOf() },
          );
          const timer = instantTimer();
          const result = await call(withRetry({ timer })(model), greeting);
          assert.equal(result.finishReason, "stop");
          assert.ok((timer.sleeps[0] ?? 0) >= 2000, `waited ${timer.sleeps[0]} ms`);
        }),
    },
    {
      name: `${way}: a reply that is not JSON is malformed`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ malformed: true });
          const error = await failureOf(call(model, greeting));
          assert.equal(error.kind, "malformed_response", error.message);
        }),
    },
    {
      name: `${way}: a reply without a choice is an error that may pass`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ empty: true });
          const error = await failureOf(call(model, greeting));
          assert.ok(
            ["empty_response", "interrupted", "malformed_response"].includes(error.kind),
            `the kind is ${error.kind}`,
          );
        }),
    },
    {
      name: `${way}: a reply stopped by the content filter says so`,
      skip: backend.protocol.filtersContent === false ? "filters nothing" : undefined,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: [], finish: "content_filter" }) });
          const outcome = await call(model, greeting).catch((error: unknown) => error);
          const reason = ModelError.isInstance(outcome)
            ? outcome.kind
            : (outcome as { finishReason: string }).finishReason;
          assert.equal(reason, "content_filter");
        }),
    },
    {
      name: `${way}: a server that is not there is a connection error`,
      run: async () => {
        const model = await backend.connect({ baseURL: await deadAddress(backend.protocol), apiKey: "any" });
        const error = await failureOf(call(model, greeting));
        assert.equal(error.kind, "connection", error.message);
        assert.equal(error.retryable, true);
      },
    },
  ]);
}

/** An address where nobody listens any more. */
async function deadAddress(protocol: WireProtocol): Promise<string> {
  await using server = await startWireServer(protocol);
  return server.url;
}

async function failureOf(call: Promise<unknown>): Promise<ModelError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (ModelError.isInstance(outcome)) return outcome;
  throw new assert.AssertionError({ message: `not a ModelError but ${String(outcome ?? "a result")}` });
}
