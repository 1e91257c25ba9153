import { expect, it } from "vitest";
import { withinStack } from "./within-stack.ts";

const nest = (): number => nest() + 1;

it("gives what was parsed, names what nests without end, and throws other errors as they are", () => {
  expect(withinStack("a.yaml", () => 7)).toBe(7);
  expect(() => withinStack("a.yaml", nest)).toThrow(
    expect.objectContaining({
      code: "data_format",
      source: "a.yaml",
      cause: expect.any(RangeError) as unknown,
    }),
  );
  const wrong = new TypeError("wrong");
  expect(() =>
    withinStack("a.yaml", () => {
      throw wrong;
    }),
  ).toThrow(wrong);
});
