import { expect, it } from "vitest";
import { isStopReason } from "./stop-reason.ts";

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
