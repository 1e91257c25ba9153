import { expect, it } from "vitest";
import { HttpResponseError } from "../backend-kit/checked-fetch.ts";
import { bedrockFailure } from "./bedrock/bedrock-failure.ts";
import { googleFailure } from "./google/google-failure.ts";
import { openaiFailure } from "./openai/openai-failure.ts";

const made = (message: string, fields: object): Error => Object.assign(new Error(message), fields);
const ofOpenai = (message: string, fields: object): unknown =>
  openaiFailure(
    made(message, { status: undefined, headers: undefined, code: null, type: undefined, ...fields }),
  );

it.each<[string, object, object | undefined]>([
  ["429 slow down", { status: 429 }, { status: 429, message: "slow down", kind: undefined }],
  ["400 no", { status: 400, code: "content_filter" }, { status: 400, kind: "content_filter" }],
  ["429 no", { status: 429, code: "insufficient_quota" }, { status: 429, kind: "permission" }],
  // A status says more than most codes.
  ["400 no", { status: 400, code: "server_error" }, { status: 400, kind: undefined }],
  ["no", { error: "please try again" }, { kind: "overloaded", message: "please try again" }],
  ["no", { error: "" }, undefined],
  ["no", { error: { message: "x" } }, undefined],
  ["no", {}, undefined],
  ["no", { code: "rate_limit_exceeded" }, { kind: "rate_limit", message: "no" }],
  ["no", { type: "server_error" }, { kind: "server", message: "no" }],
  ["no", { code: "503" }, { status: 503, message: "no" }],
])("openai's error %j with %j is %j", (message, fields, failure) => {
  if (failure === undefined) expect(ofOpenai(message, fields)).toBeUndefined();
  else expect(ofOpenai(message, fields)).toMatchObject(failure);
});

it("reads how long to wait from the headers, and nothing from other errors", () => {
  expect(ofOpenai("429 no", { status: 429, headers: new Headers({ "retry-after": "3" }) })).toMatchObject({
    retryAfterMs: 3000,
  });
  for (const other of [new Error("no"), made("no", { status: 429 }), { status: 429, headers: undefined }])
    expect(openaiFailure(other)).toBeUndefined();
});

const ofService = (name: string, message: string, status?: number, headers?: object): unknown =>
  bedrockFailure(
    made(message, { name, $metadata: { httpStatusCode: status }, $fault: "client", $response: { headers } }),
  );

it.each<[string, unknown, object | undefined]>([
  [
    "a known name",
    ofService("ThrottlingException", "slow", 429, { "retry-after": "2" }),
    { kind: "rate_limit", status: 429, message: "slow", retryAfterMs: 2000 },
  ],
  [
    "a known name without a status",
    ofService("ThrottlingException", "slow"),
    { kind: "rate_limit", message: "slow" },
  ],
  [
    "a known name with a status of success",
    ofService("ThrottlingException", "slow", 200),
    { kind: "rate_limit", message: "slow" },
  ],
  ["an unknown name with a status", ofService("Odd", "", 503), { status: 503, message: "Odd" }],
  ["a reply that cannot be read", ofService("SyntaxError", "no", 200), undefined],
  [
    "an exception within a stream",
    bedrockFailure(made("slow", { name: "ThrottlingException" })),
    { kind: "rate_limit", message: "slow" },
  ],
  ["an unknown error", bedrockFailure(made("no", { name: "Odd" })), undefined],
  [
    "no credentials",
    bedrockFailure(made("no", { name: "CredentialsProviderError" })),
    { kind: "no_credentials" },
  ],
  ["no token", bedrockFailure(made("no", { name: "TokenProviderError" })), { kind: "no_credentials" }],
  ["no error", bedrockFailure("ThrottlingException"), undefined],
])("amazon's: %s", (_, told, failure) => {
  if (failure === undefined) return expect(told).toBeUndefined();
  expect(told).toMatchObject(failure);
  for (const key of ["kind", "status"]) expect(key in (told as object)).toBe(key in failure);
});

it.each([
  ['{"error": {"details": [{"retryDelay": "7s"}]}}', 7000],
  ['{"retryDelay":"1.5s"}', 1500],
  ['{"retryDelay":\n   "2s"}', 2000],
  ['{"retryDelay": "soon"}', undefined],
  ["", undefined],
])("google says with %j to wait %j ms", (body, retryAfterMs) => {
  const error = new HttpResponseError(new Response(body, { status: 429 }), body);
  expect(googleFailure(error)).toMatchObject({ status: 429, retryAfterMs });
});

it("knows google's stream that was cut, and no other error", () => {
  expect(googleFailure(new Error("Incomplete JSON segment at the end"))).toMatchObject({
    kind: "interrupted",
  });
  for (const other of [new Error("no"), "Incomplete JSON segment"])
    expect(googleFailure(other)).toBeUndefined();
});
