import { describe, expect, it } from "vitest";
import type { Facts } from "./fact.ts";
import { factsAsked, factsTold } from "./find-facts.ts";

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

describe("factsAsked", () => {
  it.each([
    ["What is your order number?", ["order number"], false],
    ["Could I have the number of your order, please?", ["order number"], false],
    ["Please enter your phone number.", ["phone number"], false],
    ["What is your number?", [], false],
    ["Your order is on its way.", [], false],
    ["How many guests? And the e-mail or email?", ["guests", "email"], false],
    ["Can you give me more details?", [], true],
    ["Thank you. Is there anything else?", [], true],
    ["Done.", [], false],
  ])("%j", (text, names, open) => {
    expect(factsAsked(text, facts)).toEqual({ names, open });
  });

  it("knows other words for a fact, in any language", () => {
    const booking: Facts = { booking: { value: "QX12", askedAs: ["Buchungsnummer"] } };
    expect(factsAsked("Wie lautet Ihre Buchungsnummer?", booking).names).toEqual(["booking"]);
    expect(factsAsked("Nennen Sie bitte Ihre Buchungsnummern.", booking).names).toEqual(["booking"]);
  });
});
