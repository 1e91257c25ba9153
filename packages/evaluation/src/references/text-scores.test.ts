import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hdd } from "../scores/hdd.ts";
import { maas } from "../scores/maas.ts";
import { mtld, mtldMa } from "../scores/mtld.ts";
import { mattr, msttr } from "../scores/type-token-ratio.ts";
import { vocdD } from "../scores/vocd-d.ts";
import { yulesK } from "../scores/yules-k.ts";
import { compressionRatio } from "../text/compression-ratio.ts";
import { selfBleu } from "../text/self-bleu.ts";
import { rougeL } from "../text/rouge-l.ts";
import { madeText } from "./made-texts.ts";

// What `text_scores.py` printed: numbers of published programs on the same texts.
const published = JSON.parse(readFileSync(new URL("text-scores.json", import.meta.url), "utf8")) as Readonly<
  Record<string, number | null>
>[];

type Words = readonly string[];
const lines = (words: Words): string[] =>
  Array.from({ length: Math.ceil(words.length / 10) }, (_, line) =>
    words.slice(line * 10, line * 10 + 10).join(" "),
  );

/** By published number, ours and by how much, relatively, the two may differ. */
const ours: Readonly<
  Record<string, readonly [of: (words: Words, seed: number) => number | null, by: number]>
> = {
  "type-token-ratio": [(words) => new Set(words).size / words.length, 1e-12],
  maas: [(words) => maas(words), 1e-12],
  "yules-k": [(words) => yulesK(words), 1e-12],
  msttr: [(words) => msttr(words), 1e-12],
  mattr: [(words) => mattr(words), 1e-12],
  hdd: [(words) => hdd(words), 1e-9],
  // That program ends a factor at 0.72, the paper below it.
  mtld: [(words) => mtld(words, 0.72 + 1e-12), 1e-9],
  "mtld-ma-min-10": [(words) => mtldMa(words, 0.72, 10), 1e-12],
  // That program draws samples; ours is what it comes to with infinitely many.
  "vocd-d": [(words) => vocdD(words), 0.03],
  "rouge-l": [(words, seed) => rougeL(words, madeText(seed + 1000)), 1e-12],
  "self-bleu": [
    (words) =>
      selfBleu(
        lines(words).map((line) => line.split(" ")),
        4,
      ),
    1e-12,
  ],
  // Another compressor finds other repetitions.
  "compression-ratio": [(words) => compressionRatio(lines(words)), 0.08],
};

describe("numbers of published programs", () => {
  it.each(Object.entries(ours))("%s", (name, [of, by]) => {
    let compared = 0;
    for (const [seed, numbers] of published.entries()) {
      const expected = numbers[name];
      const value = of(madeText(seed), seed);
      if (expected === null || expected === undefined || expected === 0) continue;
      // That program goes around short texts twice.
      if (name === "mtld-ma-min-10" && madeText(seed).length < 3 * expected) continue;
      compared++;
      expect(
        Math.abs((value ?? Number.NaN) / expected - 1),
        `${name} of text ${seed}: ${value}, ${expected}`,
      ).toBeLessThan(by);
    }
    expect(compared).toBeGreaterThan(40);
  });
});
