import { functionChatbot } from "@sdialog/agents";
import { expect, it } from "vitest";
import * as z from "zod";
import { testChatbot } from "../run/test-chatbot.ts";
import { defineScenario } from "../scenario/scenario.ts";

/** What a bot does to a row, and what an end state says of it that names one field, alone and with nothing else. */
const table = {
  orders: {
    rows: [
      { id: "o1", status: "delivered", amount: 20, to: { zip: "00123", city: "Rome" } },
      { id: "o2", status: "ordered", amount: 5 },
    ],
  },
};
type Rows = Record<string, Record<string, unknown> | undefined>;

it.each<[string, (rows: Rows) => void, { alone: boolean; nothingElse: boolean; says?: string }]>([
  ["does what it should", () => {}, { alone: true, nothingElse: true }],
  [
    "changes another field of the row, too",
    ({ o1 }) => void Object.assign(o1 ?? {}, { amount: 0 }),
    { alone: true, nothingElse: false, says: "orders o1: amount became 0" },
  ],
  [
    "adds a field to the row",
    ({ o1 }) => void Object.assign(o1 ?? {}, { note: "x" }),
    { alone: true, nothingElse: false, says: 'orders o1: note became "x"' },
  ],
  [
    "loses a field of the row",
    ({ o1 }) => void delete o1?.["amount"],
    { alone: true, nothingElse: false, says: "orders o1: amount became null" },
  ],
  [
    "changes something deep in the row",
    ({ o1 }) => void Object.assign(o1 ?? {}, { to: { zip: "123", city: "Rome" } }),
    { alone: true, nothingElse: false, says: "orders o1: to became" },
  ],
  [
    "writes the same in another order",
    ({ o1 }) => void Object.assign(o1 ?? {}, { to: { city: "Rome", zip: "00123" } }),
    { alone: true, nothingElse: true },
  ],
  [
    "changes another row",
    ({ o2 }) => void Object.assign(o2 ?? {}, { status: "gone" }),
    { alone: true, nothingElse: false, says: "orders o2 became" },
  ],
  [
    "does not do it",
    ({ o1 }) => void Object.assign(o1 ?? {}, { status: "delivered" }),
    { alone: false, nothingElse: false, says: "orders o1 is" },
  ],
])("an end state and a bot that %s", async (_, alter, { alone, nothingElse, says = "" }) => {
  const bot = functionChatbot(async ({ call }) => {
    await call("refund", {});
    return "Done.";
  }, "bot");
  const endState = { orders: { o1: { status: "refunded" } } };
  const { conversations } = await testChatbot(bot, {
    scenarios: [
      defineScenario({
        name: "refund",
        script: ["Refund o1."],
        environment: {
          tables: table,
          tools: [
            {
              name: "refund",
              description: "refunds",
              input: z.object({}),
              run(_input: never, state) {
                const rows = Object.fromEntries(state.rows("orders").map((row) => [String(row["id"]), row]));
                Object.assign(rows["o1"] ?? {}, { status: "refunded" });
                alter(rows);
                return "ok";
              },
            },
          ],
        },
        expect: [{ endState }, { endState, nothingElse: true }],
      }),
    ],
    personas: ["Ann"],
    probe: false,
  });
  const [first, second] = conversations[0]?.result.verdicts ?? [];
  expect([first?.passed, second?.passed]).toEqual([alone, nothingElse]);
  expect(second?.expectation).toBe(`${first?.expectation}, and nothing else changed`);
  expect(second?.reason).toContain(says);
  expect(conversations[0]?.result.findings).toEqual([]);
});

it("names a new row with all of its fields where nothing else may have changed", async () => {
  const bot = functionChatbot(async ({ call }) => {
    await call("add", { id: "r1", amount: 9999 });
    return "Done.";
  }, "bot");
  const { conversations } = await testChatbot(bot, {
    scenarios: [
      defineScenario({
        name: "add",
        script: ["Go."],
        environment: {
          tables: { refunds: {} },
          tools: [
            {
              name: "add",
              description: "adds",
              input: { id: "string", amount: "number" },
              does: "insert",
              table: "refunds",
              set: { id: "{{id}}", amount: "{{amount}}" },
            },
          ],
        },
        expect: [
          { endState: { refunds: { r1: { amount: 9999 } } }, nothingElse: true },
          { endState: { refunds: { r1: {} } }, nothingElse: true },
        ],
      }),
    ],
    personas: ["Ann"],
    probe: false,
  });
  expect(conversations[0]?.result.verdicts.map(({ passed, reason }) => [passed, reason])).toEqual([
    [true, "the environment is as it should be"],
    [false, "refunds r1: amount became 9999"],
  ]);
});

it("sees a row that goes by what all objects inherit", async () => {
  const bot = functionChatbot(async ({ call }) => call("drop", { id: "constructor" }), "bot");
  const { conversations } = await testChatbot(bot, {
    scenarios: [
      defineScenario({
        name: "keeps",
        script: ["Hi."],
        environment: {
          tables: { orders: { rows: [{ id: "o1" }, { id: "constructor" }] } },
          tools: [
            {
              name: "drop",
              description: "Drops an order",
              input: { id: "string" },
              does: "delete",
              table: "orders",
              where: { id: "{{id}}" },
            },
          ],
        },
        expect: [{ endState: { orders: { o1: {} } }, nothingElse: true }],
      }),
    ],
    personas: ["Ann"],
    probe: false,
  });
  expect(conversations[0]?.result.verdicts).toMatchObject([
    { passed: false, reason: "orders constructor became null" },
  ]);
});
