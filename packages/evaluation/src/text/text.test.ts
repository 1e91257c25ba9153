import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { dialogText } from "./dialog-text.ts";
import { defaultTokenizer, lettersTokenizer, tokenizerByName, unicodeTokenizer } from "./tokenizer.ts";
import { splitSentences } from "./split-sentences.ts";
import * as fc from "fast-check";

describe("unicodeTokenizer", () => {
  it("keeps contractions, accents and decimals whole", () => {
    expect(defaultTokenizer.words("Don’t pay 3.50 for the NAÏVE café!")).toEqual([
      "don't",
      "pay",
      "3.50",
      "for",
      "the",
      "naïve",
      "café",
    ]);
    expect(defaultTokenizer.words("cafe\u0301")).toEqual(["caf\u00e9"]);
    expect(unicodeTokenizer({ lowercase: false }).words("The the")).toEqual(["The", "the"]);
  });

  it("cuts other scripts", () => {
    expect(defaultTokenizer.words("Добрый день")).toEqual(["добрый", "день"]);
    expect(defaultTokenizer.words("你好世界").join("")).toBe("你好世界");
  });

  it("cuts ASCII as the segmenter does", () => {
    const segmenter = new Intl.Segmenter("en", { granularity: "word" });
    const ascii = fc.string({ unit: fc.constantFrom(..."aZ09 _.,;:'\"!?-/\n@"), maxLength: 30 });
    fc.assert(
      fc.property(ascii, (text) => {
        const segments = Array.from(segmenter.segment(text.toLowerCase()));
        expect(defaultTokenizer.words(text)).toEqual(
          segments
            .filter((part) => part.isWordLike && /[a-z0-9]/.test(part.segment))
            .map((part) => part.segment),
        );
      }),
      { numRuns: 3000 },
    );
  });
});

describe("tokenizerByName", () => {
  it("finds what results record", () => {
    for (const name of ["unicode-en", "unicode-de-cased", "unicode-zh-Hant", "whitespace", "letters"]) {
      expect(tokenizerByName(name).name).toBe(name);
    }
    expect(() => tokenizerByName("whitspace")).toThrow('no tokeniser called "whitspace"');
  });
});

describe("splitSentences", () => {
  it.each([
    ["Dr. Smith said 3.5 mg. Is that much?", ["Dr. Smith said 3.5 mg.", "Is that much?"]],
    ['No. Never! J. Smith… "Really?" yes', ["No.", "Never!", "J. Smith…", '"Really?"', "yes"]],
    ["Well... maybe… Maybe... Not", ["Well... maybe…", "Maybe...", "Not"]],
    ["one line\nanother", ["one line", "another"]],
    ["At 5 p.m. sharp. At 5 p.m. We go", ["At 5 p.m. sharp.", "At 5 p.m.", "We go"]],
    ["你好。再见！", ["你好。", "再见！"]],
    ["ሰላም። ምንድን ነው፧ እሺ", ["ሰላም።", "ምንድን ነው፧", "እሺ"]],
    ["Բարև։ Ինչպե՞ս ես։", ["Բարև։", "Ինչպե՞ս ես։"]],
    ["... !? ", []],
  ])("%j", (text, sentences) => expect(splitSentences(text)).toEqual(sentences));
});

describe("dialogText", () => {
  const dialog = new Dialog({
    turns: [{ speaker: "Ann", text: "Hi Bob" }, { text: "?" }, { speaker: "ann", text: "Bye" }],
  });

  it("holds texts only and is cut once", () => {
    expect(dialogText(dialog, defaultTokenizer).words).toEqual(["hi", "bob", "bye"]);
    expect(dialogText(dialog, defaultTokenizer)).toBe(dialogText(dialog, defaultTokenizer));
    expect(dialogText(dialog, defaultTokenizer, "ANN").turns).toHaveLength(2);
    expect(dialogText(dialog, lettersTokenizer, "Zoe").turns).toEqual([]);
  });
});
