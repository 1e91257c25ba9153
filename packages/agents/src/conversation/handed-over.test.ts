import { describe, expect, it } from "vitest";
import { handedOver } from "./handed-over.ts";

/** Hands over so many numbers, and says what became of it. */
function counting(most: number, fails = false) {
  const log: string[] = [];
  const values = handedOver<number>(async (hand) => {
    log.push("begun");
    try {
      for (let number = 1; number <= most; number++) {
        await hand(number);
        log.push(`after ${number}`);
      }
      if (fails) throw new RangeError("no more");
    } finally {
      await Promise.resolve();
      log.push("closed");
    }
  });
  return { values, log };
}

describe("what is handed over", () => {
  it("is made when it is asked for, never ahead, and all of it comes", async () => {
    const { values, log } = counting(3);
    expect(log).toEqual([]);
    await expect(values.next()).resolves.toEqual({ done: false, value: 1 });
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual(["begun"]);
    const rest: number[] = [];
    for await (const value of values) rest.push(value);
    expect(rest).toEqual([2, 3]);
    expect(log).toEqual(["begun", "after 1", "after 2", "after 3", "closed"]);
  });

  it("is no more when it is left, which waits until everything is closed", async () => {
    const { values, log } = counting(3);
    for await (const value of values) if (value === 2) break;
    expect(log).toEqual(["begun", "after 1", "closed"]);
    await expect(values.next()).resolves.toEqual({ done: true, value: undefined });
  });

  it("ends with the error of whoever makes it, behind what was handed over", async () => {
    const { values, log } = counting(2, true);
    const seen: number[] = [];
    const all = async (): Promise<void> => {
      for await (const value of values) seen.push(value);
    };
    await expect(all()).rejects.toThrow("no more");
    expect(seen).toEqual([1, 2]);
    expect(log.at(-1)).toBe("closed");
  });

  it("may be nothing, or fail before anything", async () => {
    const nothing: unknown[] = [];
    for await (const value of handedOver(async () => undefined)) nothing.push(value);
    expect(nothing).toEqual([]);
    await expect(handedOver(() => Promise.reject(new Error("not today"))).next()).rejects.toThrow(
      "not today",
    );
  });
});
