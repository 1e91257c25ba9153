import { describe, expect, it } from "vitest";
import { isOtherOption } from "./offered-options.ts";
import { userFaults } from "./user-guards.ts";

const offers = [
  ["Aisle or window?", "window seat", "the aisle, please", "window please"],
  [
    "Would you like a seat by the aisle or the window?",
    "window seat",
    "I'd like the aisle",
    "the window one",
  ],
  ["Tea or coffee?", "coffee", "tea", "coffee, thanks"],
  ["Bar oder Karte?", "Karte", "bar bitte", "mit Karte"],
  ["Vous prenez le train ou la voiture ?", "train", "la voiture", "le train, merci"],
  ["¿Ventanilla o pasillo?", "ventanilla", "pasillo, por favor", "ventanilla"],
] as const;

describe("isOtherOption", () => {
  it.each(offers)("%s %s", (question, own, other, same) => {
    expect(isOtherOption(other, question, [own])).toBe(true);
    expect(isOtherOption(same, question, [own])).toBe(false);
  });

  it.each([
    "both are fine, aisle or window",
    "whatever is free",
    "the aisle costs more, I heard",
    "one by the exit",
    "",
  ])("says nothing of %j", (answer) => {
    expect(isOtherOption(answer, "Aisle or window?", ["window seat"])).toBe(false);
  });

  it("says nothing where both options or neither are the fact's", () => {
    expect(isOtherOption("aisle", "Aisle or window?", ["rear seat"])).toBe(false);
    expect(isOtherOption("red wine", "Red wine or white wine?", ["wine"])).toBe(false);
    expect(isOtherOption("aisle", "Which seat would you like?", ["window seat"])).toBe(false);
  });
});

it.each([
  ["the aisle one", { invented_fact: 1 }],
  ["never the aisle! window", {}],
  ["not the aisle", {}],
  ["is the aisle cheaper?", {}],
])("the option that a fact is not is another answer: %s", async (text, faults) => {
  const turns = [
    { speaker: "Bot", text: "Aisle or window?" },
    { speaker: "User", text },
  ];
  expect(await userFaults({ turns }, { user: "User", facts: { seat: "window seat" } })).toEqual(faults);
});
