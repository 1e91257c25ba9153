import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { ModelError } from "../errors/model-error.ts";
import { instantTimer, scriptedModel } from "../testing/index.ts";
import { withLimits } from "./with-limits.ts";

const request = { messages: [{ role: "user" as const, content: "x".repeat(400) }], maxTokens: 100 };
const many = <Value>(n: number, make: () => Value): Value[] => Array.from({ length: n }, make);

/** A model that notes how many calls were under way at most. */
function busyModel(id = "a:x") {
  const seen = { now: 0, most: 0 };
  const model = scriptedModel(
    async () => {
      seen.now++;
      seen.most = Math.max(seen.most, seen.now);
      await sleep(5);
      seen.now--;
      return { text: "ok", usage: { inputTokens: 10, outputTokens: 10, calls: 1 } };
    },
    { id },
  );
  return { model, seen };
}

describe("withLimits", () => {
  it("keeps the number of calls under way, counting all models of a provider together", async () => {
    const [a, b, other] = [busyModel("a:x"), busyModel("a:y"), busyModel("b:x")];
    const limited = withLimits({ concurrency: 2 });
    const models = [a, b, other].map(({ model }) => limited(model));
    await Promise.all(models.flatMap((model) => many(6, () => model.generate(request))));
    expect(a.seen.most + b.seen.most).toBeLessThanOrEqual(4);
    expect(Math.max(a.seen.most, b.seen.most)).toBe(2);
    expect(other.seen.most).toBe(2);
  });

  it("lets no more than so many calls begin in any minute", async () => {
    const timer = instantTimer();
    const starts: number[] = [];
    const model = scriptedModel(() => {
      starts.push(timer.now());
      return "ok";
    });
    const limited = withLimits({ requestsPerMinute: 3, timer })(model);
    await Promise.all(many(10, () => limited.generate(request)));
    for (const start of starts)
      expect(starts.filter((other) => other >= start && other < start + 60_000).length).toBeLessThanOrEqual(
        3,
      );
    expect(timer.now()).toBe(180_000);
  });

  it("plans tokens by estimate and corrects by what was used", async () => {
    const timer = instantTimer();
    const model = scriptedModel(() => ({ usage: { inputTokens: 10, outputTokens: 10, calls: 1 } }));
    // Each call is estimated at 200 tokens but uses 20, so a call after another finds room that two at once do not.
    const limited = withLimits({ tokensPerMinute: 300, timer })(model);
    await limited.generate(request);
    await limited.generate(request);
    expect(timer.sleeps).toEqual([]);
    await Promise.all(many(2, () => limited.generate(request)));
    expect(timer.sleeps.length).toBeGreaterThan(0);
  });

  it("after a 429 everybody waits as long as asked, and fewer go at once until it goes well again", async () => {
    const timer = instantTimer();
    const seen = { now: 0, most: 0 };
    let refuse = true;
    const model = scriptedModel(async () => {
      if (refuse) throw new ModelError("slow down", { kind: "rate_limit", model: "a:x", retryAfterMs: 9000 });
      seen.now++;
      seen.most = Math.max(seen.most, seen.now);
      await sleep(1);
      seen.now--;
      return "ok";
    });
    const limited = withLimits({ concurrency: 8, timer })(model);
    await Promise.allSettled(many(8, () => limited.generate(request)));
    refuse = false;
    await Promise.all(many(4, () => limited.generate(request)));
    expect(timer.sleeps[0]).toBe(9000);
    expect(seen.most).toBeLessThanOrEqual(4);
    await Promise.all(many(60, () => limited.generate(request)));
    expect(seen.most).toBe(8);
  });

  it("gives the place back on failure, on leaving a stream early and on cancelling", async () => {
    const limited = withLimits({ concurrency: 1 })(
      scriptedModel((_request, index) => {
        if (index === 0) throw new Error("broken");
        return "a b";
      }),
    );
    await expect(limited.generate(request)).rejects.toThrow("broken");
    for await (const chunk of limited.stream(request)) if (chunk.type === "text") break;
    const controller = new AbortController();
    const holding = limited.stream(request)[Symbol.asyncIterator]();
    await holding.next();
    const waiting = limited.generate({ ...request, signal: controller.signal });
    controller.abort(new Error("not any more"));
    await expect(waiting).rejects.toThrow("not any more");
    await holding.return?.();
    expect((await limited.generate(request)).text).toBe("a b");
  });
});
