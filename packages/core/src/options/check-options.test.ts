import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InvalidArgumentError } from "../errors/invalid-argument-error.ts";
import { checkContract, checkContracts } from "./check-contract.ts";
import { checkOptions, type OptionNames } from "./check-options.ts";

interface Options {
  readonly persona?: string;
  readonly model?: string;
  readonly maxTurns?: number;
  readonly baseURL?: string;
}
const names: OptionNames<Options> = { persona: true, model: true, maxTurns: true, baseURL: true };

function refusal(options: unknown, known: Readonly<Record<string, true>> = names): InvalidArgumentError {
  try {
    checkOptions("new Thing", options as Record<string, unknown>, known);
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error;
  }
  throw new Error("was not refused");
}

describe("checkOptions", () => {
  it("gives back what it knows", () => {
    const options: Options = Object.assign({ persona: "x", maxTurns: 3 }, { unknownButUnset: undefined });
    expect(checkOptions("new Thing", options, names)).toBe(options);
    expect(checkOptions<Options>("new Thing", undefined, names)).toBeUndefined();
    expect(checkOptions("new Thing", Object.create(null) as Options, names)).toEqual({});
  });

  it.each([
    ["max_turns", "maxTurns"],
    ["maxturns", "maxTurns"],
    ["base_url", "baseURL"],
    ["llm", "model"],
    ["personna", "persona"],
  ])("%s leads to %s", (name, meant) => {
    expect(refusal({ [name]: 1 }).message).toBe(
      `new Thing has no option "${name}"; did you mean "${meant}"?`,
    );
  });

  it("says where keys belong", () => {
    expect(refusal({ api_key: "k" }).hint).toContain("configure({ backends:");
    expect(refusal({ api_key: "k" }, { apiKey: true }).message).toContain('did you mean "apiKey"?');
    expect(refusal({ api_key: "k" }, { apiKey: true }).hint).toBe("It takes: apiKey.");
    expect(refusal({ zzz: 1 }).hint).toBe("It takes: persona, model, maxTurns, baseURL.");
  });

  it.each([
    [5, "a number"],
    ["a line", "a string"],
    [null, "null"],
    [[1, 2], "a list"],
    [new URL("http://localhost"), "a URL"],
    [() => 1, "a function"],
    [
      new (class {
        readonly persona = "x";
      })(),
      "a thing",
    ],
  ])("options by position: %s", (given, kind) => {
    const error = refusal(given);
    expect(error.message).toBe(`new Thing takes its options as an object, not ${kind}`);
    expect(error.hint).toBe("Name what you pass: { persona: …, model: …, maxTurns: … }.");
  });

  it("looks into options of options, as deep as they go", () => {
    interface Inner {
      readonly share?: number;
      readonly waits?: { readonly first?: number };
    }
    const nested: OptionNames<{ readonly inner?: Inner; readonly name?: string }> = {
      name: true,
      inner: { share: true, waits: { first: true } },
    };
    const given = (inner: unknown) => () =>
      checkOptions<{ readonly inner?: Inner; readonly name?: string }>(
        "new Thing",
        { inner: inner as Inner },
        nested,
      );
    expect(given({ share: 1, waits: { first: 2 } })).not.toThrow();
    expect(given({ shares: 1 })).toThrow('new Thing inner has no option "shares"; did you mean "share"?');
    expect(given({ waits: { frist: 1 } })).toThrow('new Thing inner waits has no option "frist"');
    expect(given(5)).toThrow("new Thing inner takes its options as an object, not a number");
    expect(given(undefined)).not.toThrow();
    // @ts-expect-error: an option that takes options must stand with their names
    const missing: OptionNames<{ readonly inner?: Inner }> = { inner: true };
    expect(missing).toBeDefined();
  });

  it("refuses every other name, whatever it is, and tells no value", () => {
    const other = fc.string().filter((name) => !Object.hasOwn(names, name) && name !== "__proto__");
    fc.assert(
      fc.property(other, (name) => {
        const error = refusal({ persona: "p", [name]: "sk-secret-4711" });
        expect(error.message).toContain(name);
        expect(`${error.message} ${error.hint ?? ""}`).not.toContain("sk-secret-4711");
      }),
    );
  });
});

describe("checkContract", () => {
  it.each([undefined, null, "a text", 5, {}, { execute: true }, []])(
    "refuses %j, which is no tool",
    (given) => {
      expect(() => checkContract("new Agent tools[0]", "a tool", given, ["execute"])).toThrow(
        /^new Agent tools\[0\] must be a tool, not /,
      );
    },
  );

  it("takes whatever has the methods, also a class's", () => {
    class Tool {
      execute(): void {}
    }
    const withExecute = Object.assign(() => undefined, { execute: () => undefined });
    for (const given of [new Tool(), { execute: () => undefined }, withExecute])
      expect(() => checkContract("x", "a tool", given, ["execute"])).not.toThrow();
  });

  it.each([undefined, null, "a text", 5])(
    "wants an object where no method is named, which %j is not",
    (given) => {
      expect(() => checkContract("stop[0]", "a stop rule", given, [])).toThrow(
        /^stop\[0\] must be a stop rule, not /,
      );
      expect(() => checkContract("stop[0]", "a stop rule", {}, [])).not.toThrow();
    },
  );

  it("says which of a list it is, and that a list is wanted", () => {
    const good = { execute: () => undefined };
    expect(() => checkContracts("tools", "a tool", [good, {}], ["execute"])).toThrow(/^tools\[1\]/);
    expect(() => checkContracts("tools", "a tool", good, ["execute"])).toThrow(/^tools must be a list/);
  });
});
