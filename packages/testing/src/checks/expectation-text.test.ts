import { expect, it } from "vitest";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { expectationText, kindOf } from "./check-expectation.ts";

type Expectation = NonNullable<ScenarioInput["expect"]>[number];

it.each<[Expectation, string, string]>([
  [{ said: "sorry" }, "said", 'bot says "sorry"'],
  [{ said: "thanks", by: "user", within: 2 }, "said", 'user says "thanks" within 2 turns'],
  [{ notSaid: "no", within: 1 }, "notSaid", 'bot never says "no" within 1 turn'],
  [{ endsWith: "bye" }, "endsWith", 'bot ends with "bye"'],
  [{ language: "de" }, "language", "bot speaks de"],
  [{ latencyMs: 900 }, "latencyMs", "every answer within 900 ms"],
  [{ maxAnswers: 3 }, "maxAnswers", "at most 3 answers of the bot"],
  [{ noLeak: true }, "noLeak", "no secret is told"],
  [{ goalReached: true }, "goalReached", "user gets what it wants"],
  [{ goalReached: false }, "goalReached", "user does not get what it wants"],
  [{ callOrder: ["find", "close"] }, "callOrder", "calls find, then close"],
  [{ called: { tool: "find" } }, "called", "calls find"],
  [{ called: { tool: "find", with: { id: 1 } } }, "called", 'calls find with {"id":1}'],
  [{ notCalled: { tool: "find" } }, "notCalled", "never calls find"],
  [{ judge: "It is polite." }, "judge", "It is polite."],
  [{ check: () => true, name: "is short" }, "check", "is short"],
  [{ said: "sorry", name: "apologises" }, "said", "apologises"],
])("%j is of the kind %s and called %j", (expectation, kind, text) => {
  const { expect: all } = defineScenario({
    name: "a",
    goal: "b",
    secrets: { code: "Rose-4" },
    expect: [expectation],
  });
  const [settled] = all;
  if (settled === undefined) throw new Error("no expectation");
  expect([kindOf(settled), expectationText(settled)]).toEqual([kind, text]);
});
