import type { Facts } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { contradictedFacts } from "./contradicted-facts.ts";
import { noRepeatedMessage } from "./no-repeated-message.ts";

const facts: Facts = {
  name: "Ana Ruiz",
  colour: "dark blue",
  rooms: "4",
  "order number": "A-4711-X",
  problem: "the left leg of the chair arrived broken",
};
const said = (text: string, question?: string, speaker = "Shop") =>
  contradictedFacts(text, {
    facts,
    told: ["Dr. Weber is on leave"],
    speaker: "User",
    turns: question === undefined ? [] : [{ speaker, text: question }],
  });

describe("a fact that is told as another", () => {
  it.each<[string, string | undefined, string[]]>([
    ["My name is Carla Vega.", undefined, ["Carla Vega"]],
    ["I'm Carla Vega, and I want my money back", undefined, ["Carla Vega"]],
    ["Hello, this is Ana Vega", undefined, ["Ana Vega"]],
    ["I'm Carla.", "What is your name?", ["Carla"]],
    ["Carla Vega", "What is your name?", ["Carla Vega"]],
    ["Herr Vega", "What is your name?", ["Herr Vega"]],
    ["The colour is bright green.", undefined, ["bright green"]],
    ["Bright green, please", "Which colour would you like?", ["Bright green"]],
    ["Mein Name ist Carla Vega", undefined, ["Carla Vega"]],
    ["Je suis Carla Vega", undefined, ["Carla Vega"]],
  ])("is found: %j after %j", (text, question, wrong) => {
    expect(said(text, question)).toEqual(wrong);
  });

  it.each<[string, string | undefined]>([
    ["My name is Ana Ruiz.", undefined],
    ["I'm Ana.", "What is your name?"],
    ["Frau Ruiz", "What is your name?"],
    // One capitalised word behind "I'm" is a name only where one was asked for.
    ["I'm Carla.", undefined],
    ["I'm happy with it", "What is your name?"],
    ["I am Spanish And French And Half Greek", undefined],
    ["The colour is blue.", undefined],
    ["The colours are bright green", undefined],
    ["I don't know", "Which colour would you like?"],
    ["Why do you ask", "Which colour would you like?"],
    ["Bright green?", "Which colour would you like?"],
    ["Bright green", "Which colour and which name?"],
    ["Bright green", undefined],
    ["I want my money back", "Which colour would you like?"],
    ["four", "How many rooms?"],
    // Codes are compared elsewhere, and long values in no way.
    ["My order number is B-1", undefined],
    ["The problem is the weather", undefined],
    ["", "What is your name?"],
  ])("is not found: %j after %j", (text, question) => {
    expect(said(text, question)).toEqual([]);
  });

  it.each([
    ["I'm looking for a hotel in San Diego with a large pool", ["San Diego"]],
    ["Ich suche ein Hotel in San Diego, am liebsten mit Bad", ["San Diego"]],
    ["It isn't in San Diego.", []],
    ["Ask if there is anything in San Diego", []],
    ["I'm not in San Diego.", []],
  ])("is found behind a preposition where the speaker says it of themselves: %j", (text, wrong) => {
    const turns = [{ speaker: "Shop", text: "Which city?" }];
    const city = { facts: { city: "San Jose" }, told: [], speaker: "User", turns };
    expect(contradictedFacts(text, city)).toEqual(wrong);
  });

  it("is no answer to what the speaker asked itself, and nothing without facts to compare", () => {
    expect(said("Bright green", "Which colour would you like?", "User")).toEqual([]);
    const none = { facts: { code: "A-4711" }, told: [], speaker: "User", turns: [] };
    expect(contradictedFacts("My name is Carla Vega.", none)).toEqual([]);
  });
});

describe("noRepeatedMessage", () => {
  const lines = [
    "- I want my money back now",
    "Why would you want it back?",
    "- It broke on the very first day of all days",
  ];
  const turns = lines.map((line) => ({
    speaker: line.startsWith("- ") ? "User" : "Shop",
    text: line.replace(/^- /, ""),
  }));
  const check = async (text: string, options?: Parameters<typeof noRepeatedMessage>[0]) =>
    noRepeatedMessage(options).check(text, { speaker: "User", state: { turns } } as never);

  it.each([
    ["I want MY money back now!", {}, "repeated_opening", "repeats its opening"],
    ["It broke, on the very first day of all days.", {}, "repetition", "repeats itself"],
    ["broke on the very first day of all days", { minWords: 4 }, "repetition", "repeats itself"],
    ["Why would you want it back", { whose: "anybody" }, "repetition", "repeats somebody else"],
    ["I want my money back now", { whose: "anybody" }, "repeated_opening", "repeats its opening"],
  ] as const)("refuses %j with %j as %s", async (text, options, fault, detail) => {
    expect(await check(text, options)).toEqual({ pass: false, reason: "loop_detected", fault, detail });
  });

  it.each([
    ["I want my money", {}],
    ["I want my money back now", { minWords: 7 }],
    ["I want my money back now please", {}],
    ["Why would you want it back", {}],
    // A part of fewer than twice as many words.
    ["the very first day of all", {}],
    ["very first day of all day", { minWords: 3 }],
  ] as const)("lets %j pass with %j", async (text, options) => {
    expect(await check(text, options)).toMatchObject({ pass: true });
  });

  it("is called by its name", () => {
    expect(noRepeatedMessage().name).toBe("no-repeated-message");
  });
});
