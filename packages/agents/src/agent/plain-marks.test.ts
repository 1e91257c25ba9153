import { describe, expect, it } from "vitest";
import { closingMarks, plainMarks } from "./plain-marks.ts";

describe("plainMarks", () => {
  it.each([
    ["&lt;stop&gt;", "<stop>"],
    ["&amp;lt;b&amp;amp;gt;", "<b>"],
    ["&#60;b&#x3E;&#X21;", "<b>!"],
    ["&#0; &#x110000; &nope;", "&#0; &#x110000; &nope;"],
    ["&#1114111;", "&#1114111;"],
    ["\\u003cb\\\\u003E", "<b>"],
    ["a\\n B\\\\n C\\\\ d", "a\n B\n C\n d"],
    ["\\begin{center}b\\end{center}", "\nb\n"],
    ["\\boxed{b} \\textbf {c} \\textcolor{red}{d}", "{b} {c} {d}"],
    ["<!--b-->", "<b>"],
    ["\\quad b", "~ b"],
    ["\\*b\\* \\_c\\[", "*b* _c["],
    ["\\Ба", "/Ба"],
    ["a\u200Bb\u00ADc\uFEFF", "abc"],
    ["＜ＳＴＯＰ＞ Ⓢⓣ 𝐒𝐓", "<STOP> St ST"],
    ["plain & simple", "plain & simple"],
  ])("reads %j as %j", (text, plain) => {
    expect(plainMarks(text, true).plain).toBe(plain);
  });

  it("knows where everything stood, from either side", () => {
    const text = "ab&lt;c\\u003ed";
    const { plain, at, from } = plainMarks(text, true);
    expect(plain).toBe("ab<c>d");
    expect(Array.from({ length: plain.length + 1 }, (_, index) => at(index))).toEqual([
      0, 1, 2, 6, 7, 13, 14,
    ]);
    expect([0, 1, 2, 3, 6, 7, 8, 13, 14].map(from)).toEqual([0, 1, 2, 3, 3, 4, 5, 5, 6]);
    const same = plainMarks("abc", true);
    expect([same.at(2), same.from(2), same.plain]).toEqual([2, 2, "abc"]);
  });

  it.each([
    ["Bye &", "Bye <"],
    ["Bye &l", "Bye <"],
    ["Bye &amp;#6", "Bye <"],
    ["Bye \\", "Bye <"],
    ["Bye \\u00", "Bye <"],
    ["Bye \\boxed", "Bye <"],
    ["Bye <!-", "Bye <"],
    ["Bye -", "Bye -"],
    ["Bye", "Bye"],
    ["&lt;b", "<b"],
  ])("reads what may be the beginning of a mark at the end of %j as one", (text, plain) => {
    expect(plainMarks(text, false).plain).toBe(plain);
    if (plain.endsWith("<")) expect(plainMarks(text, true).plain).not.toBe(plain);
  });
});

it.each([
  ['"Bye! ', '"', '"'],
  ["„Bye! ", "“", "“"],
  ["“Bye! ", "”", "”"],
  ["(a [b ", "]) c", "])"],
  ["(a [b ", ") c", ")"],
  ["<b>Bye ", "</b>", "</b>"],
  ["<b>Bye ", "</i>", ""],
  ["**Bye ", "**.", "**"],
  ["**Bye ", "*.", ""],
  ["&quot;Bye ", '"', '"'],
  ['"Bye ', "&quot;!", "&quot;"],
  ["(Bye) ", ")", ""],
  // An apostrophe hides nothing that is open around it.
  ["(it’s ", ")", ")"],
  ["Bye ", ")", ""],
])("of %j, what closes it in %j is %j", (before, after, kept) => {
  expect(closingMarks(before, after)).toBe(kept);
});
