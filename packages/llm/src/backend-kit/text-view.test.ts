import { describe, expect, it } from "vitest";
import { cutEscape, plainlyRead, squeeze, viewsOf } from "./text-view.ts";

// Control characters, blanks, soft hyphens, marks of direction and joiners, as Unicode lists them.
const unseen = /[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u00AD\u200B-\u200F\u2028-\u202F\u205F-\u206F\uFEFF]/u;

it("leaves out what nobody sees, of all characters of the basic plane, and makes letters small", () => {
  const wrong: number[] = [];
  for (let code = 0; code < 0xffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCharCode(code);
    const small = character.toLowerCase();
    const expected = unseen.test(character) ? "" : small.length === 1 ? small : character;
    if (squeeze(character) !== expected) wrong.push(code);
  }
  expect(wrong).toEqual([]);
});

describe("viewsOf", () => {
  const read = (text: string, isCut = false) => viewsOf(text, isCut).map((view) => view.text);
  it.each([
    ["Ab C", ["abc"]],
    ["a%42c", ["a%42c", "abc"]],
    ["a%2542c", ["a%2542c", "a%42c", "abc"]],
    ["a%C3%A4c", ["a%c3%a4c", "aäc"]],
    ["a&#66;&amp;c", ["a&#66;&amp;c", "ab&c"]],
    ["a&#x42;c", ["a&#x42;c", "abc"]],
    ["a\\u0042\\x43\\u{44}\\n", ["a\\u0042\\x43\\u{44}\\n", "abcd"]],
    ["a%42&#67;", ["a%42&#67;", "ab&#67;", "a%42c", "abc"]],
    ["100% & more", ["100%&more"]],
  ])("%j reads as %j", (text, views) => {
    expect(read(text)).toEqual(views);
  });

  it("knows where each character stood, whatever was undone", () => {
    const text = "x %41 &#66; \\u0043";
    for (const view of viewsOf(text)) {
      expect(view.starts.length).toBe(view.text.length);
      for (const [at, character] of [...view.text].entries()) {
        const written = text.slice(view.starts[at], view.ends[at]);
        const meant: Record<string, string[]> = { a: ["%41"], b: ["&#66;"], c: ["\\u0043"] };
        expect([character, ...(meant[character] ?? [])]).toContain(
          written.toLowerCase() === character ? character : written,
        );
      }
    }
  });

  it.each([
    ["key%4", 3],
    ["key%", 3],
    ["key&#6", 3],
    ["key&am", 3],
    ["key\\u00", 3],
    ["key\\", 3],
    ["key%41", 6],
    ["key", 3],
    ["50% off", 7],
  ])("of %j that may be cut, an escape may begin at %i, and it reads up to there, too", (text, at) => {
    expect(cutEscape(text)).toBe(at);
    if (at < text.length) expect(read(text, true)).toContain(text.slice(0, at).toLowerCase());
    else expect(read(text, true)[0]).toBe(squeeze(text));
  });
});

it.each([
  ["Plain Text\t1-2", "plaintext1-2"],
  ["a%41", undefined],
  ["a&b", undefined],
  ["a\\n", undefined],
  ["ä", undefined],
  ["a\u0000", undefined],
])("%j is plainly read as %j", (text, view) => {
  expect(plainlyRead(text)).toBe(view);
});
