import { describe, expect, it } from "vitest";
import { mergeTurns } from "./merge-turns.ts";

describe("mergeTurns", () => {
  it("joins neighbours of one named speaker and leaves the rest alone", () => {
    const turns = [
      { speaker: "A", text: "one" },
      { speaker: "A", text: "two", act: "ask" },
      { speaker: null, text: "x" },
      { speaker: null, text: "y" },
      { speaker: "A", text: "three" },
    ];
    expect(mergeTurns(turns, " / ")).toEqual([
      { speaker: "A", text: "one / two", act: "ask" },
      { speaker: null, text: "x" },
      { speaker: null, text: "y" },
      { speaker: "A", text: "three" },
    ]);
  });
});
