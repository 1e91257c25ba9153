import { expect, it } from "vitest";
import { FailureTally } from "./failure-tally.ts";

it("counts failures by reason, and keeps what the first of each said", () => {
  const tally = new FailureTally();
  tally.add("a", { reason: "internal_error", message: "x is not a function" });
  tally.add("b", { reason: "internal_error", message: "y is not a function" });
  tally.add("c", { reason: "empty", message: "nothing was said" });
  tally.add("c", { reason: "internal_error", message: "z" });
  expect(tally.reasons).toEqual({ internal_error: 3 });
  expect(tally.messages).toEqual({ internal_error: "x is not a function" });
  tally.delete("a");
  expect(tally.messages).toEqual({ internal_error: "y is not a function" });
});
