import { expect, it } from "vitest";
import { comparedAnswers } from "./compared-answers.ts";

const facts = {
  "arrival time": "7 pm",
  guests: "3",
  name: "Ana Ruiz",
  problem: "the left leg of the chair broke off",
};
const talk = (...lines: readonly string[]) => ({
  turns: lines.map((text, at) => ({ speaker: at % 2 === 0 ? "Bot" : "User", text })),
});
const counts = (...lines: readonly string[]) => comparedAnswers(talk(...lines), { user: "User", facts });

it.each([
  [["What time do you arrive?", "At seven."], { asked: 1, same: 1, other: 0, unclear: 0 }],
  [["What time do you arrive?", "At eight."], { asked: 1, same: 0, other: 1, unclear: 0 }],
  [["What time do you arrive?", "Late."], { asked: 1, same: 0, other: 0, unclear: 1 }],
  [["Your name?", "Ana Ruiz."], { asked: 1, same: 1, other: 0, unclear: 0 }],
  [["Your name?", "Carla Vega."], { asked: 1, same: 0, other: 1, unclear: 0 }],
  [["What time, and how many guests?", "At 7, for four."], { asked: 2, same: 1, other: 1, unclear: 0 }],
  // Nothing is compared with so many words.
  [["What is the problem?", "It wobbles."], { asked: 1, same: 0, other: 0, unclear: 1 }],
  [["Hello!", "Hi."], { asked: 0, same: 0, other: 0, unclear: 0 }],
  [
    ["What time do you arrive?", "At seven.", "And how many guests?", "Three.", "Your name?", "Why?"],
    { asked: 3, same: 2, other: 0, unclear: 1 },
  ],
])("%j are %j", (lines, expected) => {
  expect(counts(...lines)).toEqual(expected);
});

it("looks at what was meant, at nobody else, and takes the name in any case", () => {
  const turns = [
    { speaker: "Bot", text: "What time do you arrive?" },
    { speaker: "User", text: "At svn.", clean: "At seven." },
    { speaker: "Bot", text: "How many guests?" },
    { speaker: "Bot", text: "Four?" },
  ];
  expect(comparedAnswers({ turns }, { user: "user", facts })).toEqual({
    asked: 1,
    same: 1,
    other: 0,
    unclear: 0,
  });
  expect(() => comparedAnswers({ turns }, { user: "Nobody", facts })).toThrow("Nobody called");
});
