import { expect, it } from "vitest";
import { proseOf } from "./prose.ts";

it.each([
  ["Take ```js\nlet a = a + a\n``` then `b b b` too", ["Take", "then", "too"]],
  ["Take ```js\nnever closed", ["Take"]],
  ["Before\n| a | b |\n  | - | - |\nafter", ["Before", "after"]],
  ["- one\n *  two\n+\tthree\n•   four\n12.  five\n3) six", ["one", "two", "three", "four", "five", "six"]],
  ["So — well … --- yes !", ["So", "well", "yes"]],
  // None of these is a marker, a table or code.
  ["a - b\n-c\n1.5 d\n|e f\n`g\nh`", ["a", "b", "-c", "1.5", "d", "|e", "f", "`g", "h`"]],
])("of %j, the prose is %j", (text, words) => {
  expect(proseOf(text).split(/\s+/).filter(Boolean)).toEqual(words);
});

it.each([
  ["-  x", "x"],
  ["  7.\t x", "x"],
  ["x\n* y", "x\ny"],
])("a marker of a list goes with all the white space around it: %j", (text, prose) => {
  expect(proseOf(text)).toBe(prose);
});
