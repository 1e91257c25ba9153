import { Dialog, InvalidArgumentError } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { selfBleu } from "../text/self-bleu.ts";
import { DistinctNScore, EadScore } from "./distinct-n.ts";
import { hdd, HddScore } from "./hdd.ts";
import { maas } from "./maas.ts";
import { LexicalDiversityScore, mattr, MattrScore } from "./type-token-ratio.ts";
import { mtld, MtldScore } from "./mtld.ts";
import { SelfBleuScore } from "./self-bleu-score.ts";
import * as fc from "fast-check";

// 104 words, 54 different ones.
const booking =
  "good morning this is the front desk how may i help you good morning i would like to book a room for two nights of course which nights do you want i want the nights of the third and the fourth of may and how many people will stay in the room two people my wife and i do you want breakfast yes we want breakfast on both days the room with breakfast is ninety for each night that is good may i have the name for the room the name is miller thank you mr miller the room is yours thank you goodbye".split(
    " ",
  );
const turns = [
  "good morning this is the front desk",
  "good morning i want a room for two nights",
  "we want breakfast on both days",
  "the room with breakfast is ninety for each night and the room is good",
  "yes",
];
const talk = new Dialog({
  turns: turns.map((text, index) => ({ speaker: index % 2 === 0 ? "A" : "B", text })),
});
const monologue = (text: string): Dialog => new Dialog({ turns: [{ speaker: "Narrator", text }] });
const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { minLength: 1, maxLength: 200 });

describe("MTLD", () => {
  it("agrees with an independent implementation, with and without a least factor length", () => {
    expect(mtld(booking)).toBeCloseTo(28.9772832637923, 9);
    expect(mtld(booking, 0.72, 10)).toBeCloseTo(31.503649635036496, 9);
  });

  it.each([
    ["the cat sat on the mat and the dog sat on the log while the bird sang", 14.128],
    ["a b c d e f g h i j a b", 20.16],
    [
      "to be or not to be that is the question whether tis nobler in the mind to suffer the slings and arrows of outrageous fortune or to take arms against a sea of troubles",
      31.487,
    ],
  ])("is the mean of both directions: %s", (text, expected) => {
    expect(mtld(text.split(" "))).toBeCloseTo(expected, 3);
  });

  it("is undefined without a repeated word", () => {
    expect(mtld(["one", "two", "three"])).toBeNull();
    expect(new MtldScore().score(new Dialog())).toBeNull();
  });

  it("does not depend on the direction or on what the words are", () => {
    fc.assert(
      fc.property(words, (list) => {
        expect(mtld(list.toReversed())).toEqual(mtld(list));
        expect(mtld(list.map((word) => `${word}!`))).toEqual(mtld(list));
      }),
    );
  });

  it("refuses a threshold that is not a ratio", () => {
    expect(() => new MtldScore({ threshold: 72 })).toThrow("between 0 and 1, not 72");
  });
});

describe("HD-D and MATTR", () => {
  it("agree with two published packages", () => {
    expect(hdd(booking)).toBeCloseTo(0.705755727020628, 12);
    expect(mattr(booking)).toBeCloseTo(0.656363636363636, 12);
  });

  it("are undefined below one sample", () => {
    expect(new HddScore().score(monologue("too short"))).toBeNull();
    expect(new MattrScore().score(monologue("too short"))).toBeNull();
    expect(new MattrScore({ window: 2 }).score(monologue("too short"))).toBe(1);
  });

  it("HD-D does not depend on the order of words, and a sample of all words is the type–token ratio", () => {
    fc.assert(
      fc.property(words, (list) => {
        const size = Math.min(5, list.length);
        expect(hdd(list.toSorted(), size)).toBeCloseTo(hdd(list, size) as number, 12);
        expect(hdd(list, list.length)).toBeCloseTo(new Set(list).size / list.length, 12);
        expect(mattr(list, list.length)).toBeCloseTo(new Set(list).size / list.length, 12);
      }),
    );
    expect(hdd([], 1)).toBeNull();
  });

  it("do not fall with length as the type–token ratio does", () => {
    const once = booking.join(" ");
    const often = Array.from({ length: 20 }, () => once).join(" ");
    const ratio = new LexicalDiversityScore();
    expect(ratio.score(monologue(often))).toBeCloseTo(54 / 104 / 20, 12);
    expect(new MattrScore().score(monologue(often))).toBeCloseTo(mattr(booking) as number, 1);
  });
});

describe("distinct-n and EAD", () => {
  it.each([
    [1, 0.6756756756756757, 0.6760742303533391],
    [2, 0.9375, 0.9379761768088198],
    [3, 1, 1.000442373954978],
  ])("n = %i, no n-gram across turns", (n, distinct, adjusted) => {
    expect(new DistinctNScore({ n }).score(talk)).toBeCloseTo(distinct, 12);
    expect(new EadScore({ n }).score(talk)).toBeCloseTo(adjusted, 9);
  });

  it("are undefined without an n-gram", () => {
    expect(new DistinctNScore({ n: 3 }).score(monologue("two words"))).toBeNull();
    expect(new EadScore({ n: 3 }).score(monologue("two words"))).toBeNull();
  });
});

describe("self-BLEU", () => {
  const texts = turns.map((text) => text.split(" "));

  it.each([
    [1, 0.3675432261038187],
    [2, 0.13973234137339385],
    [3, 0.06009040983997813],
    [4, 0.04205768520237914],
  ])("of n-grams up to %i agrees with NLTK's sentence BLEU, smoothing method 1", (n, expected) => {
    expect(selfBleu(texts, n)).toBeCloseTo(expected, 12);
    expect(new SelfBleuScore({ n }).score(talk)).toBeCloseTo(expected, 12);
  });

  it("is 1 for equal texts, undefined for one", () => {
    const same = ["one", "two", "three", "four"];
    expect(selfBleu([same, same, same], 4)).toBeCloseTo(1, 12);
    expect(selfBleu([same], 4)).toBeNull();
    expect(selfBleu([["a"], ["b"]], 1)).toBe(0);
  });

  it("does not depend on the order of texts", () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 2, maxLength: 6 }), (list) => {
        expect(selfBleu(list.toReversed(), 3)).toBeCloseTo(selfBleu(list, 3) as number, 10);
      }),
    );
  });
});

describe("n-grams", () => {
  it.each([0, -1, 1.5, Number.NaN])("have no %d words", (n) => {
    expect(() => new DistinctNScore({ n }).score(talk)).toThrow(InvalidArgumentError);
  });

  it("are recorded with how long they are", () => {
    expect(new DistinctNScore({ n: 3 }).configuration).toMatchObject({ n: 3 });
    expect(new DistinctNScore().configuration).toMatchObject({ n: 2 });
    expect(new EadScore().configuration).toMatchObject({ n: 1 });
  });
});

it.each([
  [[], null],
  [["a"], null],
  [["a", "b"], 0],
  [["a", "a"], 1 / Math.LN2],
  [["a", "b", "a", "b"], Math.LN2 / Math.log(4) ** 2],
])("Maas's a² of %j is %d", (of, value) => {
  expect(maas(of)).toEqual(value === null ? null : expect.closeTo(value, 12));
});
