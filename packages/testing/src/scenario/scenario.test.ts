import { describe, expect, it } from "vitest";
import { defineScenario, type ScenarioInput } from "./scenario.ts";

const tool = {
  name: "pay",
  description: "pays",
  does: "insert",
  table: "payments",
  set: { id: "p1" },
} as const;
const environment = { tables: { payments: {} }, tools: [tool] };
const pay = {
  name: "pay",
  description: "pays",
  input: { id: "string" },
  does: "update",
  table: "orders",
  where: { id: "{{id}}" },
  set: { paid: true },
} as const;
const shop = { tables: { orders: { rows: [{ id: "o1" }] } }, tools: [pay] };
const lines = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe("a scenario that cannot be met", () => {
  it.each<[Partial<ScenarioInput>, RegExp]>([
    [{}, /neither a goal nor a script/],
    [{ goal: "  " }, /a goal says what the user wants/],
    [{ goal: "x", secrets: { code: "" } }, /a secret without a letter or digit/],
    [{ goal: "x", secrets: { code: "---" } }, /a secret without a letter or digit/],
    [{ goal: "x", secrets: { code: "${PIN}" } }, /its secret code is the name of an environment variable/],
    ...["${STAFF-PIN}", "$STAFF_PIN", "the code is ${PIN}"].map((code): [Partial<ScenarioInput>, RegExp] => [
      { goal: "x", secrets: { code } },
      /its secret code looks like the name of an environment variable/,
    ]),
    [
      {
        goal: "x",
        environment: { ...environment, tools: [{ ...tool, set: { id: "p1", by: { who: ["{{nope}}"] } } }] },
      },
      /uses \{\{nope\}\}/,
    ],
    [
      { goal: "x", environment: shop, expect: [{ called: { tool: "pay", with: { who: "y" } } }] },
      /the argument who, which pay does not take/,
    ],
    [
      { goal: "x", environment: shop, expect: [{ notCalled: { tool: "pay", with: { who: "y" } } }] },
      /the argument who/,
    ],
    [
      { goal: "x", environment: shop, expect: [{ endState: { orders: { o1: { nope: 1 } } } }] },
      /the field nope, which no row of orders has/,
    ],
    [
      { goal: "x", environment: shop, expect: [{ endState: { orders: { o9: { paid: true } } } }] },
      /the row o9, which orders does not have/,
    ],
    [
      { goal: "x", environment: { ...shop, tools: [{ ...pay, where: { idd: "{{id}}" } }] } },
      /looks for the field idd/,
    ],
    [{ goal: "x", minTurns: 20 }, /minTurns \(20\) is above maxTurns \(12\)/],
    [{ goal: "x", expect: [{ noLeak: true }] }, /no secret is told, and has none/],
    [{ goal: "x", expect: [{ endState: {} }] }, /has no environment/],
    [{ script: ["x"], expect: [{ goalReached: true }] }, /expects that the goal is reached, and has none/],
    [{ goal: "x", faults: [{ tool: "pay", error: "e" }] }, /no tool pay/],
    [{ goal: "x", environment, faults: [{ tool: "pay" }] }, /needs an error, a delayMs/],
    [{ goal: "x", policies: ["no-such-policy"] }, /no-such-policy/],
    [
      { goal: "x", environment, expect: [{ called: { tool: "pya" } }] },
      /a call of pya, which the environment/,
    ],
    [
      { goal: "x", environment, expect: [{ notCalled: { tool: "pya" } }] },
      /no call of pya, which the environment/,
    ],
    [{ goal: "x", environment, expect: [{ callOrder: ["pay", "pya"] }] }, /a call of pya/],
    [{ goal: "x", environment: { ...environment, tools: [tool, tool] } }, /two tools called pay/],
    [{ goal: "x", expect: [{ said: "/(/" }] }, /is not a regular expression/],
    [{ goal: "x", expect: [{ notSaid: ["fine", "/x/ii"] }] }, /is not a regular expression/],
    [{ goal: "x", expect: [{ endsWith: "/x/k" }] }, /is not a regular expression/],
    [{ goal: "x", expect: [{ said: "   " }] }, /must have something in it that can be looked for/],
    [{ goal: "x", expect: [{ language: "zz" }] }, /"zz" is not a language that can be told from others/],
    [{ goal: "x", expect: [{ language: "english" }] }, /"english" is not a language/],
    ...[
      { maxTurns: 3 },
      { maxTurns: 3, level: "soft" },
      { maxTurns: 3, maxAnswers: 3 },
      { maxTurns: "3" },
      { maxTurns: 3, said: "y" },
    ].map((old): [Record<string, unknown>, RegExp] => [
      { goal: "x", expect: [old] },
      /maxTurns counts messages of both sides.* are maxAnswers.*expect\[0\]/,
    ]),
    [{ goal: "x", expect: [{ said: "y", within: 7 }] }, /within 7 turns of one side, which has 6 at most/],
    [
      { script: lines(4), maxTurns: 6 },
      /script of 4 lines and their answers take 8 turns, and maxTurns is 6/,
    ],
    [{ script: ["x"], events: [{ turn: 1, tell: "y" }] }, /events and no goal/],
    [{ script: ["x"], policies: ["impatience"] }, /rules of behaviour and no goal/],
    [{ goal: "x", events: [{ turn: 7, tell: "y" }] }, /turn 7 of the user, who has 6 at most/],
    [{ goal: "x", script: ["y"], events: [{ turn: 1, tell: "z" }] }, /which the script says word for word/],
  ])("%j is refused", (input, message) => {
    expect(() => defineScenario({ name: "a", ...input })).toThrow(message);
  });
});

it("has as many turns as its script takes, and otherwise twelve", () => {
  const turns = (input: Partial<ScenarioInput>) => defineScenario({ name: "a", ...input }).maxTurns;
  expect(turns({ goal: "x" })).toBe(12);
  expect(turns({ script: lines(2) })).toBe(12);
  expect(turns({ script: lines(20) })).toBe(41);
  expect(turns({ script: lines(3), maxTurns: 6 })).toBe(6);
});

it("may expect fields and rows that its tools can write, and that there is no row", () => {
  const add = { ...tool, name: "add", table: "orders" };
  const able = { ...shop, tools: [pay, add] };
  for (const [of, orders] of [
    [shop, { o1: { paid: true }, o9: null }],
    [able, { o9: { paid: true } }],
    [{ ...shop, tools: [] }, { o1: { id: "o1" } }],
  ] as const)
    expect(
      defineScenario({ name: "a", goal: "x", environment: of, expect: [{ endState: { orders } }] }).expect,
    ).toHaveLength(1);
});

it("may expect calls of tools that the bot has of its own", () => {
  const own = { script: ["x"], expect: [{ notCalled: { tool: "anything" } }] };
  expect(defineScenario({ name: "a", ...own }).expect).toHaveLength(1);
  expect(defineScenario({ name: "a", ...own, environment: { tables: {} } }).expect).toHaveLength(1);
});

it("may name fields that hold nothing, and tools that a bot has beside those that it is lent", () => {
  const refunding = { ...pay, requires: { refundedAt: null } };
  const scenario = defineScenario({
    name: "s",
    goal: "x",
    environment: { ...shop, tools: [refunding] },
    expect: [
      { endState: { orders: { o1: { refundedAt: null } } } },
      { called: { tool: "look_up" } },
      { notCalled: { tool: "say" } },
    ],
  });
  expect(scenario.expect).toHaveLength(3);
});
