import { expect, it } from "vitest";
import { type Environment, environmentSchema, EnvironmentState } from "./environment.ts";
import { checkEnvironment, environmentTools } from "./environment-tools.ts";

const shop = environmentSchema.parse({
  tables: {
    orders: {
      rows: [
        { id: "o1", status: "delivered" },
        { id: "o2", status: "ordered" },
      ],
    },
  },
  tools: [
    {
      name: "find",
      description: "f",
      input: { status: "string?" },
      does: "find",
      table: "orders",
      where: { status: "{{status}}" },
    },
    {
      name: "add",
      description: "a",
      input: { id: "string", price: "number" },
      does: "insert",
      table: "orders",
      set: { id: "{{id}}", price: "{{price}}" },
    },
    {
      name: "refund",
      description: "r",
      input: { id: "string" },
      does: "update",
      table: "orders",
      where: { id: "{{id}}" },
      requires: { status: "delivered" },
      set: { status: "refunded" },
    },
  ],
}) as Environment;

function begin(faults: Parameters<typeof environmentTools>[2] = []) {
  const state = EnvironmentState.begin(shop);
  const tools = environmentTools(shop, state, faults);
  const call = async (name: string, input: unknown) =>
    tools.find((tool) => tool.name === name)?.execute(input, { agent: "Chatbot" });
  return { state, call };
}

it("finds, adds and changes rows, and tells what is different, in a copy of its own", async () => {
  const { state, call } = begin();
  expect(await call("find", {})).toHaveLength(2);
  expect(await call("find", { status: "ordered" })).toEqual([{ id: "o2", status: "ordered" }]);
  await call("add", { id: "o3", price: 4 });
  await call("refund", { id: "o1" });
  expect(state.changes()).toEqual([
    {
      table: "orders",
      row: "o1",
      before: { id: "o1", status: "delivered" },
      after: { id: "o1", status: "refunded" },
    },
    { table: "orders", row: "o3", before: null, after: { id: "o3", price: 4 } },
  ]);
  expect(begin().state.changes()).toEqual([]);
});

it("refuses what is not there, not allowed, or there already", async () => {
  const { call, state } = begin();
  await expect(call("refund", { id: "o9" })).rejects.toThrow(/has no row/);
  await expect(call("refund", { id: "o2" })).rejects.toThrow(/This requires/);
  await expect(call("add", { id: "o1", price: 1 })).rejects.toThrow(/already holds o1/);
  expect(state.changes()).toEqual([]);
});

it("fails at the call that it is meant to fail at", async () => {
  const { call } = begin([{ tool: "find", call: 2, error: "the shelf is on fire" }]);
  await call("find", {});
  await expect(call("find", {})).rejects.toThrow("the shelf is on fire");
  expect(await call("find", {})).toHaveLength(2);
});

it("is refused when a tool uses an argument it does not have, or two rows have one key", () => {
  const [find] = shop.tools as [Environment["tools"][number]];
  const wrong = { ...shop, tools: [{ ...find, where: { id: "{{order}}" } }] } as Environment;
  expect(() => checkEnvironment(wrong, EnvironmentState.begin(wrong))).toThrow(/{{order}}/);
  const twice = { tables: { a: { key: "id", rows: [{ id: 1 }, { id: "1" }] } } };
  expect(() => EnvironmentState.begin(twice)).toThrow(/two rows/);
});

it("changes all rows or none where two would go by one key, or by one that is taken", () => {
  const tables = { o: { key: "id", rows: [{ id: "a" }, { id: "b" }, { id: "c" }] } };
  const state = EnvironmentState.begin({ tables });
  const [a, b] = state.rows("o");
  expect(() => state.updateAll("o", [a!, b!], { id: "x" })).toThrow("o already holds x");
  expect(() => state.updateAll("o", [a!], { id: "c" })).toThrow("o already holds c");
  expect(state.changes()).toEqual([]);
  state.updateAll("o", [a!, b!], { done: true });
  state.updateAll("o", [a!], { id: "x" });
  expect(state.rows("o").map((row) => row["id"])).toEqual(["b", "c", "x"]);
});

