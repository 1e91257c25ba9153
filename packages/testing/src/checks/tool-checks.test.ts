import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { CheckedConversation } from "../scenario/checked-conversation.ts";
import { checkCalled, checkCallOrder, checkEndState, checkNotCalled } from "./tool-checks.ts";

const call = (turn: number, name: string, input: object, output?: unknown) => ({
  turn,
  name,
  input,
  isError: false,
  ...(output === undefined ? {} : { output }),
});
const talk = {
  dialog: new Dialog(),
  bot: "Shop",
  toolCalls: [
    call(1, "find", { id: 1 }, { paid: true }),
    call(3, "find", { id: 2, all: true }),
    call(5, "close", {}),
  ],
  latencies: [],
  goalReached: null,
  changes: null,
} as unknown as CheckedConversation;

describe("calls", () => {
  it("are counted by tool and arguments, and shown with what came of them", () => {
    const called = (tool: string, values: object, times?: number) =>
      checkCalled({ called: { tool, with: values, times } } as never, talk);
    expect(called("find", { id: 1 })).toEqual({
      passed: true,
      reason: "find is called this way once, and once with other arguments",
      evidence: [{ turn: 1, speaker: "Shop", tool: "find", quote: 'find({"id":1}) → {"paid":true}' }],
    });
    expect(called("find", {}, 2)).toMatchObject({ passed: true, evidence: [{ turn: 1 }, { turn: 3 }] });
    expect(called("find", {}, 1).passed).toBe(false);
    // Where none fits, those of the same name are shown.
    expect(called("find", { id: 3 })).toMatchObject({
      passed: false,
      reason: "find is called this way 0 times, and 2 times with other arguments",
      evidence: [{ quote: 'find({"id":1}) → {"paid":true}' }, { quote: 'find({"id":2,"all":true})' }],
    });
    expect(called("refund", {})).toEqual({
      passed: false,
      reason: "refund is called this way 0 times",
      evidence: [],
    });
    expect(called("refund", {}, 0).passed).toBe(true);
  });

  it("that should not have been are shown, and no others", () => {
    const notCalled = (tool: string, values: object) =>
      checkNotCalled({ notCalled: { tool, with: values } } as never, talk);
    expect(notCalled("find", { id: 2 })).toMatchObject({
      passed: false,
      reason: "find is called this way once",
      evidence: [{ turn: 3 }],
    });
    expect(notCalled("find", { id: 3 })).toEqual({
      passed: true,
      reason: "find is called this way 0 times",
      evidence: [],
    });
  });

  it.each([
    [["find", "close"], true],
    [["find", "find", "close"], true],
    [["close", "find"], false],
    [["find", "find", "find"], false],
  ])("are in the order %j: %s", (callOrder, passed) => {
    const verdict = checkCallOrder({ callOrder } as never, talk);
    expect(verdict).toMatchObject({ passed, reason: "the calls are: find, find, close" });
    expect(verdict.evidence).toHaveLength(3);
    expect(checkCallOrder({ callOrder } as never, { ...talk, toolCalls: [] }).reason).toBe(
      "the calls are: none",
    );
  });
});

describe("the end state", () => {
  const rows: Readonly<Record<string, object>> = {
    a: { id: "a", paid: true, total: 7 },
    b: { id: "b", paid: false },
  };
  const state = { row: (_: string, key: string) => rows[key], keyOf: () => "id" };
  const changes = [
    { table: "orders", row: "a", before: { id: "a", paid: false, total: 5 }, after: rows["a"] },
    { table: "orders", row: "c", before: { id: "c" }, after: null },
  ];
  const ended = (orders: object, nothingElse = false) =>
    checkEndState({ endState: { orders }, nothingElse } as never, { ...talk, state, changes } as never);

  it("is right where the named fields are, and says of every row that is not what it is", () => {
    expect(ended({ a: { paid: true }, c: null })).toEqual({
      passed: true,
      reason: "the environment is as it should be",
      evidence: [],
    });
    expect(ended({ a: null, b: { paid: true }, d: { paid: true } })).toEqual({
      passed: false,
      reason:
        'orders a is {"id":"a","paid":true,"total":7}; orders b is {"id":"b","paid":false}; orders d is null',
      evidence: [
        { turn: null, speaker: null, quote: 'orders a is {"id":"a","paid":true,"total":7}' },
        { turn: null, speaker: null, quote: 'orders b is {"id":"b","paid":false}' },
        { turn: null, speaker: null, quote: "orders d is null" },
      ],
    });
  });

  it("names what else has changed, where nothing else should", () => {
    expect(ended({ a: { paid: true }, c: null }, true).reason).toBe("orders a: total became 7");
    expect(ended({ a: { paid: true, total: 7 }, c: null }, true).passed).toBe(true);
    expect(ended({ a: { paid: true, total: 7 } }, true).reason).toBe("orders c became null");
  });

  it("cannot be told without an environment", () => {
    const verdict = checkEndState({ endState: {}, nothingElse: false } as never, talk);
    expect(verdict).toEqual({ passed: null, reason: "there is no environment" });
  });
});
