import { describe, expect, it } from "vitest";
import { unsupportedSettings } from "./unsupported-settings.ts";
import { withinTime } from "./within-time.ts";

const whenAborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_resolve, reject) => {
    signal?.addEventListener("abort", () => reject(signal.reason as Error));
  });

describe("withinTime", () => {
  it("ends what takes longer, with an error that says so", async () => {
    await expect(withinTime("local:x", 5, undefined, whenAborted)).rejects.toMatchObject({
      kind: "timeout",
      message: "local:x: no answer within 5 ms",
    });
  });

  it("gives what comes in time, and lets what fails fail", async () => {
    const failed = new Error("failed");
    for (const limit of [undefined, 10_000]) {
      expect(await withinTime("local:x", limit, undefined, async () => 7)).toBe(7);
      await expect(withinTime("local:x", limit, undefined, () => Promise.reject(failed))).rejects.toBe(
        failed,
      );
    }
    // Too late, but for a reason of its own.
    const late = withinTime("local:x", 1, undefined, (signal) =>
      whenAborted(signal).catch(() => Promise.reject(failed)),
    );
    await expect(late).rejects.toBe(failed);
  });

  it.each([undefined, 10_000])("ends with the caller's signal, with a limit of %s", async (limit) => {
    const stop = new AbortController();
    const enough = new Error("enough");
    const waiting = withinTime("local:x", limit, stop.signal, whenAborted);
    stop.abort(enough);
    await expect(waiting).rejects.toBe(enough);
  });
});

it("says which settings a local model has not, when they are set", () => {
  const of = (settings: object): string[] =>
    unsupportedSettings({ messages: [], ...settings }).map(({ setting }) => setting);
  const tool = { name: "x", description: "x", parameters: {} };
  expect(of({})).toEqual([]);
  expect(of({ tools: [], thinking: false })).toEqual([]);
  expect(of({ tools: [tool] })).toEqual(["tools"]);
  expect(of({ thinking: true })).toEqual(["thinking"]);
  expect(of({ thinking: "low", tools: [tool] })).toEqual(["tools", "thinking"]);
});
