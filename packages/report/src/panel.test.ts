import { expect, it } from "vitest";
import { along, fitted } from "./panel.ts";

it("cuts texts to their width, four letters at least", () => {
  expect(fitted("dialogues", 9 * 5.6)).toBe("dialogues");
  expect(fitted("dialogues", 9 * 5.6 - 0.1)).toBe("dialogu…");
  expect(fitted("dialogues", 1)).toBe("dia…");
});

it.each([
  [0, 1e6, "e"],
  [-1e6, 3, "e"],
  [0, 999_999, undefined],
  [0, 0.0009, "e"],
  [-0.001, 0, undefined],
])("writes numbers from %d to %d in the form %s", (low, high, format) => {
  const { axis, scale } = along("x", { low, high }, "Length") as {
    axis: { title: string; format?: string; tickCount: number };
    scale: { domain: number[] };
  };
  expect(scale.domain).toEqual([low, high]);
  expect(axis).toMatchObject({ title: "Length", tickCount: format === undefined ? 5 : 3 });
  expect(axis.format).toBe(format);
});
