import { checkArguments } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

/** A message must say something. */
export function notEmpty(): Guard {
  checkArguments("notEmpty", arguments, 0);
  return {
    name: "not-empty",
    check: (text) =>
      text.trim() === "" ? { pass: false, reason: "empty", detail: "the reply was empty" } : passed,
  };
}