it("puts arguments in at any depth, and leaves out what was left out", async () => {
  const described = environmentSchema.parse({
    tables: { orders: { rows: [{ id: "o1", ship: { city: "Rome", to: ["Ann"] } }] } },
    tools: [
      {
        name: "move",
        description: "m",
        input: { id: "string", city: "string", days: "number", note: "string?" },
        does: "update",
        table: "orders",
        where: { id: "{{id}}", ship: { city: "Rome", to: ["Ann"] } },
        requires: { ship: { city: "Rome", to: ["Ann"] } },
        set: {
          ship: { city: "{{city}}", in: { days: "{{days}}" }, note: "{{note}}", plain: null },
          log: ["moved to {{city}}", "{{note}}", ["{{days}}", true]],
        },
      },
    ],
  }) as Environment;
  const state = EnvironmentState.begin(described);
  checkEnvironment(described, state);
  await environmentTools(described, state, [])[0]?.execute(
    { id: "o1", city: "Oslo", days: 3 },
    { agent: "Chatbot" },
  );
  expect(state.row("orders", "o1")).toEqual({
    id: "o1",
    ship: { city: "Oslo", in: { days: 3 }, plain: null },
    log: ["moved to Oslo", [3, true]],
  });
});

/** A table of bookings with these rows, and a tool that adds one whose fields are as told. */
function bookings(
  set: Record<string, unknown>,
  rows: Record<string, unknown>[] = [],
  others: unknown[] = [],
) {
  return environmentSchema.parse({
    tables: { bookings: { rows } },
    tools: [
      {
        name: "book",
        description: "b",
        input: { day: "string", id: "string?", flag: "boolean" },
        does: "insert",
        table: "bookings",
        set,
      },
      ...others,
    ],
  }) as Environment;
}

it.each<[unknown[], unknown[]]>([
  [["b1"], ["b2", "b3"]],
  [
    ["b1", "b7", "x"],
    ["b8", "b9"],
  ],
  [["A-009"], ["A-010", "A-011"]],
  [
    [7, 3],
    [8, 9],
  ],
  [[], ["bookings-1", "bookings-2"]],
  [["ann"], ["bookings-1", "bookings-2"]],
  [
    ["999999999999999", "1000000000000000"],
    ["1000000000000001", "1000000000000002"],
  ],
])("counts on from the keys %j for new rows that are given none, and tells them", async (keys, next) => {
  for (const set of [{ day: "{{day}}" }, { day: "{{day}}", id: "{{id}}" }]) {
    const environment = bookings(
      set,
      keys.map((id) => ({ id })),
    );
    // Every conversation begins anew.
    for (let conversation = 0; conversation < 2; conversation++) {
      const state = EnvironmentState.begin(environment);
      checkEnvironment(environment, state);
      const [book] = environmentTools(environment, state, []);
      const told = [];
      for (const day of ["Friday", "Sunday"])
        told.push(await book?.execute({ day, flag: true }, { agent: "Chatbot" }));
      expect(told).toEqual([
        { day: "Friday", id: next[0] },
        { day: "Sunday", id: next[1] },
      ]);
      expect(state.row("bookings", String(next[1]))).toEqual(told[1]);
    }
  }
});

it("gives no new row the key of one that is gone", () => {
  const state = EnvironmentState.begin({ tables: { o: { key: "id", rows: [{ id: "a1" }] } } });
  expect(state.insert("o", {})).toEqual({ id: "a2" });
  state.delete("o", "a2");
  expect(state.insert("o", {})).toEqual({ id: "a3" });
  state.update("o", state.row("o", "a3")!, { id: "a9" });
  expect(state.insert("o", {})).toEqual({ id: "a10" });
});

it("refuses a tool that can never add a row", () => {
  const rows = [{ id: "b1" }];
  const check = (environment: Environment) => () =>
    checkEnvironment(environment, EnvironmentState.begin(environment));
  for (const id of [null, true, ["{{day}}"], "{{flag}}"])
    expect(check(bookings({ id }, rows))).toThrow(/book can add no row: the id of bookings would be/);
  expect(check(bookings({ id: "b1" }, rows))).toThrow(/book can add no row: bookings already holds b1/);
  const cancel = { name: "cancel", description: "c", does: "delete", table: "bookings" };
  expect(check(bookings({ id: "b1" }, rows, [cancel]))).not.toThrow();
  expect(check(bookings({ id: "b2" }, rows))).not.toThrow();
  expect(check(bookings({ id: "b-{{flag}}" }, rows))).not.toThrow();
});
