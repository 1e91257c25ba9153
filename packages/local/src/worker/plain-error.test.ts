import { DataFormatError, InvalidArgumentError, SDialogError } from "@sdialog/core";
import { ModelError } from "@sdialog/llm";
import { describe, expect, it } from "vitest";
import { plainError, revivedError } from "./plain-error.ts";

const model = "local:one";

describe("errors on their way between threads", () => {
  it.each([
    ["of a model", new ModelError("too long", { kind: "too_large", model, hint: "Say less." })],
    ["of a model, without a hint", new ModelError("gone", { kind: "connection", model })],
    ["of a file", new DataFormatError("not JSON", { source: "config.json", hint: "Download it again." })],
    ["of an argument", new InvalidArgumentError("x must be positive", { hint: "Give 1." })],
    ["of another kind", new SDialogError("odd", { code: "odd_one", hint: "Hm." })],
  ])("stay what they are: %s", (_what, error) => {
    const revived = revivedError(structuredClone(plainError(error, model)), model);
    expect(revived).toBeInstanceOf(error.constructor);
    expect({ ...revived, message: revived.message, hint: revived.hint }).toEqual({
      ...error,
      message: error.message,
      hint: error.hint,
    });
  });

  it.each([
    [new RangeError("first line\nsecond line"), "first line"],
    ["words", "words"],
    [undefined, "undefined"],
    [{ toString: (): string => "an object" }, "an object"],
  ])("that were not thrown on purpose are of the model: %s", (thrown, message) => {
    const revived = revivedError(plainError(thrown, model), model);
    expect(revived).toBeInstanceOf(ModelError);
    expect(revived).toMatchObject({ kind: "server", model, message: `${model}: ${message}` });
  });

  it("names the model once, also where a message begins with another name", () => {
    const of = (other: string): string =>
      revivedError(plainError(new ModelError("gone", { kind: "connection", model: other }), model), model)
        .message;
    expect(of(model)).toBe("local:one: gone");
    expect(of("local:two")).toBe("local:one: local:two: gone");
  });
});
