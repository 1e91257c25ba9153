import { expect, it } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { requireOptions } from "./require-options.ts";

interface Options {
  model?: unknown;
  name?: unknown;
}

it.each<[unknown, string | undefined]>([
  [undefined, "model"],
  [null, "model"],
  [{}, "model"],
  [{ name: "x" }, "model"],
  [{ model: null, name: "x" }, "model"],
  [{ model: 1 }, "name"],
  [{ model: 1, name: undefined }, "name"],
  [{ model: 0, name: "" }, undefined],
  [{ model: false, name: 0 }, undefined],
])("of %j, %j is what is missing", (given, missing) => {
  const check = () => requireOptions("new Thing", given as Options, ["model", "name"]);
  if (missing === undefined) return expect(check()).toBeUndefined();
  expect(check).toThrow(InvalidArgumentError);
  expect(check).toThrow(`new Thing needs ${missing}`);
});
