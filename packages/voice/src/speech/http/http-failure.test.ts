import { expect, it } from "vitest";
import { httpFailure } from "./http-failure.ts";

it.each<[unknown, string, number | undefined]>([
  [{ status: 401 }, "authentication", 401],
  [{ statusCode: 403 }, "authentication", 403],
  [{ httpStatusCode: 429 }, "rate_limit", 429],
  [{ $metadata: { httpStatusCode: 408 } }, "timeout", 408],
  [{ status: "x", statusCode: 500 }, "server", 500],
  [{ status: 499 }, "invalid_request", 499],
  [{ $metadata: {} }, "connection", undefined],
  [{}, "connection", undefined],
  [null, "connection", undefined],
  [undefined, "connection", undefined],
  ["ECONNRESET", "connection", undefined],
  [new Error("The request timed out"), "timeout", undefined],
  [Object.assign(new Error("no"), { name: "TimeoutError" }), "timeout", undefined],
  [new Error("out of time"), "connection", undefined],
  [Object.assign(new Error("no"), { name: "CredentialsProviderError" }), "no_credentials", undefined],
])("%j is told as %s", (error, kind, status) => {
  const failure = httpFailure("polly:x", error) as { kind?: string; status?: number; message: string };
  expect([failure.kind, failure.status]).toEqual([kind, status]);
  expect(failure.message).toContain("polly:x");
});
