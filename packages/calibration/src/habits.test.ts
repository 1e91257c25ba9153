import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { corrected, type Habits, habitsOf, policiesOf } from "./habits.ts";
import { talksOf } from "./talk.ts";
import { talkOf } from "./testing/talk-of.ts";

const talks = (...conversations: (readonly string[])[]) =>
  talksOf(
    conversations.map(
      (texts, id) => new Dialog({ id, turns: texts.map((text) => ({ speaker: "Ann", text })) }),
    ),
    "Ann",
  );

/** Nobody's, to change one at a time. */
const plain: Habits = {
  words: 8,
  spread: 0.5,
  opening: 10,
  messages: 3,
  messagesSpread: 0.4,
  politeness: 0,
  acknowledgement: 0,
  vagueness: 0,
  scepticism: 0,
  clarification: 0,
  impatience: 0,
  frontLoading: 1,
  bursts: 0,
  lowercase: 0,
  punctuation: 0,
  apostrophes: 0,
};
const names = (changes: Partial<Habits>): string[] =>
  policiesOf({ ...plain, ...changes }, { cut: false, stays: false }).map((policy) =>
    typeof policy === "string" ? policy : policy.name,
  );
const always = ["message-length", "politeness", "acknowledgement", "casual-spelling", "limited-time"];

describe("habitsOf", () => {
  it("reads lengths as geometric means, the first message apart", async () => {
    const found = habitsOf(
      await talks(["one two three four", "one", "one two three four"], ["one two three"]),
    );
    expect(found.words).toBeCloseTo(2, 12);
    expect(found.spread).toBeCloseTo(Math.log(2), 12);
    expect(found.opening).toBeCloseTo(Math.sqrt(12), 12);
    expect(found.messages).toBeCloseTo(Math.sqrt(3), 12);
    // Where nobody writes twice, the first messages are all there are.
    expect(habitsOf(await talks(["one two"], ["one two"])).words).toBeCloseTo(2, 12);
  });

  it("weighs rates by messages, and leaves out conversations without one", () => {
    const texts = (count: number) => ({ texts: Array<string>(count).fill("so") });
    const found = habitsOf([
      talkOf({ politeness_rate: 1, accusatory_rate: 0, front_loading_ratio: 0.5 }, texts(1)),
      talkOf({ politeness_rate: 0.2, accusatory_rate: 0.1, front_loading_ratio: 1 }, texts(4)),
      talkOf({ pushback_rate: 0.5 }, texts(15)),
    ]);
    expect(found.politeness).toBeCloseTo((1 + 0.8) / 5, 12);
    expect(found.scepticism).toBe(0.5);
    expect(found.vagueness).toBe(0);
    expect(found.impatience).toBe(1 / 3);
    expect(found.frontLoading).toBe(0.75);
    expect(habitsOf([talkOf({})]).frontLoading).toBe(1);
  });

  it("reads no line break off the end of a message", async () => {
    expect(habitsOf(await talks(["one\n", "\ntwo"])).bursts).toBe(0);
  });

  it("counts how people type", async () => {
    const found = habitsOf(
      await talks(["dont know what it is", "It's fine, isn't it?", "one\ntwo"], ["THANKS for all that"]),
    );
    expect(found.lowercase).toBe(2 / 4);
    expect(found.punctuation).toBe(2 / 3);
    expect(found.apostrophes).toBe(1 / 3);
    expect(found.bursts).toBe(1 / 4);
  });
});

describe("policiesOf", () => {
  it("asks for what people do often enough, and for nothing else", () => {
    expect(names({})).toEqual(always);
    for (const name of ["vagueness", "scepticism", "clarification", "impatience", "bursts"]) {
      expect(names({ [name]: 0.019 })).not.toContain(name);
      expect(names({ [name]: 0.02 })).toContain(name);
    }
    expect(names({ frontLoading: 0.91 })).not.toContain("disclosure");
    expect(names({ frontLoading: 0.9 })).toContain("disclosure");
  });

  it("writes numbers for people, none impossible", () => {
    const policies = policiesOf(
      {
        ...plain,
        words: 0.2,
        opening: 0.2,
        spread: 9,
        messages: 0.1,
        messagesSpread: 9,
        impatience: 0.12345,
        frontLoading: 0.25,
      },
      { cut: true, stays: true },
    );
    expect(policies).toEqual([
      { name: "message-length", words: 1, spread: 2, opening: 1, cut: true },
      { name: "politeness", share: 0 },
      { name: "acknowledgement", share: 0 },
      { name: "impatience", probability: 0.123, leaves: false },
      { name: "disclosure", probability: 0.75, opening: 1 },
      { name: "casual-spelling", lowercase: 0, punctuation: 0, apostrophes: 0, shortForms: 0, slips: 0 },
      { name: "limited-time", messages: 1, spread: 2, stays: true },
    ]);
  });
});

describe("corrected", () => {
  it("asks for as much more as was missing: lengths by their ratio, shares by their difference", () => {
    const shown = { ...plain, words: 16, politeness: 0.3, opening: 1000, messages: 0, spread: 0 };
    const next = corrected(plain, { ...plain, words: 4, politeness: 0.5, spread: 5 }, shown);
    expect(next.words).toBeCloseTo(8 / 3, 12);
    expect(next.opening).toBeCloseTo(10 / 3, 12);
    expect(next.messages).toBeCloseTo(9, 12);
    expect(next.politeness).toBeCloseTo(0.2, 12);
    expect(next.spread).toBe(2);
    expect(corrected(plain, plain, { ...plain, politeness: 0.4 }).politeness).toBe(0);
  });
});
