import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { assert, integer, property, string } from "fast-check";
import { ruleNoise } from "./rule-noise.ts";
import { deletion } from "./rules/deletion.ts";
import { insertion } from "./rules/insertion.ts";
import { keyboard } from "./rules/keyboard.ts";
import { speechRecognition } from "./rules/speech-recognition.ts";
import { swap } from "./rules/swap.ts";
import { synonym } from "./rules/synonym.ts";
import { truncation } from "./rules/truncation.ts";
import { typo } from "./rules/typo.ts";
import { joinPieces, textPieces } from "./text-pieces.ts";

const all = [
  typo(),
  keyboard(),
  swap(),
  deletion(),
  insertion(),
  synonym(),
  speechRecognition(),
  truncation(),
];
const code = "```py\nprint('there, their')\n\nx = 1\n```";
const text = `Hello, I need some help with your weather page.\n\nPlease look at this code:\n${code}\nand at https://example.org/there?x=1, or write to me@example.org. Thank you so much!`;

describe("noise rules", () => {
  it.each(all)("$name changes the text, the same way for the same seed", (rule) => {
    expect(rule.apply(text, new Random(1))).toBe(rule.apply(text, new Random(1)));
    const changed = Array.from({ length: 20 }, (_, seed) => rule.apply(text, new Random(seed))).filter(
      (noisy) => noisy !== text,
    );
    expect(changed.length).toBeGreaterThan(rule.name === "truncation" ? 0 : 15);
  });

  it.each(all.filter(({ name }) => name !== "truncation"))(
    "$name leaves code, addresses and line breaks alone",
    (rule) => {
      for (let seed = 0; seed < 50; seed++) {
        const noisy = rule.apply(text, new Random(seed));
        expect(noisy).toContain(code);
        expect(noisy).toContain("https://example.org/there?x=1");
        expect(noisy).toContain("me@example.org");
        expect(noisy.split("\n")).toHaveLength(text.split("\n").length);
      }
    },
  );

  it("survive any text", () => {
    assert(
      property(string({ unit: "grapheme" }), integer(), (any, seed) => {
        const pieces = textPieces(any);
        expect(joinPieces(pieces)).toBe(any);
        expect(pieces.filter((piece) => piece.text === "")).toEqual([]);
        for (const rule of all) expect(typeof rule.apply(any, new Random(seed))).toBe("string");
      }),
    );
  });

  it.each([
    ["one\ntwo", ["one\ntwo"]],
    ["one, two", ["one, two"]],
    ["one.  two three", ["one.  three two"]],
    ["so so", ["so so"]],
    ["one \t two", ["two \t one"]],
    ["`a` one two", ["`a` two one"]],
    ["one two three", ["two one three", "one three two"]],
  ])("swap words of %j that stand beside each other", (written, swapped) => {
    const found = new Set(Array.from({ length: 30 }, (_, seed) => swap().apply(written, new Random(seed))));
    expect([...found].toSorted()).toEqual(swapped.toSorted());
  });

  it.each([-0.1, 0, 1.1, Number.NaN])("take %s for no share", (share) => {
    for (const rule of [keyboard, typo]) expect(() => rule({ share })).toThrow(/^share must be .* not /);
  });

  it("do what they are called", () => {
    expect(keyboard().apply("Hello", new Random(1))).toHaveLength(5);
    expect(swap().apply("one two", new Random(1))).toBe("two one");
    expect(synonym().apply("Help", new Random(1))).toMatch(/^(Give me a hand with|Assist)$/);
    expect(speechRecognition().apply("Their CAR.", new Random(1))).toMatch(/^(there|they're) car$/);
    expect(deletion().apply("a b c d", new Random(1)).split(" ")).toHaveLength(3);
    expect(deletion().apply("a b c", new Random(1))).toBe("a b c");
    expect(
      "one two three four five six".startsWith(
        truncation().apply("one two three four five six", new Random(1)),
      ),
    ).toBe(true);
  });

  it.each([
    ["q", "aw"],
    ["p", "ol"],
    ["a", "qswz"],
    ["g", "fhtybv"],
    ["l", "kop"],
    ["z", "axs"],
    ["m", "njk"],
  ])("hit the keys beside %s, which are %s, in its case", (key, beside) => {
    for (const cased of [(keys: string) => keys, (keys: string) => keys.toUpperCase()]) {
      const word = cased(key.repeat(3));
      const hit = Array.from({ length: 200 }, (_, seed) =>
        keyboard().apply(word, new Random(seed)).replaceAll(cased(key), ""),
      );
      expect(new Set(hit)).toEqual(new Set(cased(beside)));
    }
  });

  it("know words from what must stay", () => {
    const words = (any: string) => textPieces(any).flatMap((piece) => (piece.isWord ? [piece.text] : []));
    expect(words(text)).not.toContain("print");
    expect(words("Don't `stop` at https://x.org/a or a.b@c.org, naïve friend’s")).toEqual([
      "Don't",
      "at",
      "or",
      "naïve",
      "friend’s",
    ]);
    expect(words("```open fence")).toEqual([]);
    for (const rule of all) expect(rule.apply("", new Random(1))).toBe("");
  });

  it.each(["run `rm -rf`", "see https://x.org/a", "mail a.b@c.org"])("cut off nothing of %s", (end) => {
    const long = `one two three four ${end}`;
    for (let seed = 0; seed < 30; seed++)
      expect(truncation({ share: 1 }).apply(long, new Random(seed))).toBe(long);
  });

  it("make slips of the pen of all three kinds, never in a word's first letter or a word of two", () => {
    const slips = new Set(
      Array.from({ length: 400 }, (_, seed) => typo({ share: 1 }).apply("we bark", new Random(seed))),
    );
    // Swapped, left out and doubled, with each pair of letters after the first.
    expect([...slips].toSorted()).toEqual(
      ["we brak", "we brk", "we baark", "we bakr", "we bak", "we barrk"].toSorted(),
    );
  });

  it("refuse impossible shares and probabilities", () => {
    expect(() => typo({ share: 0 })).toThrow("more than 0");
    expect(() => ruleNoise({ rules: [] })).toThrow("at least one rule");
    for (const probability of [-0.1, 1.1, Number.NaN]) {
      expect(() => ruleNoise({ rules: [typo()], activation: probability })).toThrow("between 0 and 1");
      expect(() => ruleNoise({ rules: [{ rule: typo(), probability }] })).toThrow("between 0 and 1");
    }
    for (const probability of [0, 1])
      expect(ruleNoise({ rules: [{ rule: typo(), probability }], activation: probability })).toBeDefined();
  });
});

describe("ruleNoise", () => {
  it("fires with its probabilities and records what really changed", async () => {
    const noise = ruleNoise({ rules: [{ rule: typo(), probability: 0.5 }], activation: 0.5 });
    let fired = 0;
    for (let seed = 0; seed < 4000; seed++) {
      const moment = { speaker: "User", index: 0, random: new Random(seed) };
      const { text: noisy, record } = await noise.apply("Where is my parcel?", moment);
      const strategies = (record?.["strategies"] ?? []) as string[];
      expect(strategies.length > 0).toBe(noisy !== "Where is my parcel?");
      fired += strategies.length;
    }
    expect(fired / 4000).toBeCloseTo(0.25, 1);
  });
});
