import { describe, expect, it } from "vitest";
import { mapConcurrently } from "./map-concurrently.ts";

describe("mapConcurrently", () => {
  it("keeps the order of the items, whichever is done first, and begins no more than it may", async () => {
    let [running, most] = [0, 0];
    const results = await mapConcurrently(
      [5, 1, 4, 2, 3],
      async (item, index) => {
        most = Math.max(most, ++running);
        for (let tick = 0; tick < item; tick++) await Promise.resolve();
        running--;
        return `${index}:${item}`;
      },
      { concurrency: 2 },
    );
    expect(results).toEqual(["0:5", "1:1", "2:4", "3:2", "4:3"]);
    expect(most).toBe(2);
  });

  it("begins nothing more after an error or when told to stop", async () => {
    const begun: number[] = [];
    const failing = (item: number): number => {
      begun.push(item);
      if (item === 2) throw new Error("no");
      return item;
    };
    await expect(mapConcurrently([1, 2, 3, 4], failing, { concurrency: 1 })).rejects.toThrow("no");
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(mapConcurrently([5], failing, { concurrency: 1, signal })).rejects.toThrow("enough");
    expect(begun).toEqual([1, 2]);
  });

  it.each([0, -1, 1.5, Number.NaN])("refuses a concurrency of %s in our words", async (concurrency) => {
    await expect(mapConcurrently([1], (item) => item, { concurrency })).rejects.toMatchObject({
      code: "invalid_argument",
      message: expect.stringContaining(`not ${concurrency}`),
    });
  });
});
