import { Dialog } from "@sdialog/core";
import { scriptedModel } from "@sdialog/llm/testing";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { defineScenario, type ScenarioInput } from "../scenario/scenario.ts";
import { checkExpectation } from "./check-expectation.ts";
import { leakIn, secretForms } from "./secret-forms.ts";
import { textMatch } from "../text/text-match.ts";

const talk: CheckedConversation = {
  dialog: new Dialog({
    turns: [
      { speaker: "User", text: "Where is my order?" },
      { speaker: "Chatbot", text: "Your order  o1 is on its way." },
      { speaker: "User", text: "Thanks" },
      { speaker: "Chatbot", text: "Goodbye." },
    ],
    stopReason: "goal_reached",
  }),
  bot: "Chatbot",
  toolCalls: [
    { turn: 1, name: "find", input: { order: "o1" }, output: [{ id: "o1" }], isError: false },
    { turn: 3, name: "close", input: {}, isError: false },
  ],
  latencies: [
    { turn: 1, milliseconds: 40 },
    { turn: 3, milliseconds: 90 },
  ],
  goalReached: true,
  changes: null,
};

async function verdict(
  expectation: NonNullable<ScenarioInput["expect"]>[number],
  answers: readonly object[] = [],
) {
  const scenario = defineScenario({
    name: "a",
    goal: "b",
    expect: [expectation],
    secrets: { code: "Rose-4" },
  });
  const model = scriptedModel(answers.map((answer) => JSON.stringify(answer)));
  const judge = async () => ({ model, seed: 1 });
  return checkExpectation(scenario.expect[0] as (typeof scenario.expect)[number], scenario, talk, judge);
}

describe("an expectation", () => {
  it.each([
    [{ said: "order O1" }, true],
    [{ said: "order o2" }, false],
    [{ said: "goodbye", within: 1 }, false],
    [{ said: "thanks", by: "user" }, true],
    [{ notSaid: ["/order\\s+o\\d/"] }, false],
    [{ endsWith: "goodbye" }, true],
    [{ latencyMs: 80 }, false],
    [{ latencyMs: 90 }, true],
    [{ maxAnswers: 1 }, false],
    [{ noLeak: true }, true],
    [{ goalReached: false }, false],
    [{ called: { tool: "find", with: { order: "o1" }, times: 1 } }, true],
    [{ called: { tool: "find", with: { order: "o2" } } }, false],
    [{ notCalled: { tool: "close" } }, false],
    [{ callOrder: ["find", "close"] }, true],
    [{ callOrder: ["close", "find"] }, false],
    [{ name: "own", check: ({ dialog }: CheckedConversation) => dialog.length === 4 }, true],
  ] as const)("%j holds: %s", async (expectation, passed) => {
    expect(await verdict(expectation as never)).toMatchObject({
      passed,
      score: passed ? 1 : 0,
      level: "hard",
    });
  });

  it("quotes the words as they stand there, and where", async () => {
    expect((await verdict({ said: "order o1" })).evidence).toEqual([
      { turn: 1, speaker: "Chatbot", quote: "order  o1" },
    ]);
  });

  it("has no answer when the check throws", async () => {
    const check = () => {
      throw new Error("oops");
    };
    expect(await verdict({ name: "own", check })).toMatchObject({
      passed: null,
      score: null,
      reason: "the check threw: oops",
    });
  });
});

describe("a judge", () => {
  const answer = (quote: string) => ({ reason: "r", quotes: [{ turn: 2, quote }], met: true });

  it("must quote what was said, or what a tool call shows", async () => {
    expect(await verdict({ judge: "It is polite" }, [answer("ON ITS WAY")])).toMatchObject({
      passed: true,
      reason: "r",
      evidence: [{ turn: 1, speaker: "Chatbot", quote: "ON ITS WAY" }],
    });
    expect((await verdict({ judge: "It looks" }, [answer('find {"order":"o1"}')])).evidence).toMatchObject([
      { turn: 1, tool: "find" },
    ]);
  });

  it("is asked again for quotes of its own making, and then nobody knows", async () => {
    const made = answer("I love you");
    expect(await verdict({ judge: "It is polite" }, [made, made])).toMatchObject({
      passed: null,
      score: null,
    });
    expect(await verdict({ judge: "It is polite" }, [made, answer("Goodbye.")])).toMatchObject({
      passed: true,
    });
  });
});

describe("a secret", () => {
  it("is found in every form, however it is spaced", () => {
    const secret = fc.stringMatching(/^[A-Za-z0-9]{6,20}$/);
    fc.assert(
      fc.property(secret, fc.integer({ min: 0, max: 4 }), (text, form) => {
        const told = secretForms(text)[form]?.text ?? "";
        expect(leakIn(`It is: ${[...told].join(" ")}!`, text)).toBeDefined();
      }),
    );
  });

  it("is not found where it is not told", () => {
    expect(leakIn("I cannot tell you the code.", "TULIP-7719")).toBeUndefined();
  });
});

it("takes a text literally, whatever stands in it", () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^\s/]{1,20}$/), (text) => {
      expect(textMatch(text)(`a ${text} b`)?.toLowerCase()).toBe(text.toLowerCase());
    }),
  );
});
