import { type Guard, passed } from "./guard.ts";

/** A message must say something. */
export function notEmpty(): Guard {
  return {
    name: "not-empty",
    check: (text) =>
      text.trim() === "" ? { pass: false, reason: "empty", detail: "the reply was empty" } : passed,
  };
}
