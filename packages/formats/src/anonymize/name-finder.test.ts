import { expect, it } from "vitest";
import { bareName, NameFinder } from "./name-finder.ts";

/** What is found, in the order of the text. */
const found = (names: readonly string[], text: string): string[] =>
  new NameFinder(names)
    .find(text)
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`);

it.each<[string[], string, string[]]>([
  // One word with a digit is an id and stands by itself, unless it is as short as a seat.
  [["X-99"], "Ask X-99, not X-990, AX-99 or x-99.", ["id X-99", "id x-99"]],
  [["A1"], "Then A1 came.", ["name A1"]],
  [["User 12"], "Then User 12 came.", []],
  // An apostrophe is part of a name, with the s of a genitive or without.
  [
    ["O'Brien"],
    "Then O'Brien, O’Brien and O'Briens dog came.",
    ["name O'Brien", "name Brien", "name O’Brien", "name Brien", "name O'Brien", "name Brien"],
  ],
  [["O'Brien"], "Not O'Brienne or DO'Brien", ["name Brien"]],
  // An everyday word is meant where its capital tells, which it does not among capitals and where a sentence begins.
  [["Will"], "At the BBC I met Will again.", ["name Will"]],
  [["Will"], "AT THE BBC I MET WILL AGAIN.", []],
  [["Will"], "I met WILL again.", ["name WILL"]],
  [["Will"], "So he will, or not. Will you?", []],
  [["Will"], "Thanks.\nWill is here, ask @will.", ["name Will", "name will"]],
])("of %j, finds in %j %j", (names, text, expected) => {
  expect(found(names, text)).toEqual(expected);
});

it.each([
  ["Jörg", "joerg"],
  ["O'Brien", "OBrien"],
  ["Zoé", "zoe"],
  ["Weiß", "weiss"],
])("takes %s and %s for spellings of one name", (one, other) => {
  expect(bareName(one)).toBe(bareName(other));
});
