import * as fc from "fast-check";
import { expect, it } from "vitest";
import { spelledOut, withoutListMarks } from "./spelled-out.ts";

const small =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const pilots =
  "Alpha Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu".split(
    " ",
  );

/** A number below a hundred in words. */
function inWords(number: number): string {
  if (number < 20) return small[number] as string;
  const rest = number % 10;
  return `${tens[Math.floor(number / 10) - 2]}${rest === 0 ? "" : `-${small[rest]}`}`;
}

it("reads every number below a hundred", () => {
  for (let number = 0; number < 100; number++) expect(spelledOut(inWords(number))).toBe(String(number));
});

it("reads letters by the names that pilots give them, by words that begin with them, and by their codes", () => {
  const letters = fc.array(fc.integer({ min: 0, max: 25 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(letters, (word) => {
      const plain = word.map((letter) => String.fromCharCode(97 + letter));
      expect(spelledOut(word.map((letter) => pilots[letter]).join(" "))).toBe(plain.join(" "));
      expect(
        spelledOut(
          word.map((letter) => `${pilots[letter]?.[0]} as in ${pilots[letter]?.replace("-", "")}`).join(" "),
        ),
      ).toBe(plain.join(" "));
      const codes = plain.map((letter) => `${letter} 0x${letter.toUpperCase().charCodeAt(0).toString(16)}`);
      expect(spelledOut(codes.join(" "))).toBe(plain.join(" "));
    }),
  );
});

it.each([
  ["K then 7 and then Q", "k 7 q"],
  ["K, then 7", "k 7"],
  ["K. Then 7", "k, 7"],
  ["K dash 7", "k 7"],
  ["K, a dash, 7", "k 7"],
  ["K of course 7", "k, 7"],
  ["K, 7. Q", "k, 7. q"],
  ["Your room is number 7", "your room, 7"],
  ["niner oh alfa juliet", "9 0 a j"],
  ["twenty zero ninety", "20 0 90"],
  ["1. K\n2) L\n- M\n• N", "k l m n"],
])("reads %j as %j", (text, read) => {
  expect(spelledOut(text)).toBe(read);
});

it("takes off the marks of lists at the beginning of lines alone", () => {
  expect(withoutListMarks("  12. a - b\n| * c\n1234. d\n-e")).toBe("a - b\nc\n1234. d\n-e");
});
