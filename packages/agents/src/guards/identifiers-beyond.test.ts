import { expect, it } from "vitest";
import { identifiersBeyond } from "./identifiers-beyond.ts";

const known = [
  "My order A-4711 of 3 May 1990 cost 60.00, the other 1,250.50.",
  "Call 0151 2345678 or write to ana@example.org.\nRoom 4\n7",
];

it.each([
  // Known, as a whole or as the number in it.
  ["It is A-4711.", []],
  ["It is 4711, a4711 or A 4711.", []],
  ["Born on 03.05.1990, in 2001.", []],
  ["It was 60, that is 60.00.", []],
  ["Call 0151 234 5678.", []],
  ["Ana@example.org", []],
  ["It cost 1,250.50", []],
  // A part of what is known is another one.
  ["It is 47, or 471.", ["47", "471"]],
  ["It is 711.", ["711"]],
  ["It cost 1,250.", ["1,250"]],
  ["It cost 250.50.", ["250.50"]],
  ["It cost 60.50.", ["60.50"]],
  // Nothing is read across two lines.
  ["It is 47.", ["47"]],
  // Rounded, and said to be so.
  ["It was around 62, 58 or so, autour de 65 or 63 euros environ.", []],
  ["It was around 80, 40 or so, autour de 70 or 45 euros environ.", ["80", "40", "70", "45"]],
  // Unknown ones, and what names nothing.
  ["B-99812, and bob@nowhere.example", ["B-99812", "bob@nowhere.example"]],
  ["On 4 May 1991 at 14:30", ["4 May 1991", "14:30"]],
  ["The 2 of us stay 14 days, 50 % off, since 1998.", []],
  ["Call 0151 999 8888.", ["999", "8888"]],
])("%j says beyond what is known: %j", (text, beyond) => {
  expect(identifiersBeyond(text, known)).toEqual(beyond);
});

// A country's code ends where that of no other country does.
it.each([
  ["06 12 34 56 78", "+33 6 12 34 56 78", "+33 7 12 34 56 78"],
  ["02 9374 4000", "+61 2 9374 4000", "+61 3 9374 4000"],
  ["09 123 4567", "+64 9 123 4567", "+64 4 123 4567"],
  ["0415 555 0132", "+1 415 555 0132", "+1 425 555 0132"],
  ["021 123 4567", "+353 21 123 4567", "+353 22 123 4567"],
  ["+61 2 9374 4000", "02 9374 4000", "03 9374 4000"],
])("%s is %s and not %s", (own, same, other) => {
  expect(identifiersBeyond(same, [own])).toEqual([]);
  expect(identifiersBeyond(other, [own])).not.toEqual([]);
});
