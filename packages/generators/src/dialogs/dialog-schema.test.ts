import { describe, expect, it } from "vitest";
import { DialogGenerator } from "./dialog-generator.ts";
import { dialogSchema } from "./dialog-schema.ts";

const turn = (speaker: string, text = "Hi") => ({ speaker, text });
const read = (names: readonly string[], turns: readonly object[], range = {}) =>
  dialogSchema(names, range).safeParse({ dialog: turns });

describe("a dialogue as a model writes it", () => {
  it.each([
    [["Ann", "Bo"], " ann ", "Ann"],
    [["Ann", "Bo"], "BO", "Bo"],
    [["Ann", "Bo"], "An", undefined],
    [["Ann", "Bo"], "", undefined],
    [[], " Zoe ", "Zoe"],
    [[], " ", undefined],
  ])("of %j has the speaker %j as %j", (names, said, speaker) => {
    const { data } = read(names, [turn(said)]);
    expect(data?.dialog[0]?.speaker).toBe(speaker);
  });

  it.each<[object, number, boolean]>([
    [{}, 0, false],
    [{}, 1, true],
    [{ min: 2 }, 1, false],
    [{ min: 2 }, 2, true],
    [{ max: 2 }, 2, true],
    [{ max: 2 }, 3, false],
  ])("within %j has %d turns: %j", (range, count, fits) => {
    expect(
      read(
        [],
        Array.from({ length: count }, () => turn("A")),
        range,
      ).success,
    ).toBe(fits);
  });

  it("has no turn without text, and none with blanks around it", () => {
    expect(read([], [turn("A", " ")]).success).toBe(false);
    expect(read([], [turn("A", " Hi ")]).data?.dialog[0]?.text).toBe("Hi");
  });
});

describe("how long a dialogue may be", () => {
  it.each<[object, boolean]>([
    [{ min: 1, max: 1 }, true],
    [{ max: Infinity }, true],
    [{ min: 1.5 }, false],
    [{ max: 2.5 }, false],
    [{ min: 0 }, false],
    [{ min: 3, max: 2 }, false],
    [{ max: 0 }, false],
    [{ max: -Infinity }, false],
  ])("%j: %j", (turns, fits) => {
    if (fits) expect(new DialogGenerator({ turns }).options.turns).toEqual(turns);
    else expect(() => new DialogGenerator({ turns })).toThrow("A dialogue cannot have from");
  });

  it("has no scenario where there is none, and a text or JSON where there is one", () => {
    const told = (scenario: unknown): string =>
      new DialogGenerator({ scenario: scenario as never }).prompt()[0]?.content ?? "";
    expect(told(null)).toBe(told(undefined));
    expect(told("a storm")).toContain("a storm");
    expect(told({ id: 4 })).toContain('{\n  "id": 4\n}');
  });
});
