import { expect, it } from "vitest";
import { inTime, isTimeout } from "./in-time.ts";

it("gives what a function gives, each time it is called, and what it throws", () => {
  const double = inTime((number: number) => 2 * number);
  expect([double(1), double(2)]).toEqual([2, 4]);
  const wrong = new TypeError("wrong");
  const fails = inTime(() => {
    throw wrong;
  });
  expect(() => fails(undefined)).toThrow(wrong);
});

it.each([
  [{ code: "ERR_SCRIPT_EXECUTION_TIMEOUT" }, true],
  [{ code: "ENOENT" }, false],
  [new Error("x"), false],
  [undefined, false],
  [null, false],
])("of %j, knows whether it is the end of time: %j", (error, expected) => {
  expect(isTimeout(error)).toBe(expected);
});
