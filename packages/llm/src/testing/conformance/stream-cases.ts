import assert from "node:assert/strict";
import { ModelError } from "../../errors/model-error.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import type { ConformanceCase } from "./conformance-case.ts";
import { greeting, pieces, readAll, replyOf, waysToCall } from "./sample-calls.ts";

/** How bodies arrive: in odd pieces, slowly, in enormous lines, or only in part. */
export function streamCases(backend: BackendUnderTest): ConformanceCase[] {
  return [
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: characters split across network chunks stay whole`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf(), bytewise: true });
          assert.equal((await call(model, greeting)).text, pieces.join(""));
        }),
    })),
    {
      name: "stream: a slow drip arrives as it drips",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf(), pauseMs: 15 });
          const times: number[] = [];
          for await (const chunk of model.stream(greeting))
            if (chunk.type === "text") times.push(performance.now());
          assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) > 30, "the pieces were held back until the end");
        }),
    },
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: a line of a million characters`,
      run: () =>
        withServer(backend, async (model, server) => {
          const long = "0123456789".repeat(99_990);
          server.answer({ reply: replyOf({ text: ["<", long, ">"] }) });
          assert.equal((await call(model, greeting)).text, `<${long}>`);
        }),
    })),
    {
      name: "stream: a connection cut in the middle is an error that may pass, after the pieces that came",
      run: () =>
        withServer(backend, async (model, server) => {
          const text = Array.from({ length: 40 }, (_item, index) => `word-${index} `);
          server.answer({ reply: replyOf({ text }), cutAfter: 0.6 });
          let seen = "";
          const reading = (async () => {
            for await (const chunk of model.stream(greeting)) if (chunk.type === "text") seen += chunk.delta;
          })();
          await assert.rejects(reading, { kind: "interrupted", retryable: true });
          assert.match(seen, /^word-0 word-1 /);
        }),
    },
    {
      name: "stream: broken off by the provider's own error, it is an error that may pass",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ brokenOff: true });
          let seen = "";
          const reading = (async () => {
            for await (const chunk of model.stream(greeting)) if (chunk.type === "text") seen += chunk.delta;
          })();
          const error = await reading.catch((failure: unknown) => failure);
          assert.ok(ModelError.isInstance(error), `not a ModelError but ${String(error)}`);
          assert.ok(
            ["overloaded", "server", "rate_limit"].includes(error.kind),
            `${error.kind}: ${error.message}`,
          );
          assert.equal(error.retryable, true);
          assert.equal(seen, "I was ");
        }),
    },
    {
      name: "generate: a body cut in the middle is an error that may pass",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: ["x".repeat(5000)] }), cutAfter: 0.5 });
          await assert.rejects(model.generate(greeting), { name: "ModelError", retryable: true });
        }),
    },
    {
      name: "leaving a stream early breaks the connection off",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({
            reply: replyOf({ text: Array.from({ length: 200 }, () => "on and on ") }),
            pauseMs: 10,
          });
          for await (const chunk of model.stream(greeting)) if (chunk.type === "text") break;
          const waitUntil = performance.now() + 1500;
          while (server.brokenOff === 0 && performance.now() < waitUntil)
            await new Promise((next) => setTimeout(next, 10));
          assert.equal(server.brokenOff, 1, "the request went on");
        }),
    },
    {
      name: "two streams side by side each end whole",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf(), pauseMs: 3 });
          const both = await Promise.all([readAll(model, greeting), readAll(model, greeting)]);
          for (const { result } of both) assert.equal(result.text, pieces.join(""));
        }),
    },
  ];
}
