import { describe, expect, it } from "vitest";
import { networkFailure } from "./network-failure.ts";
import { kindOfStatus, providerError } from "./provider-failure.ts";
import { retryAfterMs } from "./retry-after.ts";
import { Secrets } from "./secrets.ts";

const header = (headers: Record<string, string>) => (name: string) => headers[name];

describe("retryAfterMs", () => {
  it.each([
    [{ "retry-after": "7" }, 7000],
    [{ "retry-after": "1.5" }, 1500],
    [{ "retry-after": "Fri, 20 Nov 2026 12:00:30 GMT" }, 30_000],
    [{ "retry-after": "Fri, 20 Nov 2026 11:00:00 GMT" }, 0],
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
    [{ "retry-after": "soon" }, undefined],
    [{}, undefined],
  ])("%j is %s", (headers, milliseconds) => {
    expect(retryAfterMs(header(headers as Record<string, string>), () => Date.UTC(2026, 10, 20, 12))).toBe(
      milliseconds,
    );
  });
});

describe("kindOfStatus", () => {
  it.each([
    [400, "invalid_request"],
    [413, "invalid_request"],
    [502, "server"],
    [504, "timeout"],
    [undefined, "connection"],
  ] as const)("%s is %s", (status, kind) => expect(kindOfStatus(status)).toBe(kind));
});

describe("networkFailure", () => {
  const caused = (message: string, cause?: unknown): Error => new Error(message, { cause });
  it.each([
    [
      caused("fetch failed", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })),
      false,
      "connection",
    ],
    [
      caused("terminated", Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" })),
      true,
      "interrupted",
    ],
    [caused("terminated"), false, "connection"],
    [new SyntaxError("Unexpected token"), true, "malformed_response"],
    [
      caused("fetch failed", Object.assign(new Error("x"), { name: "HeadersTimeoutError" })),
      false,
      "timeout",
    ],
    [new TypeError("Cannot read properties of undefined"), false, "malformed_response"],
    ["not even an error", false, "malformed_response"],
  ] as const)("%s (started: %s) is %s", (error, started, kind) => {
    expect(networkFailure(error, started).kind).toBe(kind);
  });
});

describe("providerError", () => {
  it("keeps to one line, gives a hint, and holds no secret", () => {
    const failure = { status: 401, message: "bad\n  key secret-0123" };
    const error = providerError("x:m", failure, Secrets.of({ apiKey: "secret-0123" }, {}));
    expect(error.message).toBe("x:m: bad key [redacted] (HTTP 401)");
    expect(error).toMatchObject({ kind: "authentication", status: 401, retryable: false });
    expect(error.hint).toContain("apiKey");
  });
});
