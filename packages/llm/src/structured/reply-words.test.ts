import { expect, it } from "vitest";
import { replyWords } from "./reply-words.ts";

it.each([
  ["", ""],
  [" \n", ""],
  [" I can\tnot\n\n do that. ", "I can not do that."],
  ["x".repeat(300), "x".repeat(300)],
  [`${"x".repeat(299)} y\n`, `${"x".repeat(299)} …`],
])("%j is told as %j", (reply, told) => {
  expect(replyWords(reply)).toBe(told);
});
