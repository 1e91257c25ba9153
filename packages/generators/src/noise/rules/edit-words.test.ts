import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deletion } from "./deletion.ts";
import { editWords, matchCase } from "./edit-words.ts";
import { insertion } from "./insertion.ts";
import { speechRecognition } from "./speech-recognition.ts";
import { swap } from "./swap.ts";
import { synonym } from "./synonym.ts";
import { truncation } from "./truncation.ts";

const names = ["ann", "bob", "cy", "dee", "eli", "flo", "gus", "hal", "ida", "jo", "kai", "lou"];
const texts = fc
  .integer({ min: 0, max: names.length })
  .map((count) => ({ count, text: names.slice(0, count).join(" ") }));
const shares = fc.double({ min: 0.01, max: 1, noNaN: true });

describe("how much is disturbed", () => {
  it("is the share of the words that can be, at least one where there is any", () => {
    fc.assert(
      fc.property(texts, shares, fc.nat(), ({ count, text }, share, seed) => {
        const edited = editWords(text, share, new Random(seed), (word) => (word === "ann" ? undefined : "X"));
        const changed = edited.split(" ").filter((word) => word === "X").length;
        const wanted = Math.max(1, Math.floor(count * share));
        expect(changed).toBe(Math.min(wanted, Math.max(0, count - 1)));
        if (count > 0) expect(edited.split(" ")[0]).toBe("ann");
      }),
    );
  });

  it("is the share of words left out, of which two always remain, and three are left alone", () => {
    fc.assert(
      fc.property(texts, shares, fc.nat(), ({ count, text }, share, seed) => {
        const left = deletion({ share }).apply(text, new Random(seed));
        const gone = count <= 3 ? 0 : Math.min(count - 2, Math.max(1, Math.floor(count * share)));
        const words = left.split(" ").filter((word) => word !== "");
        expect(words).toHaveLength(count - gone);
        expect(words).toEqual(names.filter((name) => words.includes(name)));
        // No gap is left where a word was.
        expect(left).toBe(words.join(" "));
      }),
    );
  });

  it("leaves no blank too many where a word is left out, and every line break and stop", () => {
    const text = "\nWe came, we saw: nobody.\n  Then we (all of us) left\n\nat noon";
    for (let seed = 0; seed < 200; seed++) {
      const left = deletion({ share: 0.3 }).apply(text, new Random(seed));
      expect(left).not.toMatch(/[ \t]$|[^\n ] {2}| [.,:)]| \n/);
      expect(left.replaceAll(/[^\n.,:()]/g, "")).toBe(text.replaceAll(/[^\n.,:()]/g, ""));
    }
  });

  it("is at most the share of words at the end, of which two always remain", () => {
    fc.assert(
      fc.property(texts, shares, fc.nat(), ({ count, text }, share, seed) => {
        const left = truncation({ share }).apply(text, new Random(seed));
        expect(text.startsWith(left)).toBe(true);
        const cut = count - left.split(" ").filter((word) => word !== "").length;
        const most = Math.min(count - 2, Math.floor(count * share));
        expect(cut).toBeGreaterThanOrEqual(most < 1 ? 0 : 1);
        expect(cut).toBeLessThanOrEqual(Math.max(0, most));
      }),
    );
  });

  it("is as many neighbours as are told, no word twice", () => {
    for (const times of [1, 2, 3])
      for (let seed = 0; seed < 20; seed++) {
        const swapped = swap({ times }).apply(names.join(" "), new Random(seed)).split(" ");
        const moved = swapped.filter((word, at) => word !== names[at]);
        expect(moved).toHaveLength(2 * times);
        expect(swapped.toSorted()).toEqual(names);
        for (const [at, word] of swapped.entries())
          expect(Math.abs(names.indexOf(word) - at)).toBeLessThanOrEqual(1);
      }
    expect(swap().apply("one, two\nthree", new Random(1))).toBe("one, two\nthree");
    for (const times of [0, 1.5]) expect(() => swap({ times })).toThrow("times must be a whole number");
  });

  it("is a filler before a word, and its words stay", () => {
    for (let seed = 0; seed < 30; seed++) {
      const noisy = insertion({ share: 0.2 }).apply(names.join(" "), new Random(seed));
      const words = noisy.split(" ");
      expect(words.filter((word) => names.includes(word))).toEqual(names);
      expect(words.length).toBeGreaterThanOrEqual(names.length + 2);
      expect(words.length).toBeLessThanOrEqual(names.length + 4);
    }
  });

  it.each([0, -0.1, 1.1, Number.NaN])("is no share of %d", (share) => {
    for (const rule of [deletion, truncation, insertion, synonym, speechRecognition])
      expect(() => rule({ share })).toThrow("share must be more than 0 and at most 1");
  });
});

it.each([
  ["word", "other", "other"],
  ["Word", "other", "Other"],
  ["WORD", "other", "OTHER"],
  ["I", "other", "Other"],
  ["Word", "give me", "Give me"],
  ["Word", "", ""],
])("the capitals of %s make %j %j", (original, replacement, expected) => {
  expect(matchCase(original, replacement)).toBe(expected);
});

it("takes synonyms of one's own, and no word that only objects have", () => {
  const own = synonym({ share: 1, dictionary: { cat: ["dog"] } });
  expect(own.apply("Cat and CAT, toString", new Random(1))).toBe("Dog and DOG, toString");
});

it("hears words as others that sound alike, without capitals and full stops", () => {
  const heard = new Set(
    Array.from({ length: 60 }, (_, seed) =>
      speechRecognition({ share: 1 }).apply("Two, write!", new Random(seed)),
    ),
  );
  expect([...heard].toSorted()).toEqual(["to right", "too right"]);
});
