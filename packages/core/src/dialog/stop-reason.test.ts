import { expect, it } from "vitest";
import { endClass, isStopReason, type StopReason } from "./stop-reason.ts";

it.each([
  ["budget", true],
  ["toString", false],
  ["constructor", false],
  ["", false],
  [["budget"], false],
  [undefined, false],
  [null, false],
])("%j is a stop reason: %j", (value, expected) => {
  expect(isStopReason(value)).toBe(expected);
});

it.each<[StopReason | null, boolean | null, string | null]>([
  [null, true, null],
  ["goal_reached", null, "ok"],
  ["satisfied", false, "ok"],
  ["max_turns", null, "truncated"],
  ["budget", false, "truncated"],
  // Whatever runs to its limit on purpose says that it is complete; what failed is not complete, whatever it says.
  ["max_turns", true, "ok"],
  ["provider_error", true, "failed"],
  ["empty", null, "failed"],
])(
  "a dialogue that ended by %j and says of itself that it is complete, %j, ended %j",
  (stopReason, complete, end) => {
    expect(endClass({ stopReason, complete })).toBe(end);
  },
);
