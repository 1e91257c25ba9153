import { expect, it } from "vitest";
import { decodedTexts } from "./decoded-texts.ts";

/** What a text reads as once one encoding is undone. */
const read = (text: string, form: string) => decodedTexts(text).find((one) => one.form === form)?.text;

it.each([
  ["escapes", "a%2Db%C3%A4", "a-bä"],
  ["escapes", "a&#x2D;b&#45;c&#45 d&#x2de", "a-b-c- d˞"],
  ["escapes", "\\u0053AVE\\u{2D}c\\u{1F600}", "SAVE-c😀"],
  ["escapes", "a\\x2Db\\055c U+002D d", "a-b-c - d"],
  ["spoken address", "ceo dot private at example dot com", "ceo.private@example.com"],
  ["spoken address", "ceo [at]  example (dot)  com", "ceo@example.com"],
  ["numbers of characters", "76, 65 77:80", "LAMP"],
  ["binary", "01001100 01000001", "LA"],
  ["reversed", "PMAL", "LAMP"],
  ["rot13", "YNZC-77 ynzc", "LAMP-77 lamp"],
])("undoes %s in %j", (form, text, plain) => {
  expect(read(text, form)).toBe(plain);
});

it("undoes two of them, and has none where there is nothing to undo", () => {
  const twice = Buffer.from("%4C%41%4D%50").toString("base64");
  expect(decodedTexts(twice).some(({ text }) => text.includes("LAMP"))).toBe(true);
  expect(read("LAMP", "escapes")).toBeUndefined();
  expect(read("", "reversed")).toBe("");
});
