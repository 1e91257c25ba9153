import { describe, expect, it } from "vitest";
import { ModelError, type ModelErrorKind } from "../errors/model-error.ts";
import { collectStream, defineChatModel } from "../define-chat-model.ts";
import { instantTimer, scriptedModel } from "../testing/index.ts";
import type { Retry } from "./back-off.ts";
import { withRetry } from "./with-retry.ts";

const request = { messages: [{ role: "user" as const, content: "Hi" }] };
const failure = (kind: ModelErrorKind, retryAfterMs?: number): ModelError =>
  new ModelError("no", { kind, model: "scripted:test", retryAfterMs });

describe("withRetry", () => {
  it("tries again what may pass, waiting longer each time but never longer than allowed", async () => {
    const timer = instantTimer();
    const model = scriptedModel([...Array.from({ length: 7 }, () => failure("server")), "at last"]);
    const retried = withRetry({ retries: 7, initialDelayMs: 100, maxDelayMs: 1000, timer })(model);
    expect((await retried.generate(request)).text).toBe("at last");
    expect(timer.sleeps).toHaveLength(7);
    for (const [index, sleep] of timer.sleeps.entries())
      expect(sleep).toBeLessThanOrEqual(Math.min(1000, 100 * 2 ** index));
    expect(new Set(timer.sleeps).size).toBe(7);
  });

  it("waits the same when it has the same seed", async () => {
    const sleeps = async (seed: number): Promise<readonly number[]> => {
      const timer = instantTimer();
      await withRetry({ timer, seed })(
        scriptedModel([failure("server"), failure("timeout"), "yes"]),
      ).generate(request);
      return timer.sleeps;
    };
    expect(await sleeps(1)).toEqual(await sleeps(1));
    expect(await sleeps(1)).not.toEqual(await sleeps(2));
  });

  it("draws waits of its own where it is given no seed, so that nobody comes back with the others", async () => {
    const waits = async (seed?: number): Promise<readonly number[]> => {
      const delays: number[] = [];
      const model = scriptedModel([failure("server"), failure("timeout"), "yes"]);
      const onRetry = ({ delayMs }: Retry): void => void delays.push(delayMs);
      await withRetry({ seed, initialDelayMs: 2, onRetry })(model).generate(request);
      return delays;
    };
    expect(await waits()).not.toEqual(await waits());
    expect(await waits(0)).toEqual(await waits(0));
  });

  it("never comes back before Retry-After, and gives up when that is too long", async () => {
    const timer = instantTimer();
    const retries: Retry[] = [];
    const options = { timer, maxRetryAfterMs: 60_000, onRetry: (retry: Retry) => void retries.push(retry) };
    const model = scriptedModel([failure("rate_limit", 7000), "yes"]);
    expect((await withRetry(options)(model).generate(request)).text).toBe("yes");
    expect(timer.sleeps[0]).toBeGreaterThanOrEqual(7000);
    expect(retries).toMatchObject([{ attempt: 1, error: { kind: "rate_limit" } }]);
    const patient = scriptedModel([failure("rate_limit", 61_000)]);
    await expect(withRetry(options)(patient).generate(request)).rejects.toMatchObject({
      retryAfterMs: 61_000,
    });
  });

  it("spreads callers that were told to come back at the same moment, by a second at most", async () => {
    const waits = await Promise.all(
      Array.from({ length: 20 }, async (_, seed) => {
        const timer = instantTimer();
        const model = scriptedModel([failure("rate_limit", 7000), "yes"]);
        await withRetry({ timer, seed, initialDelayMs: 5000 })(model).generate(request);
        return timer.sleeps[0] as number;
      }),
    );
    expect(new Set(waits).size).toBeGreaterThan(10);
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(8000);
  });

  it.each([
    "no_credentials",
    "authentication",
    "not_found",
    "invalid_request",
    "unsupported",
    "budget",
  ] as const)("does not repeat a call that failed with %s", async (kind) => {
    const model = scriptedModel([failure(kind)]);
    await expect(withRetry({ timer: instantTimer() })(model).generate(request)).rejects.toMatchObject({
      kind,
    });
  });

  it.each([1.5, -1, Number.NaN, Infinity, "3"])("refuses to try %s times again", (retries) => {
    expect(() => withRetry({ retries: retries as number, timer: instantTimer() })(scriptedModel([]))).toThrow(
      `retries must be a whole number of at least 0, not ${retries}`,
    );
  });

  it("throws the last error after the retries allowed", async () => {
    const model = scriptedModel([failure("server"), failure("overloaded")]);
    const retried = withRetry({ retries: 1, timer: instantTimer() })(model);
    await expect(retried.generate(request)).rejects.toMatchObject({ kind: "overloaded" });
    model.assertDone();
  });

  it("repeats a stream that failed before it began, and no other", async () => {
    let call = 0;
    const { id, capabilities } = scriptedModel([]);
    const model = defineChatModel({
      id,
      capabilities,
      async *stream() {
        call++;
        if (call === 1) throw failure("connection");
        yield { type: "text", delta: "half a " };
        throw failure("interrupted");
      },
    });
    const texts: string[] = [];
    const reading = (async () => {
      for await (const chunk of withRetry({ timer: instantTimer() })(model).stream(request))
        if (chunk.type === "text") texts.push(chunk.delta);
    })();
    await expect(reading).rejects.toMatchObject({ kind: "interrupted" });
    expect({ texts, call }).toEqual({ texts: ["half a "], call: 2 });
    const fine = withRetry({ timer: instantTimer() })(scriptedModel([failure("server"), "yes"]));
    expect((await collectStream("x", fine.stream(request))).text).toBe("yes");
  });

  it("stops waiting when the call is cancelled", async () => {
    const controller = new AbortController();
    const model = scriptedModel([failure("rate_limit", 50_000)]);
    const pending = withRetry()(model).generate({ ...request, signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 5);
    await expect(pending).rejects.toThrow("enough");
  });
});
