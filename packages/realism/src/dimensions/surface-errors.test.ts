import { describe, expect, it } from "vitest";
import { lexicons } from "../lexicons/lexicons.ts";
import { findSurfaceErrors, type SurfaceError } from "./surface-errors.ts";
import { surfaceLabels } from "./surface-labels.ts";

const cases: readonly (readonly [string, string, readonly SurfaceError[]])[] = [
  ["en", "I don't think it's right, is it?", []],
  ["en", "dont u think so", ["casual spelling"]],
  ["en", "I recieved teh letter", ["misspelling"]],
  ["en", "i think so", ["small i"]],
  ["en", "it is in the the box", ["doubled word"]],
  ["en", "that is very very good, no no", []],
  ["en", "I am sooo tired, see www.example.org", ["stretched letters"]],
  ["en", "see www.example.com", []],
  ["en", "it is at https://www.example.com/a or WWW.EXAMPLE.COM, www2.example.com", []],
  ["en", "wwwhat is www.example.com", ["stretched letters"]],
  ["en", "Stop.Wait,please", ["no space after punctuation"]],
  ["en", "Really ? Yes , really", ["space before punctuation"]],
  ["en", "It costs 3.50, e.g. at example.com", []],
  ["fr", "C'est vrai ? Oui !", []],
  ["fr", "jsp, bcp de gens", ["casual spelling"]],
  ["de", "Das ist warscheinlich richtig", ["misspelling"]],
  ["es", "kiero una habitación, porfavor", ["casual spelling", "misspelling"]],
];

describe("errors of the surface", () => {
  it.each(cases)("%s: %s", (language, text, errors) => {
    expect([...findSurfaceErrors(text, lexicons[language] ?? null)].toSorted()).toEqual(
      [...errors].toSorted(),
    );
  });

  it("are found by form alone in other languages", () => {
    expect([...findSurfaceErrors("ciaooo , i che che", null)].toSorted()).toEqual([
      "doubled word",
      "space before punctuation",
      "stretched letters",
    ]);
  });
});

describe("labels of form", () => {
  it("tell length, looks and errors", () => {
    expect(surfaceLabels("pls send it again 😀", lexicons["en"] ?? null)).toEqual({
      "message length": ["4 to 8 words"],
      "linguistic attributes": ["polite", "small first letter", "no end mark", "emoji"],
      errors: ["casual spelling"],
    });
    expect(surfaceLabels("STOP!", null)).toEqual({
      "message length": ["0 to 3 words"],
      "linguistic attributes": ["exclamation", "capitals"],
      errors: [],
    });
    expect(surfaceLabels("word ".repeat(61), null)["message length"]).toEqual(["61 words and more"]);
  });
});
