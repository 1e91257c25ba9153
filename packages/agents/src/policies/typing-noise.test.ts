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
