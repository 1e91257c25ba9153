import { describe, expect, it } from "vitest";
import { isOtherName } from "./other-name.ts";

const other = (said: string, name: string, isPerson: boolean): boolean =>
  isOtherName(
    said.split(" ").map((word) => ({ said: word, bare: word.toLowerCase() })),
    { wordings: [name], known: [], isPerson, isTale: false },
  );

describe("isOtherName", () => {
  it.each([
    ["Stuart", "Steve Thompson", true],
    ["Berlin", "Bern", false],
    ["Mary", "Max", true],
    ["Marlen", "Mark", true],
    ["San Diego", "San Jose", false],
  ])("takes %j for another than %j", (said, name, isPerson) => {
    expect(other(said, name, isPerson)).toBe(true);
  });

  it.each([
    ["ST", "Steve Thompson", true],
    ["SFO", "San Francisco", false],
    ["bleue", "bleu", false],
    ["weiße", "weiß", false],
    ["blanche", "blanc", false],
    ["cities", "city", false],
    ["Berne", "Bern", false],
    ["grey", "gray", false],
    ["Koeln", "Köln", false],
    ["Ana", "Ana Ruiz", true],
  ])("takes %j for %j", (said, name, isPerson) => {
    expect(other(said, name, isPerson)).toBe(false);
  });
});
