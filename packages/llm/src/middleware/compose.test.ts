import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ModelMiddleware } from "../chat-model.ts";
import { collectStream } from "../define-chat-model.ts";
import { ModelError } from "../errors/model-error.ts";
import { readRecording } from "../recording/read-recording.ts";
import { withRecording } from "../recording/with-recording.ts";
import { instantTimer, scriptedModel } from "../testing/index.ts";
import { compose } from "./compose.ts";
import { usageMeter } from "./usage-meter.ts";
import { withBudget } from "./with-budget.ts";
import { withCache } from "./with-cache.ts";
import { withCost } from "./with-cost.ts";
import { withLimits } from "./with-limits.ts";
import { withRetry } from "./with-retry.ts";
import { withTelemetry } from "./with-telemetry.ts";
import { withTimeout } from "./with-timeout.ts";
import { unwrapModel } from "./wrap-model.ts";

const ask = (content: string) => ({ messages: [{ role: "user" as const, content }], seed: 1, maxTokens: 5 });
const busy = () => new ModelError("busy", { kind: "rate_limit", model: "x:a", retryAfterMs: 2000 });
const reply = { text: "fine", usage: { inputTokens: 1e6, outputTokens: 0, calls: 1 } };
const prices = { "x:a": { input: 1, output: 1 } };

describe("compose", () => {
  it("puts the first outermost", async () => {
    const order: string[] = [];
    const note = (name: string) => (model: Parameters<ReturnType<typeof withRetry>>[0]) => ({
      ...model,
      generate: (request: Parameters<typeof model.generate>[0]) => {
        order.push(name);
        return model.generate(request);
      },
    });
    await compose(note("a"), note("b"), note("c"))(scriptedModel(["x"])).generate(ask("q"));
    expect(order).toEqual(["a", "b", "c"]);
  });

  it("a whole stack: the cache saves money, retries wait in line, the budget ends it, the record replays it", async () => {
    const directory = await mkdtemp(join(tmpdir(), "sdialog-stack-"));
    const file = join(directory, "record.jsonl");
    const timer = instantTimer();
    const meter = usageMeter();
    const inner = scriptedModel([busy(), reply, reply, busy(), busy(), reply], { id: "x:a" });
    const stack = compose(
      withRecording(file),
      meter.middleware,
      withCache({ directory }),
      withBudget({ dollars: 2.5, prices }),
      withCost({ prices }),
      withLimits({ concurrency: 4, timer }),
      withRetry({ timer }),
      withTimeout({ totalMs: 5000, idleMs: 1000 }),
    );
    const model = stack(inner);
    const answers = await Promise.all(["a", "b"].map((text) => model.generate(ask(text))));
    expect(answers.map(({ usage }) => usage.cost)).toEqual([1, 1]);
    expect((await model.generate(ask("a"))).usage).toMatchObject({ calls: 0, cost: 0 });
    expect((await model.generate(ask("c"))).text).toBe("fine");
    await expect(model.generate(ask("d"))).rejects.toMatchObject({ kind: "budget" });
    expect((await model.generate(ask("c"))).text).toBe("fine");
    inner.assertDone();
    expect(meter.total()).toMatchObject({ calls: 3, cost: 3 });
    expect(unwrapModel(model)).toBe(inner);

    const replay = (await readRecording(file)).model();
    for (const text of ["a", "b", "a", "c"]) expect((await replay.generate(ask(text))).text).toBe("fine");
    await expect(replay.generate(ask("d"))).rejects.toMatchObject({ kind: "budget" });
  });

  it("limits inside retries count every attempt; outside they hold one place for all", async () => {
    const attempts = async (outside: boolean): Promise<number> => {
      const timer = instantTimer();
      const [limits, retry] = [
        withLimits({ requestsPerMinute: 2, timer }),
        withRetry({ timer, initialDelayMs: 1 }),
      ];
      const failure = () => new ModelError("no", { kind: "server", model: "x:a" });
      const inner = scriptedModel([failure(), failure(), "ok"], { id: "x:a" });
      await (outside ? compose(limits, retry) : compose(retry, limits))(inner).generate(ask("q"));
      return timer.now();
    };
    expect(await attempts(true)).toBeLessThan(60_000);
    expect(await attempts(false)).toBeGreaterThanOrEqual(60_000);
  });

  it("any order answers right, whole and streamed, though every first try fails", async () => {
    const directory = await mkdtemp(join(tmpdir(), "sdialog-orders-"));
    let run = 0;
    const all = (timer: ReturnType<typeof instantTimer>): ModelMiddleware[] => [
      withRecording(join(directory, `record-${run}.jsonl`)),
      usageMeter().middleware,
      withCache({ directory: join(directory, `cache-${run++}`) }),
      withBudget({ dollars: 1000, prices }),
      withCost({ prices }),
      withLimits({ concurrency: 2, requestsPerMinute: 100, tokensPerMinute: 100_000_000, timer }),
      withRetry({ timer }),
      withTimeout({ totalMs: 5000, idleMs: 5000 }),
      withTelemetry(),
    ];
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8], { minLength: 9 });
    await fc.assert(
      fc.asyncProperty(order, async (places) => {
        const tried = new Set<string>();
        const flaky = scriptedModel(
          ({ messages: [message] }) => {
            const text = message?.content ?? "";
            if (tried.has(text)) return { ...reply, text: `re: ${text}` };
            tried.add(text);
            throw busy();
          },
          { id: "x:a" },
        );
        const middleware = all(instantTimer());
        const model = compose(...places.flatMap((place) => middleware[place] ?? []))(flaky);
        const texts = ["a", "b", "c", "d", "a", "b"];
        const answers = await Promise.all(
          texts.map(async (text, index) =>
            index % 2 === 0 ? model.generate(ask(text)) : collectStream("x:a", model.stream(ask(text))),
          ),
        );
        expect(answers.map(({ text }) => text)).toEqual(texts.map((text) => `re: ${text}`));
      }),
      { numRuns: 40 },
    );
  });
});
