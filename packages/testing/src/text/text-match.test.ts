import * as fc from "fast-check";
import { expect, it } from "vitest";
import { textMatch } from "./text-match.ts";

it.each<[wanted: string, text: string, found: string | undefined]>([
  ["I'm", "Well, I’m sure", "I’m"],
  ["I’m", "i'm", "i'm"],
  ['say "yes"', "They say “yes” now", "say “yes”"],
  ["e-mail", "an e‑mail", "e‑mail"],
  ["café", "the cafe\u0301 there", "cafe\u0301"],
  ["cafe\u0301", "the café there", "café"],
  ["cafe", "the cafe\u0301 there", undefined],
  ["cafe", "the café there", undefined],
  ["Ångström", "ÅNGSTRO\u0308M", "ÅNGSTRO\u0308M"],
  ["a  b", "A\n\tb", "A\n\tb"],
  ["Bloom and Wild", "**Bloom** and *Wild*!", "Bloom** and *Wild"],
  ["Bloom and Wild", "Bl\u200boom and\u00a0Wi\u00adld", "Bl\u200boom and\u00a0Wi\u00adld"],
  ["*", "2 * 3", "*"],
  ["a_b", "a_b", "a_b"],
  ["Straße", "AN DER STRASSE", "STRASSE"],
  ["STRASSE", "an der Straße", "Straße"],
  ["Masse", "die Maße", "Maße"],
  ["//", "http://x", "//"],
  ["/home", "in /home/ann", "/home"],
  ["10.5", "1005", undefined],
  ["/lamp-\\d+/i", "LAMP-77", "LAMP-77"],
  ["/lamp/", "LAMP", undefined],
  ["/lamp/g", "a lamp", "lamp"],
  ["/lamp/y", "a lamp", "lamp"],
  ["/^b.c$/ms", "a\nb\nc", "b\nc"],
  ["/[\\p{L}--[a-z]]/v", "abcD", "D"],
  ["/café/u", "cafe\u0301", "café"],
])("%j in %j is %j, every time", (wanted, text, found) => {
  const match = textMatch(wanted);
  for (let time = 0; time < 3; time++) expect(match(text)).toBe(found);
});

it.each(["/(/", "/x/ii", "/x/k", "/x/uv", "/usr/bin", "/[/g", "/x/I"])(
  "%s is refused, and says how to look for it word for word",
  (wanted) => {
    const hint = (() => {
      try {
        textMatch(wanted);
      } catch (error) {
        expect(error).toMatchObject({ code: "invalid_argument", message: expect.stringContaining(wanted) });
        return (error as { hint: string }).hint;
      }
      return "";
    })();
    const literal = /write (\/.*\/)\.$/.exec(hint)?.[1] ?? "";
    expect(textMatch(literal)(`a ${wanted} b`)).toBe(wanted);
  },
);

it("finds a text however its accents are written, and quotes what stands there", () => {
  const text = fc
    .array(fc.constantFrom(..."aéöñ ç'’ü.ÅŁ"), { minLength: 1, maxLength: 12 })
    .map((letters) => {
      const joined = letters.join("");
      return joined.trim() === "" ? "é" : joined.trim();
    });
  fc.assert(
    fc.property(text, fc.boolean(), (wanted, decomposed) => {
      const said = wanted.normalize(decomposed ? "NFD" : "NFC");
      const found = textMatch(wanted.normalize(decomposed ? "NFC" : "NFD"))(`x ${said} y`);
      expect(found).toBe(said);
    }),
  );
});
