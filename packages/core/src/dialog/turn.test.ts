import { expect, it } from "vitest";
import { cutShort, turnLine } from "./turn.ts";

it.each([
  ["stop", undefined],
  ["tool_calls", undefined],
  [undefined, undefined],
  [null, undefined],
  [7, undefined],
  ["length", "length"],
  ["content_filter", "content_filter"],
  ["network", "other"],
  ["", "other"],
])("a turn that ended by %j was cut short by %j", (finishReason, reason) => {
  expect(cutShort({ finishReason })).toBe(reason);
});

it.each([
  [{ speaker: "Ann", text: "Hi\nthere" }, /^Ann: Hi\S* ?\S*there$/],
  [{ speaker: null, text: "Hi" }, /^Hi$/],
  [{ speaker: "", text: "Hi" }, /^Hi$/],
])("%j is one line", (turn, line) => {
  expect(turnLine(turn)).toMatch(line);
});
