import { describe, expect, it } from "vitest";
import { anthropicFailure } from "./anthropic-failure.ts";

const apiError = (fields: object): Error =>
  Object.assign(new Error("x"), { status: undefined, headers: undefined, error: undefined }, fields);
const body = (type: string, message?: string): object => ({ type: "error", error: { type, message } });

describe("anthropicFailure", () => {
  it.each([
    ["overloaded_error", "overloaded"],
    ["rate_limit_error", "rate_limit"],
    ["authentication_error", "authentication"],
    ["permission_error", "permission"],
    ["not_found_error", "not_found"],
    ["invalid_request_error", "invalid_request"],
    ["timeout_error", "timeout"],
    ["api_error", "server"],
  ])("reads %s within a stream as %s", (type, kind) => {
    for (const status of [undefined, 200])
      expect(anthropicFailure(apiError({ status, error: body(type, "No.") }))).toEqual({
        kind,
        message: "No.",
        retryAfterMs: undefined,
      });
  });

  it("lets an HTTP status speak for itself, with what the provider says and when to come back", () => {
    const headers = new Headers({ "retry-after": "7" });
    expect(
      anthropicFailure(apiError({ status: 429, headers, error: body("rate_limit_error", "Slow.") })),
    ).toEqual({ kind: undefined, status: 429, message: "Slow.", retryAfterMs: 7000 });
    expect(anthropicFailure(apiError({ status: 400 }))?.message).toBe("the provider refused the call");
    expect(anthropicFailure(apiError({ error: body("odd_error") }))?.message).toBe("odd_error");
  });

  it.each([
    [new Error("no connection")],
    ["no error"],
    [apiError({})],
    [apiError({ error: { error: null } })],
  ])("knows nothing of %s", (error) => expect(anthropicFailure(error)).toBeUndefined());
});
