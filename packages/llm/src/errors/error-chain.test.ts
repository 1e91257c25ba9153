import { describe, expect, it } from "vitest";
import { ProviderFailureError } from "../backend-kit/provider-failure.ts";
import { WholeReplyError } from "../backend-kit/whole-replies.ts";
import { networkFailure } from "../backend-kit/network-failure.ts";
import { HttpRefusalError } from "../http/http-refusal-error.ts";
import { errorChain } from "./error-chain.ts";

describe("errorChain", () => {
  it("gives an error and its causes, outermost first, and nothing for what is no error", () => {
    const inner = new Error("inner", { cause: "a text" });
    const outer = new Error("outer", { cause: inner });
    expect(errorChain(outer)).toEqual([outer, inner]);
    expect(errorChain("a text")).toEqual([]);
  });

  it("ends where causes close a circle, for whoever looks for one among them", () => {
    const first = new Error("first");
    const second = new Error("second", { cause: first });
    first.cause = second;
    expect(errorChain(first)).toEqual([first, second]);
    expect([HttpRefusalError, ProviderFailureError, WholeReplyError].map((kind) => kind.in(first))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(networkFailure(first, false).kind).toBe("malformed_response");
  });

  it("finds what lies deep", () => {
    let error: Error = new WholeReplyError({ ok: true });
    for (let depth = 0; depth < 20; depth++) error = new Error("wrapped", { cause: error });
    expect(WholeReplyError.in(error)?.body).toEqual({ ok: true });
  });
});
