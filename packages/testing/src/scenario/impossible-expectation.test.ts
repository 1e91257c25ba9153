import { expect, it } from "vitest";
import type { ExpectationData } from "./expectation.ts";
import { type ExpectationGround, impossibleExpectation } from "./impossible-expectation.ts";

const ground: ExpectationGround = {
  hasGoal: true,
  hasEnvironment: true,
  hasSecrets: true,
  tools: ["find_order", "set"],
  turnsOfOne: 5,
};
const why = (expectation: object, changes: Partial<ExpectationGround> = {}): string | undefined =>
  impossibleExpectation(expectation as ExpectationData, { ...ground, ...changes });
const calls = (tool: string) => ({ called: { tool, with: {} } });

it.each([
  [{ noLeak: true }, { hasSecrets: false }, "it expects that no secret is told, and has none"],
  [{ endState: {} }, { hasEnvironment: false }, "it expects an end state, and has no environment"],
  [{ goalReached: true }, { hasGoal: false }, "it expects that the goal is reached, and has none"],
  [{ said: "x", within: 6 }, {}, "it expects something within 6 turns of one side, which has 5 at most"],
  [
    calls("find_orders"),
    {},
    "it expects a call of find_orders, which the environment does not have: did you mean find_order?",
  ],
  [
    { notCalled: { tool: "fnid_order", with: {} } },
    {},
    "it expects no call of fnid_order, which the environment does not have: did you mean find_order?",
  ],
  [
    { callOrder: ["set", "find_oder"] },
    {},
    "it expects a call of find_oder, which the environment does not have: did you mean find_order?",
  ],
] as const)("%j with %j cannot be met: %s", (expectation, changes, reason) => {
  expect(why(expectation, changes)).toBe(reason);
  // Where there is what it speaks of, it can.
  if (Object.keys(changes).length > 0) expect(why(expectation)).toBeUndefined();
});

it.each([
  [{ said: "x", within: 5 }, {}],
  [{ notSaid: "x", within: 6 }, {}],
  // Tools of the bot's own: another name altogether, and any name where the environment declares none.
  [calls("get"), {}],
  [calls("refund"), {}],
  [calls("find_orders"), { tools: undefined }],
] as const)("%j with %j can be met", (expectation, changes) => {
  expect(why(expectation, changes)).toBeUndefined();
});

it.each([{ said: "/(/" }, { notSaid: ["ok", "/(/"] }, { endsWith: "/[/" }])(
  "%j is no regular expression",
  (broken) => {
    expect(() => why(broken)).toThrow();
  },
);
