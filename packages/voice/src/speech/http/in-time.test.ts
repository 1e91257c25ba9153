import { describe, expect, it, vi } from "vitest";
import { inTime } from "./in-time.ts";

describe("inTime", () => {
  it.each([undefined, 60_000])(
    "does not begin what was cancelled before, with a limit of %s",
    async (limit) => {
      const act = vi.fn(() => new Promise<never>(() => undefined));
      const cancelled = AbortSignal.abort(new Error("enough"));
      await expect(inTime(act, limit, cancelled)).rejects.toThrow("enough");
      expect(act).not.toHaveBeenCalled();
    },
  );

  it("gives what comes, and lets go of what is cancelled or late", async () => {
    const never = () => new Promise<never>(() => undefined);
    expect(await inTime(() => Promise.resolve(3), undefined)).toBe(3);
    const stop = new AbortController();
    const waiting = inTime(never, undefined, stop.signal);
    stop.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
    await expect(inTime(never, 1)).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
