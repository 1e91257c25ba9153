import { expect, it } from "vitest";
import { classNameOf } from "./class-name-of.ts";

it.each([
  [{ _metadata: { className: "Patient", id: 1 }, age: 3 }, "Patient"],
  [{ _metadata: { className: 3 } }, undefined],
  [{ className: "Patient" }, undefined],
  [[], undefined],
  [null, undefined],
])("%j is of the class %j", (json, name) => {
  expect(classNameOf(json)).toBe(name);
});
