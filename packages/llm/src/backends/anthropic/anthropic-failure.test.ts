import { describe, expect, it } from "vitest";
import { anthropicFailure } from "./anthropic-failure.ts";

const apiError = (fields: object): Error =>
  Object.assign(new Error("x"), { status: undefined, headers: undefined, error: undefined }, fields);
const body = (type: string, message?: string): object => ({ type: "error", error: { type, message } });

describe("anthropicFailure", () => {
  it("lets an HTTP status speak for itself, with what the provider says and when to come back", () => {
    const headers = new Headers({ "retry-after": "7" });
    expect(
      anthropicFailure(apiError({ status: 429, headers, error: body("rate_limit_error", "Slow.") })),
    ).toEqual({ status: 429, message: "Slow.", retryAfterMs: 7000 });
    expect(anthropicFailure(apiError({ status: 400 }))?.message).toBe("the provider refused the call");
  });

  it.each([
    [new Error("no connection")],
    ["no error"],
    [apiError({})],
    [apiError({ error: body("odd_error") })],
  ])("knows nothing of %s", (error) => expect(anthropicFailure(error)).toBeUndefined());
});
