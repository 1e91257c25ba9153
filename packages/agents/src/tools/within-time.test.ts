import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ToolTimeout, withinTime } from "./within-time.ts";

const never = new Promise<never>(() => undefined);
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a promise gives, or why it gives nothing. */
const told = <Value>(promise: Promise<Value>): Promise<Value | string> =>
  promise.catch((error: Error) => error.message);

/** What came of it by now. */
async function by<Value>(promise: Promise<Value>): Promise<Value | string> {
  const later = new Promise<string>((resolve) => void setTimeout(() => resolve("waits"), 0));
  const found = Promise.race([told(promise), later]);
  await vi.advanceTimersByTimeAsync(0);
  return found;
}

describe("a deadline", () => {
  it("is none without a limit and anybody who could stop it", async () => {
    const { signal, race, end } = withinTime(undefined, undefined);
    expect(signal).toBeUndefined();
    expect(await by(race(7))).toBe(7);
    expect(end()).toBeUndefined();
  });

  it("stops what takes longer than its limit, and nothing else", async () => {
    const { signal, race } = withinTime(50, undefined);
    expect(await by(race(7))).toBe(7);
    const slow = told(race(never));
    await vi.advanceTimersByTimeAsync(49);
    expect([signal?.aborted, await by(slow)]).toEqual([false, "waits"]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await by(slow)).toBe("The tool took longer than 50 ms and was stopped.");
    expect(signal?.reason).toBeInstanceOf(ToolTimeout);
    expect(await by(race(7))).toBe(7);
  });

  it("says what is late in words of one's own", async () => {
    const { race } = withinTime(5, undefined, (limit) => new Error(`no answer in ${limit}`));
    const slow = told(race(never));
    await vi.advanceTimersByTimeAsync(5);
    expect(await by(slow)).toBe("no answer in 5");
  });

  it.each([undefined, 50])("stops when somebody else does, with a limit of %j", async (limit) => {
    const outer = new AbortController();
    const { signal, race } = withinTime(limit, outer.signal);
    const slow = told(race(never));
    await vi.advanceTimersByTimeAsync(20);
    expect([signal?.aborted, await by(slow)]).toEqual([false, "waits"]);
    outer.abort(new Error("cancelled"));
    expect(await by(slow)).toBe("cancelled");
    expect(signal?.reason).toBe(outer.signal.reason);
    const late = withinTime(limit, outer.signal);
    expect([late.signal?.aborted, await by(late.race(never))]).toEqual([true, "cancelled"]);
  });

  it("stops nothing once it is ended", async () => {
    const outer = new AbortController();
    const { signal, end } = withinTime(50, outer.signal);
    end();
    await vi.advanceTimersByTimeAsync(100);
    outer.abort(new Error("cancelled"));
    expect(signal?.aborted).toBe(false);
    expect(vi.getTimerCount()).toBe(0);
  });
});
