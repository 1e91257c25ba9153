import { describe, expect, it } from "vitest";
import { type ArgumentKind, checkKinds } from "./check-kinds.ts";

const values: Readonly<Record<ArgumentKind, unknown>> = {
  "a string": "secret",
  "a positive number": 5,
  "a function": () => "secret",
  "an object": { secret: 1 },
  "a list": [1],
  "a list of strings": ["secret"],
  "an object of strings": { secret: "secret" },
};
/** What is of another kind, too. */
const also: Readonly<Partial<Record<ArgumentKind, readonly ArgumentKind[]>>> = {
  "a list": ["a list of strings"],
  "an object": ["an object of strings"],
};

describe("checkKinds", () => {
  it.each(Object.keys(values) as ArgumentKind[])(
    "takes %s, and refuses anything else without its value",
    (kind) => {
      for (const [other, value] of Object.entries(values) as [ArgumentKind, unknown][]) {
        const check = (): void => checkKinds("make", { part: [value, kind] });
        if (other === kind || also[kind]?.includes(other) === true) expect(check).not.toThrow();
        else {
          expect(check).toThrow(`make: part must be ${kind}, not `);
          expect(check).not.toThrow("secret");
        }
      }
      for (const nothing of [undefined, null])
        expect(() => checkKinds("make", { part: [nothing, kind] })).toThrow(`not ${nothing}`);
    },
  );
});
