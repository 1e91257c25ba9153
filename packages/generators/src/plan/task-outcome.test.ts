import { ConversationFailedError } from "@sdialog/agents";
import { Dialog, SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { nextSubstitutes } from "./substitutes.ts";
import { causeOf, failureOf } from "./task-outcome.ts";

const busy = new ModelError("no", { kind: "rate_limit", model: "x:y", hint: "Wait." });
const known = new SDialogError("odd", { code: "odd_thing", hint: "Look." });

describe("failureOf", () => {
  it.each<[unknown, object]>([
    [busy, { reason: "provider_error", code: "model_rate_limit", message: busy.message, hint: busy.hint }],
    [known, { reason: "odd_thing", code: "odd_thing", message: "odd", hint: "Look." }],
    [new Error("oh"), { reason: "internal_error", code: "internal_error", message: "oh" }],
    ["oh", { reason: "internal_error", code: "internal_error", message: "oh" }],
  ])("says of %s why there is no result", (error, failure) => {
    expect(failureOf(error)).toEqual(failure);
  });

  it("says of a conversation why it ended, and of what", () => {
    const error = new ConversationFailedError(new Dialog(), "role_leak", busy);
    expect(failureOf(error)).toEqual({
      reason: "role_leak",
      code: busy.code,
      message: busy.message,
      hint: busy.hint,
    });
    expect(causeOf(error)).toBe(busy);
    expect(causeOf(known)).toBe(known);
  });
});

it.each([
  [[], 5, 0, []],
  [
    [7, 3],
    5,
    0,
    [
      [3, 0],
      [7, 1],
    ],
  ],
  [
    [7, 3, 9],
    4,
    2,
    [
      [3, 2],
      [7, 3],
    ],
  ],
  [[7, 3], 2, 2, []],
  [[7], 1, 3, []],
  [
    [10, 9],
    9,
    0,
    [
      [9, 0],
      [10, 1],
    ],
  ],
] as const)("of %j, with %d in reserve and %d given, gets %j", (refused, reserve, given, expected) => {
  expect(nextSubstitutes(refused, { reserve, rounds: 1 }, given)).toEqual(
    expected.map(([index, substitute]) => ({ index, substitute })),
  );
});
