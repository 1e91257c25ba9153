import { createByName, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import "../built-in-policies.ts";

const none = { lowercase: 0, punctuation: 0, apostrophes: 0, shortForms: 0, slips: 0 };
const typed = (name: string, options: object, text: string, { seed = 1, index = 2 } = {}) =>
  createByName("policy", name, options).noise?.apply(text, {
    speaker: "User",
    index,
    random: new Random(seed),
  } as never);

describe("careless typing", () => {
  it.each<[object, string, string, string[]]>([
    [
      { lowercase: 1 },
      "I paid Ann in USD at A-47, Ann@Shop.example",
      "i paid ann in usd at A-47, Ann@Shop.example",
      ["lowercase"],
    ],
    [{ punctuation: 1 }, "Fine. Do it. ", "Fine. Do it", ["punctuation"]],
    [{ punctuation: 1 }, "Well...", "Well...", []],
    [{ punctuation: 1 }, "Why?", "Why?", []],
    [{ apostrophes: 1 }, "It's the dogs' o’clock 'now'", "Its the dogs' oclock 'now'", ["apostrophes"]],
    [{ shortForms: 1 }, "Thanks, are you going to your youth?", "Thx, r u gonna ur youth?", ["short-forms"]],
    [
      { shortForms: 1, language: "de" },
      "Vielleicht ist das nicht eine Kiste",
      "Vllt is das nich ne Kiste",
      ["short-forms"],
    ],
    [{ shortForms: 1, language: "fr" }, "Bonjour, pourquoi beaucoup", "Bjr, pk bcp", ["short-forms"]],
    [{ shortForms: 1, language: "es" }, "Por favor, también", "Xfa, tb", ["short-forms"]],
    [{}, "It's you.", "It's you.", []],
    [
      { apostrophes: 1, punctuation: 1, lowercase: 1 },
      "It's You.",
      "its you",
      ["apostrophes", "punctuation", "lowercase"],
    ],
  ])("with %j makes of %j: %j", (options, text, expected, done) => {
    const found = typed("casual-spelling", { ...none, ...options }, text);
    expect(found?.text).toBe(expected);
    expect(found?.record).toEqual(done.length === 0 ? undefined : { type: "casual-spelling", done });
  });

  it("slips in words of four small letters and more: two are swapped, or one is left out", () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 60; seed++) {
      const text = typed("casual-spelling", { ...none, slips: 1 }, "the word Anna x-word word7 mail@word", {
        seed,
      })?.text as string;
      const [the, word, ...rest] = text.split(" ");
      expect([the, ...rest]).toEqual(["the", "Anna", "x-word", "word7", "mail@word"]);
      seen.add(word as string);
    }
    expect([...seen].toSorted()).toEqual(
      ["wodr", "wor", "wod", "wrd", "wrod"].toSorted().filter((each) => seen.has(each)),
    );
    expect(seen.size).toBe(4);
    expect(seen.has("word")).toBe(false);
  });
});

describe("messages that are cut", () => {
  const cut = (words: number, text: string, more = {}, index = 2) =>
    typed("message-length", { words, spread: 0, cut: true, ...more }, text, { index });
  const text = "One two three. Four five six. Seven eight.";
  it.each<[number, string]>([
    [1, "One two three."],
    [5, "One two three."],
    [6, "One two three. Four five six."],
    [7, "One two three. Four five six."],
    [8, text],
  ])("at %i words keep whole sentences", (words, kept) => {
    expect(cut(words, text)).toEqual(
      kept === text ? { text } : { text: kept, record: { type: "cut", words } },
    );
  });

  it("have another length at the beginning, and none where nothing is cut", () => {
    expect(cut(3, text, { opening: 6 }, 1)?.text).toBe("One two three. Four five six.");
    expect(cut(3, text, { opening: 6 }, 2)?.text).toBe("One two three.");
    expect(cut(3, text, { cut: false })).toEqual({ text });
  });
});
