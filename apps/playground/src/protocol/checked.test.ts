import { expect, it } from "vitest";
import * as z from "zod";
import { checked } from "./checked.ts";

const schema = z.strictObject({ pages: z.array(z.object({ size: z.number() })) });

it("gives what fits, with its defaults", () => {
  expect(checked(z.object({ n: z.number().default(3) }), {})).toEqual({ n: 3 });
});

it.each([
  [{ pages: [{ size: 1 }, { size: "x" }] }, /^pages\.1\.size: .*expected number/],
  [{ pages: 7 }, /^pages: .*expected array/],
  ["text", /^request: .*expected object/],
  [{ pages: [], more: 1 }, /^request: .*more/],
])("names the first wrong place of %j", (value, message) => {
  expect(() => checked(schema, value)).toThrow(
    expect.objectContaining({ code: "invalid_argument", message: expect.stringMatching(message) as string }),
  );
});
