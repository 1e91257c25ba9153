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
});
