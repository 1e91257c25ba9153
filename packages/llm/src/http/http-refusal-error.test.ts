import { expect, it } from "vitest";
import {
  answerTooLarge,
  eventTooLarge,
  HttpRefusalError,
  redirectRefused,
  redirectWithoutTarget,
} from "./http-refusal-error.ts";

const here = new URL("https://here.example/v1?key=secret");

it.each([
  [
    redirectRefused(here, new URL("https://there.example/x?to=secret")),
    "http_redirected",
    "https://there.example",
  ],
  [redirectWithoutTarget(here, 302), "http_redirected", "(HTTP 302) and does not say where to"],
  [
    redirectWithoutTarget(here, 307, new URL("/login?next=secret", here)),
    "http_redirected",
    "to /login on the same server",
  ],
  [answerTooLarge(9), "http_too_large", "the answer is larger than 9 bytes"],
  [eventTooLarge(9), "http_too_large", "an event of the answer is larger than 9 bytes"],
])("%s is found behind what an SDK threw, and tells no query", (refusal, code, says) => {
  expect(refusal).toMatchObject({ code, message: expect.stringContaining(says) });
  expect(`${refusal.message} ${refusal.hint}`).not.toContain("secret");
  const thrown = new Error("Connection error.", { cause: new TypeError("fetch failed", { cause: refusal }) });
  expect([refusal, thrown].map((error) => HttpRefusalError.in(error))).toEqual([refusal, refusal]);
});

it("is not found where there is none", () => {
  for (const error of [new Error("x", { cause: new Error("y") }), "x", undefined, null])
    expect(HttpRefusalError.in(error)).toBeUndefined();
});
