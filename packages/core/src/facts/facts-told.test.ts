import { describe, expect, it } from "vitest";
import type { Facts } from "./fact.ts";
import { factsTold } from "./facts-told.ts";

const facts: Facts = {
  "order number": "A-4711-X",
  "phone number": "0151 2345678",
  "return reason": "the left leg of the chair arrived broken",
  guests: { value: "2", saidAs: ["two", "both of us"] },
  email: "ana@example.org",
};

describe("factsTold", () => {
  it.each([
    ["It is A-4711-X.", ["order number"]],
    ["its a4711x", ["order number"]],
    ["a 4711 x", ["order number"]],
    ["A-4711-XY", []],
    ["call 0151-234 5678", ["phone number"]],
    ["the chair has a broken leg, the left one, it arrived like that", ["return reason"]],
    ["the chair is fine", []],
    // Three long words of four are enough, two of them are not.
    ["it arrived with a broken chair", ["return reason"]],
    ["the chair arrived", []],
    ["left, broken", []],
    ["There will be TWO of us", ["guests"]],
    ["in 2 hours", []],
    ["with my two dogs", []],
    ["2, please", ["guests"]],
    ["in 20 minutes", []],
    ["Ana@Example.org, order A-4711-X", ["order number", "email"]],
    ["", []],
  ])("%j", (text, told) => {
    expect(factsTold(text, facts)).toEqual(told);
  });

  it.each([
    ["49.99", ["It cost 49.99.", "49,99", "49 99", "49.99 exactly", "exactly 49.99, I think"]],
    [
      "49.99",
      ["49 dollars and 99 cents", "49 Euro 99", "49€99", "49 euros con 99", "49 euros et 99 centimes"],
    ],
    ["2.5 kg", ["2.5 kg", "2,5kg"]],
    ["1,200", ["1,200", "1.200", "1 200", "1200"]],
    ["1,200.50", ["1.200,50", "1200.50", "1 200,50"]],
    ["06.12.34.56.78", ["06 12 34 56 78", "0612345678", "06-12-34-56-78"]],
    ["12.03.2026", ["12/03/2026", "12-03-2026", "12 March"]],
    ["10:30", ["10:30", "1030", "at 10.30"]],
    ["4711", ["4711", "47 11", "47-11", "4711. Thanks"]],
    ["0151 2345678", ["0151/2345678", "0151, 2345678", "01512345678"]],
    ["Dr. Smith", ["dr. smith", "Dr Smith"]],
    ["Dr Smith", ["Dr. Smith"]],
    ["Apt 5", ["Apt. 5"]],
    ["J. R. Ewing", ["J R Ewing", "J. R. Ewing"]],
    ["St. Gallen", ["nach St. Gallen", "St Gallen"]],
    ["Hotel: Adler", ["Hotel: Adler", "Hotel Adler"]],
    ["12 Main Street, Berlin", ["12 Main Street\nBerlin"]],
    ["red chair", ["red, chair", "the red (chair)"]],
  ])("%s is said by each of %j", (value, texts) => {
    for (const text of texts) expect([text, factsTold(text, { fact: value })]).toEqual([text, ["fact"]]);
  });

  // Wherever a sentence ends in it, a value is none.
  const values = ["49.99", "A-4711", "2.5 kg", "New York", "red chair", "Ann Smith", "0151 2345678"];
  const ends = [". ", "! ", "? ", "… ", "...", "…", ".\n"];

  it.each(values.flatMap((value) => ends.map((end) => [value, end] as const)))(
    "%s is not said with %j in it",
    (value, end) => {
      const [first, second] = value.split(/[ .-]/) as [string, string];
      const text = `It is ${first}${end}${second} people came.`;
      expect(factsTold(text, { fact: value })).toEqual([]);
    },
  );

  it("is not said without the mark of its decimals, or with a comma between two numbers", () => {
    expect(factsTold("25 people", { weight: "2.5" })).toEqual([]);
    expect(factsTold("120050", { price: "1,200.50" })).toEqual([]);
    expect(factsTold("I am 49, 99 people came", { price: "49.99" })).toEqual([]);
    expect(factsTold("47\n11", { code: "4711" })).toEqual([]);
  });
});
