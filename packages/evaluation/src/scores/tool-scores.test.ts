import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { matchToolPattern } from "./match-tool-pattern.ts";
import { ToolCallCountScore, ToolSequenceScore } from "./tool-scores.ts";

const calling = (...tools: readonly string[]): Dialog =>
  new Dialog({
    turns: [{ speaker: "User", text: "Hi" }],
    events: [
      { agent: "User", action: "utter", content: "Hi", timestamp: 0 },
      ...tools.flatMap((name) => [
        { agent: "Bot", action: "tool", actionLabel: "call", content: { name }, timestamp: 1 },
        {
          agent: "Bot",
          action: "tool",
          actionLabel: "output",
          content: { name, output: "ok" },
          timestamp: 2,
        },
      ]),
    ],
  });
const score = (pattern: string[], ...tools: string[]): number | null =>
  new ToolSequenceScore(pattern).score(calling(...tools));

describe("ToolSequenceScore", () => {
  it.each([
    [["not:receipt", "charge"], ["receipt", "charge"], 0],
    [["not:receipt", "charge"], ["charge", "receipt"], 1],
    [["not:receipt", "charge"], ["charge"], 1],
    [["a", "not:b", "c"], ["a", "c", "b"], 1],
    [["a", "not:b", "c"], ["a", "b", "c"], 0],
    [["a", "not:b"], ["b", "a"], 1],
    [["a", "not:b"], ["a", "b"], 0],
    [["a", "b", "a"], ["a", "b", "a"], 1],
    [["a", "b"], ["b", "a", "b"], 1],
    [["a", "b"], ["b", "a"], 0],
    [["a"], ["x", "a", "y"], 1],
    [["a"], [], 0],
    [["not:a"], [], 1],
  ])("%j on %j is %i", (pattern, tools, expected) => expect(score(pattern, ...tools)).toBe(expected));

  it("says where and what went wrong first", () => {
    expect(matchToolPattern(["a", "x", "c"], ["a", "c"])).toEqual({
      matched: true,
      positions: [0, 2],
      violation: null,
    });
    expect(matchToolPattern(["a", "b"], ["a", "not:b", "c"]).violation).toBe("c: not called after call 1");
    expect(matchToolPattern(["a"], ["c"]).violation).toBe("c: not called");
    expect(new ToolSequenceScore(["a"], { exact: true }).assess(calling("a", "x"))).toMatchObject({
      value: 0,
      reason: "x: not a step of the pattern",
    });
  });

  it("knows calls from events that look alike, and agents from each other", () => {
    expect(score(["utter"])).toBe(0);
    expect(new ToolSequenceScore(["a"], { agent: "user" }).score(calling("a"))).toBe(0);
    expect(new ToolSequenceScore(["a"], { agent: "bot" }).score(calling("a"))).toBe(1);
  });

  it("is undefined without a record of events, and refuses an empty pattern", () => {
    expect(new ToolSequenceScore(["a"]).score(new Dialog())).toBeNull();
    expect(new ToolCallCountScore().score(new Dialog())).toBeNull();
    expect(new ToolCallCountScore().score(calling("a", "b"))).toBe(2);
    expect(() => new ToolSequenceScore([])).toThrow("at least one step");
  });
});

it("tool-call-count, by name, counts the calls of everybody or of one", async () => {
  const dialog = calling("a", "b");
  const count = (speaker?: string) => metricByName("tool-call-count", { speaker }).score(dialog);
  expect(await Promise.all([count(), count("Bot"), count("User")])).toEqual([2, 2, 0]);
});
