import { describe, expect, it } from "vitest";
import { InTurn } from "./in-turn.ts";
import { jsonLines } from "./json-lines.ts";
import { ReplayLog } from "./replay-log.ts";
import { RunningRuns } from "./runs/running-runs.ts";
import { Remembered } from "./evaluate/remembered.ts";
import { Gate } from "./stage/gate.ts";
import { TurnCosts } from "./stage/turn-costs.ts";

/** Lets everything go on that waits for nothing else. */
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
const hasPassed = async (passing: Promise<void>): Promise<boolean> => {
  let passed = false;
  void passing.then(() => (passed = true));
  await settled();
  return passed;
};

describe("a gate", () => {
  it("lets anybody through while it is open, and tells of who waits while it is closed", async () => {
    let waits = 0;
    const gate = new Gate(false, () => waits++);
    expect([gate.closed, await hasPassed(gate.pass())]).toEqual([false, true]);
    gate.close();
    const waiting = gate.pass();
    expect([gate.closed, await hasPassed(waiting), waits]).toEqual([true, false, 1]);
    gate.open();
    expect([gate.closed, await hasPassed(waiting)]).toEqual([false, true]);
    expect(await hasPassed(gate.pass())).toBe(true);
    expect(waits).toBe(1);
  });

  it("lets one through at a step, and is closed after it", async () => {
    const gate = new Gate(false, () => undefined);
    gate.step();
    expect(gate.closed).toBe(true);
    const first = gate.pass();
    gate.step();
    expect(await hasPassed(first)).toBe(true);
    expect(await hasPassed(gate.pass())).toBe(false);
  });

  it("holds nobody who has been told to stop", async () => {
    const gate = new Gate(true, () => undefined);
    expect(await hasPassed(gate.pass(AbortSignal.abort()))).toBe(true);
    const stop = new AbortController();
    const waiting = gate.pass(stop.signal);
    expect(await hasPassed(waiting)).toBe(false);
    stop.abort();
    expect(await hasPassed(waiting)).toBe(true);
  });
});

describe("a log", () => {
  it("is read from the start by everybody, waited on, and over when it ends", async () => {
    const log = new ReplayLog<number>();
    const early: number[] = [];
    const reading = (async () => {
      for await (const item of log.read()) early.push(item);
    })();
    log.add(1);
    await settled();
    expect([early, log.ended]).toEqual([[1], false]);
    log.add(2);
    log.add(3);
    log.end();
    await reading;
    expect(early).toEqual([1, 2, 3]);
    expect(log.ended).toBe(true);
    expect(await Array.fromAsync(log.read())).toEqual([1, 2, 3]);
  });

  it("knows about how much memory it takes", () => {
    const log = new ReplayLog<string>();
    expect(log.bytes).toBe(0);
    log.add("x".repeat(98));
    expect(log.bytes).toBe(300);
    log.add("");
    expect(log.bytes).toBe(404);
  });

  it("goes to a page line by line, and ends with whoever leaves", async () => {
    let left = false;
    async function* items(): AsyncGenerator<unknown> {
      try {
        yield { a: 1 };
        yield "é";
      } finally {
        left = true;
      }
    }
    const response = jsonLines(items());
    expect(await response.text()).toBe('{"a":1}\n"é"\n');
    expect(response.headers.get("content-type")).toBe("application/x-ndjson; charset=utf-8");
    expect(response.headers.get("cache-control")).toBe("no-store");
    left = false;
    const reader = jsonLines(items()).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect(left).toBe(true);
  });
});

it("does what concerns one thing in turn, also after a failure, and different things together", async () => {
  const order: string[] = [];
  const turns = new InTurn();
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const first = turns.run("a", async () => {
    await held;
    order.push("first");
    throw new Error("failed");
  });
  const second = turns.run("a", async () => {
    order.push("second");
    return 2;
  });
  expect(await turns.run("b", async () => order.push("other"))).toBe(1);
  release();
  await expect(first).rejects.toThrow("failed");
  expect(await second).toBe(2);
  expect(order).toEqual(["other", "first", "second"]);
});

it("remembers the last ten comparisons", () => {
  const remembered = new Remembered<number>();
  const ids = Array.from({ length: 11 }, (_, index) => remembered.add(index));
  expect(new Set(ids).size).toBe(11);
  expect(() => remembered.find(ids[0]!)).toThrow("has been forgotten");
  expect(ids.slice(1).map((id) => remembered.find(id))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it("counts what a turn takes, and begins again after it", () => {
  const costs = new TurnCosts();
  expect(costs.take()).toEqual({ milliseconds: 0, tokens: null, cost: null });
  const usage = (inputTokens: number, outputTokens: number) => ({
    calls: 1,
    inputTokens,
    outputTokens,
    cost: 0.5,
  });
  costs.add(10.4, usage(3, 4));
  costs.add(2.2, undefined);
  costs.add(1, usage(10, 20));
  expect(costs.take()).toEqual({ milliseconds: 14, tokens: { input: 13, output: 24 }, cost: 1 });
  expect(costs.take()).toEqual({ milliseconds: 0, tokens: null, cost: null });
});

describe("runs in the background", () => {
  type Start = Parameters<RunningRuns["start"]>[1];
  const summary = { end: "done" } as never;

  it("are worked on once at a time, and told of when they end", async () => {
    const running = new RunningRuns(new AbortController().signal);
    const outcomes: unknown[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const work: Start = () =>
      new Promise((resolve, reject) =>
        ends.push((error) => (error === undefined ? resolve(summary) : reject(error))),
      );
    for (let time = 0; time < 2; time++) running.start("a", work, (outcome) => outcomes.push(outcome));
    running.start("b", work, (outcome) => outcomes.push(outcome));
    expect([running.has("a"), running.has("b"), running.has("c"), ends.length]).toEqual([
      true,
      true,
      false,
      2,
    ]);
    ends[0]?.();
    const failed = new Error("failed");
    ends[1]?.(failed);
    await settled();
    expect(outcomes).toEqual([summary, failed]);
    expect(running.has("a")).toBe(false);
    running.start(
      "a",
      () => Promise.reject("words" as never),
      (outcome) => outcomes.push(outcome),
    );
    await settled();
    expect(outcomes.at(-1)).toEqual(new Error("words"));
  });

  it("are stopped one by one, and all when the playground closes", async () => {
    const closing = new AbortController();
    const running = new RunningRuns(closing.signal);
    const stopped: string[] = [];
    for (const name of ["a", "b", "c"])
      running.start(
        name,
        (signal) =>
          new Promise((resolve) =>
            signal.addEventListener("abort", () => {
              stopped.push(name);
              resolve(summary);
            }),
          ),
        () => undefined,
      );
    running.stop("b");
    running.stop("nothing");
    await settled();
    expect([stopped, running.has("b"), running.has("a")]).toEqual([["b"], false, true]);
    closing.abort();
    await settled();
    expect([...stopped].sort()).toEqual(["a", "b", "c"]);
  });
});
