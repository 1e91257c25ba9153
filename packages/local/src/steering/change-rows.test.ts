import { describe, expect, it } from "vitest";
import { ownChanges, withoutFunctions } from "./change-rows.ts";
import type { ActivationChange, ChangedPlace, Edit } from "./edit.ts";

const edits = (change: ActivationChange): readonly Edit[] =>
  [{ operation: "add" }, { operation: "function", change }] as unknown as readonly Edit[];
const rows = {
  edit: 1,
  tensor: "layer.3",
  promptLength: 4,
  positions: [2, 5],
  data: Float32Array.of(1, 2, 3, 10, 20, 30),
};

describe("activations that a function changes", () => {
  it("are given row by row with their place, and put back in order", async () => {
    const places: ChangedPlace[] = [];
    const change: ActivationChange = (values, place) => {
      places.push(place);
      return values.map((value) => -value);
    };
    expect(await ownChanges(edits(change))(rows)).toEqual(Float32Array.of(-1, -2, -3, -10, -20, -30));
    expect(places).toEqual([2, 5].map((position) => ({ tensor: "layer.3", position, promptLength: 4 })));
    // What was given is the caller's still.
    expect(rows.data[0]).toBe(1);
    const plain = await ownChanges(edits(async () => [7, 8, 9] as never))(rows);
    expect(plain).toEqual(Float32Array.of(7, 8, 9, 7, 8, 9));
  });

  it.each([
    [undefined, "it returned nothing"],
    [null, "it returned object"],
    [3, "it returned number"],
    ["abc", "it returned string"],
    [{ length: 3 }, "it returned object"],
    [new DataView(new ArrayBuffer(3)), "it returned object"],
    [[1, 2], "it returned 2 numbers"],
    [new Float32Array(4), "it returned 4 numbers"],
    [[1, Number.NaN, 3], "some that it returned are not"],
    [[1, Infinity, 3], "some that it returned are not"],
    [[1, "2", 3], "some that it returned are not"],
  ])("are refused when it returns %j", async (returned, problem) => {
    await expect(ownChanges(edits(() => returned as never))(rows)).rejects.toThrow(
      `returns 3 finite numbers; for position 2 of layer.3 ${problem}`,
    );
  });

  it("are asked for of an edit that has a function, which does not cross threads", async () => {
    const all = edits(() => new Float32Array(3));
    await expect(ownChanges(all)({ ...rows, edit: 0 })).rejects.toThrow("edit 0 has no function");
    await expect(ownChanges(all)({ ...rows, edit: 2 })).rejects.toThrow("edit 2 has no function");
    expect(withoutFunctions(all)).toEqual([
      { operation: "add" },
      { operation: "function", change: undefined },
    ]);
  });
});
