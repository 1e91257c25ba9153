import { expect, it } from "vitest";
import { closing } from "./around-model.ts";
import { modelNameOf, shortModelName } from "./model-name.ts";

const key = "sk-8Vb2Nq6Lx0Tn5Rc1Zq9Kw3Lm";

it.each([
  ["openai:gpt-5", "openai:gpt-5"],
  [{ id: "own:model" }, "own:model"],
  [`openai:${key}`, "openai:[redacted]"],
  [{ id: `my-own_1:${key}` }, "my-own_1:[redacted]"],
  [key, "[redacted]"],
  [`${key}:x`, "[redacted]"],
  [`7up:${key}`, "[redacted]"],
])("%j is written as %s", (model, name) => {
  expect(modelNameOf(model as never)).toBe(name);
});

it("is cut where a server gives it no end", () => {
  expect(shortModelName("m".repeat(500))).toBe("m".repeat(500));
  expect(shortModelName("m".repeat(501))).toBe(`${"m".repeat(500)}…`);
});

it("can be closed under both names, where there is something to close", () => {
  const close = async () => undefined;
  expect(closing(close)).toEqual({ close, [Symbol.asyncDispose]: close });
  expect(closing(undefined)).toEqual({});
  expect(Reflect.ownKeys(closing(undefined))).toEqual([]);
});
