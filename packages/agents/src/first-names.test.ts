import { describe, expect, it } from "vitest";
import { firstNames } from "./first-names.ts";

describe("firstNames", () => {
  it.each([
    [["Marta Olsen", "Idris Bah"], { Marta: "Marta Olsen", Idris: "Idris Bah" }],
    [["Ann", "Mary Ann"], { Mary: "Mary Ann" }],
    [["Ann Lee", "Ann Wu", "Bo Wu"], { Bo: "Bo Wu" }],
    [["J Smith", "User"], {}],
    [["jun_takeda"], { jun: "jun_takeda" }],
    [["  Jun  Takeda "], { Jun: "  Jun  Takeda " }],
    [["", " ", "Ann"], {}],
    [["Ann Lee", "Ann Lee"], { Ann: "Ann Lee" }],
    [["Ann Lee", "bo ANN"], { bo: "bo ANN" }],
  ])("of %j", (names, first) => {
    expect(Object.fromEntries(firstNames(names))).toEqual(first);
  });
});
