import { describe, expect, it } from "vitest";
import { z } from "zod";
import { parseOptions } from "./parse-options.ts";

const schema = z.strictObject({ url: z.url(), retries: z.int().default(2) });

describe("parseOptions", () => {
  it("fills in defaults", () => {
    expect(parseOptions("ask", schema, { url: "http://a/" })).toEqual({ url: "http://a/", retries: 2 });
  });

  it.each([
    [{ urll: "http://a/" }, 'ask has no option "urll"; did you mean "url"?'],
    ["http://a/", "ask takes its options as an object, not a string"],
    [{ url: "sk-secret" }, /^ask: .*url/],
    [{}, /^ask: .*url/],
    [undefined, /^ask: .*url/],
  ])("refuses %j without telling a value", (options, message) => {
    const call = (): unknown => parseOptions("ask", schema, options);
    expect(call).toThrow(expect.objectContaining({ code: "invalid_argument" }) as Error);
    expect(call).toThrow(message);
    expect(call).not.toThrow("sk-secret");
  });
});
