import { describe, expect, it } from "vitest";
import { memoryCache } from "./content-cache.ts";
import { remember } from "./remember.ts";

describe("remember", () => {
  it("finds a value out once, also for those who ask meanwhile", async () => {
    const cache = memoryCache();
    let asked = 0;
    const find = async (): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return ++asked;
    };
    const both = await Promise.all([remember(cache, "a", find), remember(cache, "a", find)]);
    expect(both).toEqual([
      { value: 1, cached: false },
      { value: 1, cached: true },
    ]);
    expect(await remember(cache, "a", find)).toEqual({ value: 1, cached: true });
    expect(await remember(cache, "b", find)).toEqual({ value: 2, cached: false });
    expect(await remember(undefined, "a", find)).toEqual({ value: 3, cached: false });
  });

  it("does not keep a failure, and keeps caches apart", async () => {
    const [one, other] = [memoryCache(), memoryCache()];
    await expect(remember(one, "a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect((await remember(one, "a", () => Promise.resolve(1))).value).toBe(1);
    expect((await remember(other, "a", () => Promise.resolve(2))).value).toBe(2);
  });
});
