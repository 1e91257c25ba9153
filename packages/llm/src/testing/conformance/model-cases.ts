import assert from "node:assert/strict";
import * as z from "zod";
import type { BackendOptions } from "../../backend.ts";
import type { ChatModel, ChatRequest } from "../../chat-model.ts";
import { ModelError } from "../../errors/model-error.ts";
import { generateObject } from "../../structured/generate-object.ts";
import { type ConformanceCase, skipWithout } from "./conformance-case.ts";
import { greeting, readAll, waysToCall, weatherTool } from "./sample-calls.ts";

/** The model that the conformance cases are run on. */
export interface ModelUnderTest {
  /** Makes a model, or hands out the same one; `timeoutMs` is sometimes set. */
  connect(options: Pick<BackendOptions, "timeoutMs">): ChatModel | Promise<ChatModel>;
  /** What to ask. Default: a short conversation about a lighthouse. */
  readonly request?: ChatRequest | undefined;
  /** Most tokens of the replies that are compared with each other. Default: 24. */
  readonly maxTokens?: number | undefined;
}

/**
 * Everything a model must do right whose replies cannot be scripted, because it really makes them up: a model in
 * this process, or a live server. What it declares it cannot do is skipped, with the reason.
 */
export async function modelCases(test: ModelUnderTest): Promise<readonly ConformanceCase[]> {
  const model = await test.connect({});
  const { capabilities } = model;
  const base: ChatRequest = { ...(test.request ?? greeting), maxTokens: test.maxTokens ?? 24 };
  const seeded: ChatRequest = { ...base, seed: 42, temperature: 1 };
  const needsSeed = skipWithout(capabilities.seed, "seeds");

  return [
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: says something, counts tokens, gives a reason to finish`,
      async run() {
        const { text, usage, finishReason, toolCalls, model: answeredBy } = await call(model, base);
        assert.ok(text.trim().length > 0, "the reply is empty");
        assert.ok(usage.inputTokens > 0 && usage.outputTokens > 0, JSON.stringify(usage));
        assert.equal(usage.calls, 1);
        assert.ok(["stop", "length"].includes(finishReason), finishReason);
        assert.deepEqual(toolCalls, []);
        assert.ok(answeredBy.length > 0);
      },
    })),
    {
      name: "stream: the pieces make up the result, which comes last",
      async run() {
        const { chunks, result } = await readAll(model, base);
        const text = chunks.flatMap((chunk) => (chunk.type === "text" ? [chunk.delta] : [])).join("");
        assert.equal(text, result.text);
        assert.equal(chunks.filter(({ type }) => type === "finish").length, 1);
      },
    },
    {
      name: "the same seed gives the same reply, streamed or not, alone or in company, in a session or not",
      skip: needsSeed,
      async run() {
        const { text } = await model.generate(seeded);
        assert.equal((await readAll(model, seeded)).result.text, text);
        const company = [7, 8, 9].map((seed) => model.generate({ ...seeded, seed }));
        const [inCompany] = await Promise.all([model.generate(seeded), ...company]);
        assert.equal(inCompany?.text, text);
        for (const turn of [1, 2])
          assert.equal(
            (await model.generate({ ...seeded, session: "conformance" })).text,
            text,
            `turn ${turn}`,
          );
      },
    },
    {
      name: "other seeds give other replies",
      skip: needsSeed,
      async run() {
        const replies = await Promise.all(
          [1, 2, 3, 4, 5, 6].map((seed) => model.generate({ ...seeded, seed })),
        );
        assert.ok(new Set(replies.map(({ text }) => text)).size > 1);
      },
    },
    {
      name: "no more tokens than allowed",
      async run() {
        const { usage, finishReason } = await model.generate({ ...base, maxTokens: 3 });
        assert.ok(usage.outputTokens <= 3, `${usage.outputTokens} tokens`);
        assert.ok(usage.outputTokens < 3 || finishReason === "length", finishReason);
      },
    },
    {
      name: "a stop text ends the reply before it",
      skip: needsSeed ?? skipWithout(capabilities.stop, "stop texts"),
      async run() {
        const { text } = await model.generate(seeded);
        const stop = text.slice(Math.floor(text.length / 2)).slice(0, 3);
        const stopped = await model.generate({ ...seeded, stop: [stop] });
        assert.equal(stopped.text.trimEnd(), text.slice(0, text.indexOf(stop)).trimEnd());
        assert.equal(stopped.finishReason, "stop");
      },
    },
    {
      name: "log-probabilities: of every token, not above 0, with as many alternatives as asked for",
      skip: skipWithout(capabilities.logprobs, "log-probabilities"),
      async run() {
        const { logprobs = [], text } = await model.generate({ ...seeded, logprobs: { top: 3 } });
        assert.ok(logprobs.length > 0);
        for (const { logprob, top } of logprobs) {
          assert.ok(logprob <= 0 && Number.isFinite(logprob), `log-probability ${logprob}`);
          assert.equal(top.length, 3);
          assert.ok(
            top.every((other, index) => other.logprob <= (top[index - 1]?.logprob ?? 0)),
            "not in order",
          );
        }
        assert.ok(
          logprobs
            .map(({ token }) => token)
            .join("")
            .includes(text.trim().slice(0, 5)),
        );
      },
    },
    {
      name: "a JSON schema is kept to",
      skip: skipWithout(capabilities.jsonSchema !== "none", "JSON schemas"),
      async run() {
        const schema = z.object({ lit: z.boolean(), colour: z.enum(["white", "red", "green"]) });
        const { value } = await generateObject(model, { ...seeded, schema, maxTokens: 200, retries: 0 });
        assert.ok(schema.safeParse(value).success);
      },
    },
    {
      name: "what it cannot do is an error or a warning, never silence",
      async run() {
        const asks: readonly (readonly [boolean, string, ChatRequest])[] = [
          [capabilities.tools, "tools", { ...base, tools: [weatherTool] }],
          [
            capabilities.jsonSchema !== "none",
            "output",
            { ...base, output: { name: "x", schema: { type: "object" } } },
          ],
          [capabilities.thinking, "thinking", { ...base, thinking: true }],
          [capabilities.logprobs, "logprobs", { ...base, logprobs: { top: 1 } }],
        ];
        for (const [can, setting, request] of asks) {
          if (can) continue;
          const outcome = await model.generate(request).catch((error: unknown) => error);
          if (ModelError.isInstance(outcome)) assert.equal(outcome.kind, "unsupported");
          else
            assert.ok(
              (outcome as { warnings: { setting: string }[] }).warnings.some(
                (one) => one.setting === setting,
              ),
              setting,
            );
        }
      },
    },
    ...waysToCall.map(([way, call]) => ({
      name: `${way}: cancelled beforehand or on the way, it ends with the caller's reason`,
      async run() {
        const signal = AbortSignal.abort(new Error("too late"));
        await assert.rejects(call(model, { ...base, signal }), { message: "too late" });
        const controller = new AbortController();
        const pending = call(model, { ...base, maxTokens: 2000, signal: controller.signal });
        // At once: a small model may be done in a few milliseconds.
        controller.abort(new Error("changed my mind"));
        await assert.rejects(pending, { message: "changed my mind" });
      },
    })),
    {
      name: "a stream left early harms no later call",
      async run() {
        for await (const chunk of model.stream({ ...base, maxTokens: 500 })) if (chunk.type === "text") break;
        assert.ok((await model.generate(base)).text.length > 0);
      },
    },
    {
      name: "the time limit is kept",
      async run() {
        const hurried = await test.connect({ timeoutMs: 1 });
        await assert.rejects(hurried.generate({ ...base, maxTokens: 2000 }), {
          kind: "timeout",
          retryable: true,
        });
      },
    },
  ];
}
