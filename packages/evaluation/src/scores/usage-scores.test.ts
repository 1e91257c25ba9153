import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { metricByName } from "../metrics.ts";

const event = (timestamp: number) => ({ agent: "Bot", action: "utter", content: "Hi", timestamp });
const recorded = new Dialog({
  turns: [
    { speaker: "User", text: "Hi" },
    { speaker: "Bot", text: "Hello", latencyMs: 250 },
    { speaker: "Bot", text: "There", latencyMs: 1500 },
  ],
  events: [event(100), event(103), event(109)],
  usage: { inputTokens: 30, outputTokens: 12, calls: 2, cost: 0.25 },
});

it("what a dialogue took is read from what was recorded, and null where nothing was", () => {
  const of = (name: string, dialog: Dialog, speaker?: string) =>
    metricByName(name, { speaker }).score(dialog);
  const names = ["cost", "token-count", "latency", "duration"];
  expect(names.map((name) => of(name, recorded))).toEqual([0.25, 42, [0.25, 1.5], 9]);
  expect(of("latency", recorded, "user")).toBeNull();
  for (const poor of [
    new Dialog(),
    new Dialog({ usage: "much", turns: [{ text: "a", latencyMs: "x" }], events: [event(1)] }),
  ])
    expect(names.map((name) => of(name, poor))).toEqual([null, null, null, null]);
});

it.each(["cost", "token-count", "latency"])("less is better of %s", (name) => {
  expect(metricByName(name).direction).toBe("lower");
});
