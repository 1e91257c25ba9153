import { expect, it } from "vitest";
import { decodedText } from "./decoded-text.ts";

const read = (bytes: readonly number[], type: string) =>
  decodedText(Uint8Array.from(bytes).buffer, new Headers(type === "" ? {} : { "content-type": type }));

it.each([
  ["", [0xc3, 0xa9], "é"],
  ["application/json", [0xc3, 0xa9], "é"],
  ["application/json; charset=UTF-8", [0xc3, 0xa9], "é"],
  ["application/json; charset=iso-8859-1", [0xe9], "é"],
  ['text/plain; format=flowed; CHARSET="latin1"', [0xe9], "é"],
  ["application/json;charset=windows-1252", [0x80], "€"],
  ["application/json; charset=shift_jis", [0x82, 0xa0], "あ"],
])("an answer of the type %j is read as it announces", (type, bytes, text) => {
  expect(read(bytes, type)).toEqual({ text, warnings: [] });
});

it("an answer in an unknown character set is read as UTF-8, with a warning", () => {
  const { text, warnings } = read([0xc3, 0xa9], "text/plain; charset=x-made-up");
  expect(text).toBe("é");
  expect(warnings).toMatchObject([{ setting: "charset", message: expect.stringContaining('"x-made-up"') }]);
});
