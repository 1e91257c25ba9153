import * as fc from "fast-check";
import { expect, it } from "vitest";
import { splitText } from "./split-text.ts";

it.each([
  ["One two. Three four.", 12, ["One two.", "Three four."]],
  ["Version 3.5 is out. Yes.", 21, ["Version 3.5 is out.", "Yes."]],
  ["A. Cccccccccccccccc dd ee", 20, ["A. Cccccccccccccccc", "dd ee"]],
  ["ああ。いい。うう。", 4, ["ああ。", "いい。", "うう。"]],
  ["aaaa bbbb cccc", 9, ["aaaa bbbb", "cccc"]],
  ["abcdefgh", 3, ["abc", "def", "gh"]],
  ["😀😀😀", 3, ["😀", "😀", "😀"]],
  ["  all at once  ", 99, ["all at once"]],
  ["   ", 9, []],
])("splits %j into parts of at most %d", (text, most, parts) => {
  expect(splitText(text, most)).toEqual(parts);
});

it("loses nothing but blanks, and no part is too long", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme", maxLength: 80 }),
      fc.integer({ min: 2, max: 20 }),
      (text, most) => {
        const parts = splitText(text, most);
        expect(parts.join("").replaceAll(/\s/gu, "")).toBe(text.replaceAll(/\s/gu, ""));
        for (const part of parts) expect(part.length).toBeLessThanOrEqual(most);
      },
    ),
  );
});
