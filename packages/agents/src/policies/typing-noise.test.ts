import { createByName, Random } from "@sdialog/core";
import { expect, it } from "vitest";
import "./built-in-policies.ts";
import { typingNoise } from "./typing-noise.ts";

const careless = createByName("policy", "casual-spelling", {
  lowercase: 1,
  punctuation: 1,
  apostrophes: 1,
  shortForms: 1,
  slips: 1,
});

it.each(["O'Brien", "window", "a window about people", "QXRTPL", "(big) because.", "berlin"])(
  "%j stays what it is when all around it is mistyped",
  async (value) => {
    const text = `Please, it's certainly because of ${value}, don't change those chairs.`;
    for (let seed = 0; seed < 20; seed++) {
      const moment = { speaker: "User", index: 0, random: new Random(seed) };
      const typed = (await typingNoise([careless], undefined, [value])?.apply(text, moment))?.text;
      expect(typed).toContain(value);
      expect(typed).not.toMatch(/[\uE000-\uF8FF]|Please|don't/u);
    }
  },
);

const value = "the second house behind the old mill at the river";

it.each([
  ["message-length", { words: 8, spread: 0, cut: true }, `It is ${value}.`],
  ["incomplete-messages", { share: 1 }, undefined],
] as const)("%s counts the words of a value", async (name, options, expected) => {
  const text = `It is ${value}. You cannot miss it.`;
  const noise = typingNoise([createByName("policy", name, options)], undefined, [value]);
  const typed = (await noise?.apply(text, { speaker: "User", index: 0, random: new Random(1) }))?.text;
  if (expected === undefined) expect(typed?.split(" ").length).toBeLessThan(13);
  else expect(typed).toBe(expected);
});

it("keeps the longest of values that stand within each other, and what is no whole word", async () => {
  const typed = async (text: string, kept: string[]) => {
    const upper = {
      label: "upper",
      noise: { apply: (each: string) => ({ text: each.toUpperCase(), record: { n: 1 } }) },
    };
    const moment = { speaker: "User", index: 0, random: new Random(1) };
    return typingNoise([upper as never], undefined, kept)?.apply(text, moment);
  };
  expect(await typed("to ana ruiz, or ana", ["ana", "ana ruiz", "ana", " "])).toEqual({
    text: "TO ana ruiz, OR ana",
    record: { type: "typing", steps: [{ by: "upper", n: 1 }] },
  });
  expect((await typed("banana ana1 a.b axb", ["ana", "a.b"]))?.text).toBe("BANANA ANA1 a.b AXB");
  expect((await typed("ANA", ["x"]))?.record).toEqual({ type: "typing", steps: [] });
});
