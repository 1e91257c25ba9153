import assert from "node:assert/strict";
import * as z from "zod";
import type { ModelCapabilities } from "../../chat-model.ts";
import { generateObject } from "../../structured/generate-object.ts";
import { type BackendUnderTest, withServer } from "./backend-under-test.ts";
import { type ConformanceCase, skipWithout } from "./conformance-case.ts";
import { greeting, pieces, readAll, replyOf, waysToCall, weatherTool } from "./sample-calls.ts";

/** What goes well: text, history, settings, schemas, thinking, log-probabilities, usage. */
export function replyCases(backend: BackendUnderTest, capabilities: ModelCapabilities): ConformanceCase[] {
  return [
    ...waysToCall.flatMap(([way, call]) =>
      [-500, 1.5, 1e308].map((count) => ({
        name: `${way}: ${count} tokens are not counted, and that is said`,
        run: () =>
          withServer(backend, async (model, server) => {
            server.answer({ reply: replyOf({ usage: { inputTokens: count, outputTokens: 9 } }) });
            const { usage, warnings } = await call(model, greeting);
            assert.deepEqual([usage.inputTokens, usage.outputTokens], [0, 9]);
            assert.ok(warnings.some(({ setting }) => setting === "usage"));
          }),
      })),
    ),
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: text, usage and reason to finish`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          const result = await call(model, greeting);
          assert.equal(result.text, pieces.join(""));
          assert.equal(result.finishReason, "stop");
          assert.deepEqual(result.toolCalls, []);
          const { inputTokens, outputTokens, calls } = result.usage;
          assert.deepEqual(
            { inputTokens, outputTokens, calls },
            { inputTokens: 21, outputTokens: 9, calls: 1 },
          );
          assert.deepEqual(result.warnings, []);
          assert.ok(result.model.length > 0);
          assert.equal(server.requests.length, 1);
          const [request] = server.requests;
          assert.ok(
            request?.body.includes("Is the lamp lit?") && request.body.includes("You run a lighthouse."),
          );
        }),
    })),
    {
      name: "stream: pieces one by one, then exactly one finish that holds them all",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          const { chunks, result } = await readAll(model, greeting);
          const deltas = chunks.flatMap((chunk) => (chunk.type === "text" ? [chunk.delta] : []));
          assert.equal(deltas.join(""), result.text);
          assert.ok(deltas.length > 1, "the whole text came at once");
          assert.equal(chunks.filter(({ type }) => type === "finish").length, 1);
        }),
    },
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: a reply cut short by the token limit says so`,
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ finish: "length" }) });
          assert.equal((await call(model, greeting)).finishReason, "length");
        }),
    })),
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: cached input is counted, as part of the input`,
      skip: skipWithout(backend.protocol.countsCached === true, "count of cached tokens"),
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({
            reply: replyOf({ usage: { inputTokens: 100, cachedInputTokens: 64, outputTokens: 9 } }),
          });
          const { inputTokens, cachedInputTokens, outputTokens } = (await call(model, greeting)).usage;
          assert.deepEqual(
            { inputTokens, cachedInputTokens, outputTokens },
            { inputTokens: 100, cachedInputTokens: 64, outputTokens: 9 },
          );
        }),
    })),
    {
      name: "settings reach the provider, and those that cannot are named in warnings",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          const settings = {
            temperature: 0.25,
            topP: 0.5,
            topK: 7,
            maxTokens: 64,
            seed: 11,
            stop: ["END"],
            minP: 0.01,
          };
          const { warnings } = await model.generate({ ...greeting, ...settings });
          const request = server.requests[0];
          assert.ok(request !== undefined);
          const received: Record<string, unknown> = { ...backend.protocol.received(request).settings };
          for (const [name, value] of Object.entries(settings)) {
            const warned = warnings.some(({ setting }) => setting === name);
            if (warned) assert.equal(received[name], undefined, `${name} was sent and warned of`);
            else assert.deepEqual(received[name], value, `${name} got lost without a warning`);
          }
          assert.equal(received["temperature"], 0.25);
          assert.equal(
            warnings.some(({ setting }) => setting === "seed"),
            !capabilities.seed,
          );
        }),
    },
    {
      name: "history goes out whole: names of users, instructions in between",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf() });
          await model.generate({
            messages: [
              ...greeting.messages,
              { role: "assistant", content: "It has been lit for hours." },
              { role: "system", content: "Mention the fog." },
              { role: "user", name: "Ada Lovelace", content: "And the horn?" },
            ],
          });
          const body = server.requests[0]?.body ?? "";
          for (const text of [
            "It has been lit for hours.",
            "Mention the fog.",
            "Ada Lovelace",
            "And the horn?",
          ])
            assert.ok(body.includes(text), `"${text}" got lost`);
        }),
    },
    {
      name: "a JSON schema is enforced by the provider",
      skip: skipWithout(capabilities.jsonSchema !== "none", "JSON schemas"),
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ text: ['{"lamp":', '"lit"', ',"height":31}'] }) });
          const schema = z.object({ lamp: z.string(), height: z.number() });
          const { value, attempts } = await generateObject(model, { schema, ...greeting });
          assert.deepEqual(value, { lamp: "lit", height: 31 });
          assert.equal(attempts, 1);
          const request = server.requests[0];
          assert.ok(request !== undefined);
          assert.match(JSON.stringify(backend.protocol.received(request).schema), /"height"/);
        }),
    },
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: thinking is kept apart from the text`,
      skip: skipWithout(capabilities.thinking, "thinking"),
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ thinking: ["Dusk was ", "at six."] }) });
          const result = await call(model, { ...greeting, thinking: true });
          assert.equal(result.thinking, "Dusk was at six.");
          assert.equal(result.text, pieces.join(""));
        }),
    })),
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: thinking beside other settings is taken, and what does not go with it is named`,
      skip: skipWithout(capabilities.thinking && capabilities.tools, "thinking beside tools"),
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer({ reply: replyOf({ thinking: ["Dusk was at six."] }) });
          const settings = { temperature: 0.25, topP: 0.5, topK: 7 };
          const tools = { tools: [weatherTool], toolChoice: "required" as const };
          const { warnings, text } = await call(model, {
            ...greeting,
            ...settings,
            ...tools,
            thinking: "low",
          });
          assert.equal(text, pieces.join(""));
          const request = server.requests[0];
          assert.ok(request !== undefined);
          const received: Record<string, unknown> = { ...backend.protocol.received(request).settings };
          for (const [name, value] of Object.entries(settings)) {
            const warned = warnings.some(({ setting }) => setting === name);
            assert.equal(received[name], warned ? undefined : value, name);
          }
        }),
    })),
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: log-probabilities with alternatives`,
      skip: skipWithout(capabilities.logprobs, "log-probabilities"),
      run: () =>
        withServer(backend, async (model, server) => {
          const logprobs = pieces.map((token, index) => ({
            token,
            logprob: -0.5 * (index + 1),
            top: [
              { token, logprob: -0.5 * (index + 1) },
              { token: "other", logprob: -3 },
            ],
          }));
          server.answer({ reply: replyOf({ logprobs }) });
          assert.deepEqual((await call(model, { ...greeting, logprobs: { top: 2 } })).logprobs, logprobs);
        }),
    })),
    {
      name: "asking for what the model does not support is an error",
      run: () =>
        withServer(backend, async (model, server) => {
          const unsupported = { kind: "unsupported", retryable: false };
          if (!capabilities.tools)
            await assert.rejects(model.generate({ ...greeting, tools: [weatherTool] }), unsupported);
          if (!capabilities.logprobs)
            await assert.rejects(model.generate({ ...greeting, logprobs: { top: 1 } }), unsupported);
          if (capabilities.jsonSchema === "none")
            await assert.rejects(
              model.generate({ ...greeting, output: { name: "x", schema: {} } }),
              unsupported,
            );
          assert.equal(server.requests.length, 0);
        }),
    },
    {
      name: "many calls at once do not get mixed up",
      run: () =>
        withServer(backend, async (model, server) => {
          server.answer(({ body }) => ({
            reply: replyOf({ text: [/question-\d+/.exec(body)?.[0] ?? "none"] }),
          }));
          const questions = Array.from({ length: 24 }, (_item, index) => `question-${index}`);
          const answers = await Promise.all(
            questions.map(async (content, index) => {
              const call = waysToCall[index % 2]?.[1];
              return (await call?.(model, { messages: [{ role: "user", content }] }))?.text;
            }),
          );
          assert.deepEqual(answers, questions);
        }),
    },
  ];
}
