import { expect, it } from "vitest";
import { checkSpecVersion } from "./check-spec-version.ts";

it.each<[unknown, string, string]>([
  [
    3,
    '"mine" follows version 3 of the ChatModel contract, and version 2 is in use here',
    "the @sdialog packages",
  ],
  [
    1,
    '"mine" follows version 1 of the ChatModel contract, and version 2 is in use here',
    "the package it comes from",
  ],
  [undefined, '"mine" does not say which version of the ChatModel contract it follows', "specVersion: 2"],
  ["2", '"mine" does not say which version of the ChatModel contract it follows', "specVersion: 2"],
  [null, '"mine" does not say which version of the ChatModel contract it follows', "specVersion: 2"],
])("refuses the version %j, and says what to bring up to date", (found, message, hint) => {
  expect(() => checkSpecVersion("ChatModel", "mine", found, 2)).toThrow(
    expect.objectContaining({ code: "contract_version", message, hint: expect.stringContaining(hint) }),
  );
  expect(checkSpecVersion("ChatModel", "mine", 2, 2)).toBeUndefined();
});
