import { expect, it } from "vitest";
import { groupBy } from "./group-by.ts";

it("gathers what has the same key, keys and items in the order in which they come", () => {
  const words = ["bee", "ant", "bat", "asp", "bug", "cat"];
  expect([...groupBy(words, (word) => word.charAt(0))]).toEqual([
    ["b", ["bee", "bat", "bug"]],
    ["a", ["ant", "asp"]],
    ["c", ["cat"]],
  ]);
  expect(groupBy([], String).size).toBe(0);
});
