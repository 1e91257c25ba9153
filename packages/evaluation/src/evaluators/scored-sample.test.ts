import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { defineScore, type ScoreValue } from "../dialog-score.ts";
import { extremesOf, scoredSample } from "./scored-sample.ts";

const score = defineScore("notes", (dialog) => {
  if (dialog.notes === "broken") throw new Error("broken");
  return dialog.notes as ScoreValue;
});
const sampleOf = (...notes: unknown[]) =>
  scoredSample(
    score,
    notes.map((note, id) => new Dialog({ id: `d${id}`, notes: note })),
    {},
  );

it("keeps what each dialogue gives in its place, and counts what gives nothing", async () => {
  const { values, ...rest } = await sampleOf(3, null, [1, 2], "broken", [], 4);
  expect([...values]).toEqual([3, 1, 2, 4]);
  expect(rest).toEqual({
    units: [[3], [1, 2], [4]],
    ids: ["d0", "d2", "d5"],
    places: [0, 2, 5],
    missing: 2,
    notFinite: 0,
    failed: { count: 1, message: "broken" },
  });
  await expect(sampleOf("broken", "broken")).rejects.toThrow("broken");
  expect((await sampleOf()).units).toEqual([]);
});

it.each<[unknown[], string | undefined, string | undefined]>([
  [[5, 1, 4, 2, 3, 9, 8], "1:1 2:3 3:4", "9:5 8:6 5:0"],
  // None is at both ends; of equals the first come first.
  [[2, 1, 3], "1:1", "3:2"],
  [[1, 2], "1:0", "2:1"],
  [[7, 0, 7, 0, 7, 0, 7, 0], "0:1 0:3 0:5", "7:6 7:4 7:2"],
  // By the mean of each.
  [[[1, 9], 4], "4:1", "5:0"],
  [[3, 3, 3], undefined, undefined],
  [[3], undefined, undefined],
  [[], undefined, undefined],
])("of %j, the ends are %s and %s", async (notes, lowest, highest) => {
  const ends = extremesOf(await sampleOf(...notes));
  const told = (
    list: typeof ends extends undefined ? never : NonNullable<typeof ends>["lowest"] | undefined,
  ) =>
    list?.map(({ id, index, value }) => {
      expect(id).toBe(`d${index}`);
      return `${value}:${index}`;
    });
  expect([told(ends?.lowest)?.join(" "), told(ends?.highest)?.join(" ")]).toEqual([lowest, highest]);
});
