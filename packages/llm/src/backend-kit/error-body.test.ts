import { describe, expect, it } from "vitest";
import { errorBodyFailure, withoutErrorBodies } from "./error-body.ts";
import { ProviderFailureError } from "./provider-failure.ts";

describe("errorBodyFailure", () => {
  it.each([
    [
      { message: "m", code: 403 },
      { status: 403, message: "m" },
    ],
    [
      { message: "m", code: "429" },
      { status: 429, message: "m" },
    ],
    [
      { message: "m", code: "insufficient_quota" },
      { kind: "permission", message: "m" },
    ],
    [
      { message: "m", type: "overloaded_error" },
      { kind: "overloaded", message: "m" },
    ],
    [
      { message: "m", code: 503, status: "UNAVAILABLE" },
      { kind: "overloaded", message: "m" },
    ],
    [
      { message: "m", code: 7 },
      { kind: "server", message: "m" },
    ],
    ["m", { kind: "server", message: "m" }],
    [["m"], { kind: "server", message: "m" }],
    [[{ message: "m", code: 403 }, { message: "n" }], { status: 403, message: "m" }],
    [{ error: { message: "m", type: "overloaded_error" } }, { kind: "overloaded", message: "m" }],
    ["bad key", { kind: "authentication", message: "bad key" }],
    ["Forbidden", { kind: "permission", message: "Forbidden" }],
    ["Rate limit reached", { kind: "rate_limit", message: "Rate limit reached" }],
    [undefined, { kind: "server", message: "the provider reports an error" }],
  ])("%j", (error, failure) => {
    expect(errorBodyFailure(error)).toEqual(failure);
  });
});

describe("withoutErrorBodies", () => {
  const answering = (body: string, type = "application/json", status = 200) =>
    withoutErrorBodies(() =>
      Promise.resolve(new Response(body, { status, headers: { "content-type": type } })),
    )("x:");

  it("throws for an error in place of a reply, wherever an SDK would look for one", async () => {
    const error = await answering('{"error":{"code":403,"message":"no"}}').catch((thrown: unknown) => thrown);
    expect(ProviderFailureError.in(new Error("wrapped", { cause: error }))?.failure.status).toBe(403);
  });

  it.each([
    [
      "MiniMax",
      { choices: null, base_resp: { status_code: 1004, status_msg: "login fail" } },
      "authentication",
      "login fail",
    ],
    [
      "Cloudflare",
      { success: false, errors: [{ code: 7003, message: "No route" }], result: null },
      "not_found",
      "No route",
    ],
    ["Zhipu", { code: 1302, msg: "Rate limit reached" }, "rate_limit", "Rate limit reached"],
    ["Zhipu, of its own", { code: 1261, msg: "Prompt too long" }, "invalid_request", "Prompt too long"],
    [
      "Baidu",
      { error_code: 18, error_msg: "Open api qps request limit" },
      "rate_limit",
      "Open api qps request limit",
    ],
    [
      "Tencent",
      { Response: { Error: { Code: "x", Message: "Login again" }, RequestId: "1" } },
      "authentication",
      "Login again",
    ],
    ["camel case", { errorCode: 7, errorMessage: "Quota used up" }, "permission", "Quota used up"],
    ["an abbreviation", { ret: 1, err_msg: "No such model" }, "not_found", "No such model"],
    ["a list of texts", { errors: ["boom"] }, "invalid_request", "boom"],
    ["Apigee", { fault: { faultstring: "Access denied" } }, "permission", "Access denied"],
    ["an error's message", { error_message: "quota exhausted" }, "permission", "quota exhausted"],
    ["a list of errors", { error: ["Rate limit reached"], warnings: [] }, "rate_limit", "Rate limit reached"],
    ["an error in an error", { error: { error: { message: "Not found" } } }, "not_found", "Not found"],
    ["FastAPI", { detail: "Not authenticated" }, "authentication", "Not authenticated"],
  ])("knows an error in the words of %s", async (_who, body, kind, message) => {
    const error = await answering(JSON.stringify(body)).catch((thrown: unknown) => thrown);
    expect(ProviderFailureError.in(error)?.failure).toEqual({ kind, message });
  });

  it.each([
    [{ error_code: 429, error_msg: "x" }, 429],
    [{ errorCode: "503", errorMessage: "x" }, 503],
    [{ error: { message: "x", code: 404 } }, 404],
    [{ error: { message: "x", status: 401 } }, 401],
  ])("knows the status that an error in %j tells", async (body, status) => {
    const error = await answering(JSON.stringify(body)).catch((thrown: unknown) => thrown);
    expect(ProviderFailureError.in(error)?.failure).toEqual({ status, message: "x" });
  });

  it.each([
    [{ title: "Forbidden", status: 403, detail: "region" }, "region"],
    [{ title: "Forbidden", status: 403 }, "Forbidden"],
  ])("knows the problem %j", async (body, message) => {
    const problem = answering(JSON.stringify(body), "application/problem+json");
    const error = await problem.catch((thrown: unknown) => thrown);
    expect(ProviderFailureError.in(error)?.failure).toEqual({ status: 403, message });
  });

  it.each([
    ["a good end of MiniMax's", '{"choices":[{}],"base_resp":{"status_code":0,"status_msg":""}}'],
    ["a good state of Zhipu's", '{"code":200,"msg":"ok","data":{}}'],
    ["a reply", '{"choices":[],"error":null}'],
    ["a reply that mentions an error", '{"choices":[],"error":{"code":1}}'],
    ["no JSON", '{"error":'],
    ["a list", "[1]"],
    ["an error with its own status", '{"error":{}}', "application/json", 400],
    ["a stream", 'data: {"error":{}}\n\n', "text/event-stream"],
  ])("hands on %s as it came", async (_what, body, type?: string, status?: number) => {
    const response = await answering(body, type, status);
    expect([await response.text(), response.status]).toEqual([body, status ?? 200]);
  });
});
