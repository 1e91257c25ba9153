import { expect, it } from "vitest";
import { decoded, encodingOf, textDecoder, textEncoding } from "./text-encoding.ts";

const utf16 = (text: string, isBig = false): Buffer => {
  const bytes = Buffer.from(text, "utf16le");
  return isBig ? bytes.swap16() : bytes;
};
const latin = (text: string): Buffer => Buffer.from(text, "latin1");

it.each<[string, Uint8Array, string]>([
  ["nothing", Buffer.from(""), "utf-8"],
  ["plain letters", Buffer.from("Ann: Hello"), "utf-8"],
  ["letters of any script", Buffer.from("Änn: 你好 😀"), "utf-8"],
  ["a mark of UTF-16", Buffer.from([0xff, 0xfe, 0xe4, 0x4e]), "utf-16le"],
  ["the other mark of UTF-16", Buffer.from([0xfe, 0xff, 0x4e, 0xe4]), "utf-16be"],
  ["UTF-16 without a mark", utf16("Ann: Hello"), "utf-16le"],
  ["the other UTF-16 without a mark", utf16("Ann: Hello", true), "utf-16be"],
  ["UTF-16 with some letters of other scripts", utf16("Ann: Hello, 你好"), "utf-16le"],
  ["half of a mark", Buffer.from([0xff]), "windows-1252"],
  ["zeros in both places", Buffer.from("a\0\0b\0\0c\0\0d\0\0"), "utf-8"],
  ["old Excel's letters", latin("Ann: sch\xf6n"), "windows-1252"],
  // UTF-8 that was damaged stays UTF-8, so that the damage is reported.
  ["damaged UTF-8", Buffer.from([0xc3, 0xa4, 0xff]), "utf-8"],
  ["what no text has", latin("Ann: \x01\xf6"), "utf-8"],
  ["what means nothing in Windows-1252", latin("Ann: \x81\xf6"), "utf-8"],
])("%s is told by its bytes", (_, bytes, encoding) => {
  expect(textEncoding(bytes, true)).toBe(encoding);
});

it("lets the last character be cut off, where it is not all there is", () => {
  const cut = Buffer.from("Ann: ö").subarray(0, -1);
  expect([textEncoding(cut), textEncoding(cut, true)]).toEqual(["utf-8", "windows-1252"]);
});

it("is looked for once, and told where it had to be guessed, unless it is named", async () => {
  const notes: string[] = [];
  let asked = 0;
  const find = (name: string) => async () => (asked++, name);
  const note = (said: string, source: string) => void notes.push(`${source}: ${said.slice(0, 20)}`);
  const guessed = encodingOf("a.csv", find("windows-1252"), undefined, note);
  expect([await guessed(), await guessed()]).toEqual(["windows-1252", "windows-1252"]);
  expect(await encodingOf("b.csv", find("utf-8"), undefined, note)()).toBe("utf-8");
  expect(await encodingOf("c.csv", find("utf-8"), "windows-1252", note)()).toBe("windows-1252");
  expect([asked, notes]).toEqual([2, ["a.csv: read as Windows-1252"]]);
});

it.each<[string, string, Buffer, number]>([
  ["a character that is cut off at the end", "utf-8", Buffer.from([0x61, 0x0a, 0x0a, 0xc3]), 3],
  ["a byte of another encoding", "utf-8", latin("a\nb\n\xf6 c\n"), 3],
  [
    "half a pair of UTF-16",
    "utf-16le",
    Buffer.concat([utf16("a\nb\n"), Buffer.from([0x00, 0xd8, 0x61, 0x00])]),
    3,
  ],
])("names the line of %s, however its units come", async (_, encoding, bytes, line) => {
  const unit = encoding === "utf-8" ? 1 : 2;
  for (let size = unit; size <= bytes.length; size += unit) {
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (__, at) =>
      bytes.subarray(at * size, (at + 1) * size),
    );
    await expect(Array.fromAsync(decoded(pieces, encoding, "x"))).rejects.toMatchObject({
      code: "data_format",
      source: "x",
      line,
    });
  }
});

it("refuses an encoding that there is not, and gives the text of one that there is", async () => {
  expect(() => textDecoder("utf-99")).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  const pieces = Array.from(Buffer.from("\uFEFFÄ\nö"), (byte) => Uint8Array.of(byte));
  expect((await Array.fromAsync(decoded(pieces, "utf-8", "x"))).join("")).toBe("Ä\nö");
});
