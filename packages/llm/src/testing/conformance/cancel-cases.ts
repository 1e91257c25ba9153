import assert from "node:assert/strict";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, replyOf, waysToCall } from "./sample-calls.ts";

/** Calls that are given up, by the caller or by the clock. */
export function cancelCases(backend: BackendUnderTest): ConformanceCase[] {
  return [
    ...waysToCall.flatMap(([way, call]) => [
      {
        name: `${way}: a call cancelled beforehand makes no request`,
        run: () =>
          withServer(backend, async (model, server) => {
            const signal = AbortSignal.abort(new Error("too late"));
            await assert.rejects(call(model, { ...greeting, signal }), { message: "too late" });
            assert.equal(server.requests.length, 0);
          }),
      },
      {
        name: `${way}: a call cancelled while it waits ends at once, with the caller's reason`,
        run: () =>
          withServer(backend, async (model, server) => {
            server.answer({ silence: true });
            const controller = new AbortController();
            const pending = call(model, { ...greeting, signal: controller.signal });
            setTimeout(() => controller.abort(new Error("changed my mind")), 30);
            await assert.rejects(pending, { message: "changed my mind" });
          }),
      },
      {
        name: `${way}: a server that never answers runs into the time limit`,
        run: () =>
          withServer(
            backend,
            async (model, server) => {
              server.answer({ silence: true });
              await assert.rejects(call(model, greeting), { kind: "timeout", retryable: true });
            },
            { timeoutMs: 80 },
          ),
      },
    ]),
    {
      name: "stream: cancelled in the middle, it ends with the caller's reason and breaks the connection off",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: Array.from({ length: 500 }, () => "on ") }), pauseMs: 5 });
          const controller = new AbortController();
          const reading = (async () => {
            for await (const chunk of model.stream({ ...greeting, signal: controller.signal }))
              if (chunk.type === "text") controller.abort(new Error("enough"));
          })();
          await assert.rejects(reading, { message: "enough" });
          const waitUntil = performance.now() + 1500;
          while (server.brokenOff === 0 && performance.now() < waitUntil)
            await new Promise((next) => setTimeout(next, 10));
          assert.equal(server.brokenOff, 1, "the request went on");
        }),
    },
    {
      name: "stream: falling silent in the middle runs into the time limit",
      run: () =>
        withServer(
          backend,
          async (model, server) => {
            server.answer({ reply: replyOf({ text: ["a ", "b ", "c ", "d "] }), silentAfter: 3 });
            const reading = (async () => {
              for await (const chunk of model.stream(greeting)) void chunk;
            })();
            await assert.rejects(reading, { kind: "timeout", retryable: true });
          },
          { timeoutMs: 150 },
        ),
    },
  ];
}
