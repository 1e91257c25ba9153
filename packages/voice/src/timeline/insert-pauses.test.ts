import { Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { activeSpans } from "../audio/voice-activity.ts";
import { estimateWords } from "./estimate-words.ts";
import { insertPauses } from "./insert-pauses.ts";

const sampleRate = 8000;
const text = "One two. Three four! Five";
/** A word sounds for 0.3 seconds and is silent for 0.1. */
function clipOf(count: number) {
  const samples = new Float32Array(Math.round(count * 0.4 * sampleRate));
  for (let word = 0; word < count; word++)
    samples.fill(0.5, Math.round(word * 0.4 * sampleRate), Math.round((word * 0.4 + 0.3) * sampleRate));
  return { samples, sampleRate };
}
const words = [...text.matchAll(/\S+/g)].map(({ 0: { length }, index }, word) => ({
  at: index,
  length,
  start: word * 0.4,
  end: word * 0.4 + 0.3,
}));

describe("insertPauses", () => {
  it("puts silence between sentences, nowhere else, and moves the words that follow", () => {
    const timed = { clip: clipOf(5), words };
    const { clip, words: later } = insertPauses(text, timed, 0.5, new Random(1));
    const [first, second] = [2, 4].map((word) => (later[word]?.start ?? 0) - (words[word]?.start ?? 0)) as [
      number,
      number,
    ];
    expect(first).toBeGreaterThan(0);
    expect(second).toBeGreaterThan(first);
    expect(later.map(({ start }, word) => start - (words[word]?.start ?? 0))).toEqual(
      [0, 0, first, first, second].map((shift) => expect.closeTo(shift, 9)),
    );
    expect(later.map(({ start, end }) => end - start)).toEqual(words.map(() => expect.closeTo(0.3, 9)));
    expect(Math.abs(clip.samples.length / sampleRate - (2 + second))).toBeLessThan(0.001);
    // What sounded sounds, in the same places as the words.
    const spans = activeSpans(clip, 0.05);
    expect(spans).toHaveLength(5);
    for (const [word, { start, end }] of spans.entries()) {
      expect(Math.abs(start - (later[word]?.start ?? 9))).toBeLessThan(0.03);
      expect(Math.abs(end - (later[word]?.end ?? 9))).toBeLessThan(0.03);
    }
  });

  it("has the mean that is wanted, is never longer than five seconds, and changes nothing where it is 0", () => {
    const timed = { clip: clipOf(5), words };
    expect(insertPauses(text, timed, 0, new Random(1))).toEqual(timed);
    const lasts = Array.from(
      { length: 400 },
      (_, seed) => insertPauses(text, timed, 0.4, new Random(seed)).clip.samples.length / sampleRate - 2,
    );
    expect(Math.abs(lasts.reduce((sum, each) => sum + each, 0) / 800 - 0.4)).toBeLessThan(0.04);
    const long = Array.from(
      { length: 20 },
      (_, seed) => insertPauses(text, timed, 60, new Random(seed)).clip.samples.length / sampleRate,
    );
    expect(Math.max(...long)).toBeLessThanOrEqual(12.01);
  });

  it("leaves a sentence that ends in no silence as it is", () => {
    const clip = { samples: new Float32Array(2 * sampleRate).fill(0.5), sampleRate };
    expect(insertPauses(text, { clip, words }, 0.5, new Random(1)).clip.samples.length).toBe(2 * sampleRate);
  });
});

describe("estimateWords", () => {
  it("shares the sound among the words by their letters, over silence", () => {
    const [one, two, three] = estimateWords("aa - bbbb, cc", [
      { start: 1, end: 3 },
      { start: 5, end: 7 },
    ]);
    expect([one, two, three]).toEqual([
      { at: 0, length: 2, start: 1, end: 2 },
      { at: 5, length: 5, start: 2, end: 6 },
      { at: 11, length: 2, start: 6, end: 7 },
    ]);
    expect(estimateWords("- !", [{ start: 0, end: 1 }])).toEqual([]);
    const seam = estimateWords("aa bb", [
      { start: 0, end: 1 },
      { start: 2, end: 3 },
    ]);
    expect(seam.map(({ start, end }) => [start, end])).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });
});
