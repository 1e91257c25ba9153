import { afterEach, expect, it, vi } from "vitest";
import { environment, withoutEnvironmentHeaders } from "./environment.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ["a", "a"],
  [" a ", " a "],
  ["", undefined],
  [" \n", undefined],
  [undefined, undefined],
])("a variable of %j is %j", (value, found) => {
  vi.stubEnv("SDIALOG_TEST_VALUE", value);
  expect(environment("SDIALOG_TEST_VALUE")).toBe(found);
});

it.each<[string | undefined, Record<string, string> | undefined, Record<string, string | null>]>([
  ["X-Org: a\n\n x-team : b:c\nbare", { own: "1" }, { "X-Org": null, "x-team": null, bare: null, own: "1" }],
  ["X-Org: a", { "X-Org": "own" }, { "X-Org": "own" }],
  ["", { own: "1" }, { own: "1" }],
  [undefined, undefined, {}],
])("of the headers %j in the environment none is sent, of %j all are", (value, own, headers) => {
  vi.stubEnv("SDIALOG_TEST_HEADERS", value);
  expect(withoutEnvironmentHeaders("SDIALOG_TEST_HEADERS", own)).toEqual(headers);
});
