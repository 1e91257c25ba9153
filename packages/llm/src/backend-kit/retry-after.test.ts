import { describe, expect, it } from "vitest";
import { retryAfterMs } from "./retry-after.ts";

describe("retryAfterMs", () => {
  it.each<[Record<string, string>, number | undefined]>([
    [{ "retry-after-ms": "250", "retry-after": "9" }, 250],
    [{ "retry-after-ms": "", "retry-after": "9" }, 9000],
    [{ "retry-after-ms": " ", "retry-after": "9" }, 9000],
    [{ "retry-after-ms": "soon", "retry-after": "9" }, 9000],
    [{ "retry-after-ms": "-5" }, 0],
    [{ "retry-after": "Thu, 01 Jan 1970 00:00:30 GMT" }, 20_000],
    [{ "retry-after": "" }, undefined],
    [{}, undefined],
  ])("%j: %s", (headers, expected) => {
    expect(
      retryAfterMs(
        (name) => headers[name],
        () => 10_000,
      ),
    ).toBe(expected);
  });
});
