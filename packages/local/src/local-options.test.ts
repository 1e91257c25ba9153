import { InvalidArgumentError } from "@sdialog/core";
import { configure, listBackends, resetDefaults, resolveModel } from "@sdialog/llm";
import { afterEach, expect, it } from "vitest";
import { localOptionNames } from "./local-options.ts";

const ofAllBackends = ["apiKey", "baseURL", "timeoutMs"];

afterEach(resetDefaults);

it("are known before the engine is loaded", () => {
  const known = listBackends().find(({ name }) => name === "local")?.options ?? [];
  expect([...known, ...ofAllBackends].toSorted()).toEqual(localOptionNames.toSorted());
});

it.each([
  ["contextlength", "contextLength"],
  ["nope", "local"],
])("%j is refused at once", async (name, told) => {
  expect(() => configure({ backends: { local: { [name]: 1 } } })).toThrow(new RegExp(told));
  await expect(resolveModel("local:pocket", { [name]: 1 })).rejects.toThrow(InvalidArgumentError);
});
