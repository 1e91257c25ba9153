import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planTransitions } from "./plan-transitions.ts";
import { completeTiming } from "./timing-options.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("planTransitions", () => {
  it("overlaps and interrupts as many changes of speaker as it was asked to, a part of one by chance", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 40 }),
        share,
        share,
        fc.nat(),
        (speakers, overlap, part, seed) => {
          const interruptions = part * overlap;
          const transitions = planTransitions(
            speakers,
            completeTiming({ overlap, interruptions }, "en"),
            new Random(seed),
          );
          const changes = speakers.slice(1).filter((speaker, index) => speaker !== speakers[index]).length;
          const count = (...kinds: string[]) => transitions.filter(({ kind }) => kinds.includes(kind)).length;
          expect(transitions).toHaveLength(Math.max(0, speakers.length - 1));
          expect(count("same")).toBe(transitions.length - changes);
          const [cut, all] = [count("interruption"), count("overlap", "interruption")];
          expect(Math.abs(cut - interruptions * changes)).toBeLessThan(1);
          expect(Math.abs(all - overlap * changes)).toBeLessThan(1);
          expect(all).toBeGreaterThanOrEqual(cut);
          for (const { kind, seconds } of transitions) {
            expect(seconds).toBeGreaterThanOrEqual(0);
            if (kind === "overlap") expect(seconds).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
  });

  it("has its share in many short dialogues, too, and exactly it where that is a whole number", () => {
    const planned = (overlap: number, interruptions: number, turns: number, seed: number) => {
      const speakers = Array.from({ length: turns }, (_, index) => (index % 2 === 0 ? "a" : "b"));
      const timing = completeTiming({ overlap, interruptions }, "en");
      return planTransitions(speakers, timing, new Random(seed)).map(({ kind }) => kind);
    };
    const short = Array.from({ length: 2000 }, (_, seed) => planned(0.3, 0.1, 4, seed)).flat();
    const shareOf = (...kinds: string[]) =>
      short.filter((kind) => kinds.includes(kind)).length / short.length;
    expect(Math.abs(shareOf("interruption") - 0.1)).toBeLessThan(0.02);
    expect(Math.abs(shareOf("overlap", "interruption") - 0.3)).toBeLessThan(0.02);
    for (let seed = 0; seed < 50; seed++)
      expect(planned(0.29, 0.07, 101, seed).filter((kind) => kind === "interruption")).toHaveLength(7);
  });

  it("interrupts turns that can be cut off first, and overlaps any", () => {
    const speakers = Array.from({ length: 41 }, (_, index) => (index % 2 === 0 ? "a" : "b"));
    const canBeCut = (turn: number) => turn % 4 === 0;
    const kinds = (interruptions: number, overlap: number, seed: number) =>
      planTransitions(
        speakers,
        completeTiming({ interruptions, overlap }, "en"),
        new Random(seed),
        canBeCut,
      ).map(({ kind }) => kind);
    for (let seed = 0; seed < 20; seed++) {
      const few = kinds(0.2, 0.5, seed);
      expect(few.flatMap((kind, turn) => (kind === "interruption" ? [turn % 4] : []))).toEqual(
        Array.from({ length: 8 }, () => 0),
      );
      expect(few.filter((kind) => kind === "overlap")).toHaveLength(12);
      // Ten turns of forty can be cut off, and twelve are to be.
      expect(kinds(0.3, 0.3, seed).filter((kind) => kind === "interruption")).toHaveLength(12);
    }
    const where = Array.from({ length: 50 }, (_, seed) => kinds(0, 0.1, seed)).flatMap((each) =>
      each.flatMap((kind, turn) => (kind === "overlap" ? [turn] : [])),
    );
    expect(where.filter(canBeCut).length / where.length).toBeLessThan(0.35);
  });

  it("draws gaps with the mean and deviation that were asked for", () => {
    const speakers = Array.from({ length: 20_001 }, (_, index) => (index % 2 === 0 ? "a" : "b"));
    const gaps = planTransitions(
      speakers,
      completeTiming({ gap: 0.5, gapDeviation: 0.3, overlap: 0 }, "en"),
      new Random(1),
    ).map(({ seconds }) => seconds);
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length);
    expect(mean).toBeCloseTo(0.5, 1);
    expect(Math.abs(deviation - 0.3)).toBeLessThan(0.02);
  });
});

describe("completeTiming", () => {
  it("is as people of the language time their answers: Danes wait longest, and overlap least", () => {
    const [danish, japanese, unmeasured] = ["da", "ja-JP", "fi"].map((language) =>
      completeTiming({}, language),
    );
    expect([danish, japanese, unmeasured].map((timing) => timing?.overlap.toFixed(2))).toEqual([
      "0.12",
      "0.49",
      "0.30",
    ]);
    expect(danish?.gap).toBeGreaterThan(japanese?.gap ?? 1);
  });

  it.each([
    ["da", 0.469],
    ["ja", 0.007],
    ["en-GB", 0.208],
  ])("gives changes of speaker in %s the mean offset that was measured, %d s", (language, mean) => {
    const speakers = Array.from({ length: 6001 }, (_, index) => (index % 2 === 0 ? "a" : "b"));
    const offsets = planTransitions(speakers, completeTiming({}, language), new Random(2)).map(
      ({ kind, seconds }) => (kind === "gap" ? seconds : -seconds),
    );
    expect(Math.abs(offsets.reduce((sum, offset) => sum + offset, 0) / offsets.length - mean)).toBeLessThan(
      0.02,
    );
  });

  it("overlaps as often as it interrupts when nothing is said about overlaps", () => {
    expect(completeTiming({ interruptions: 0.8 }, "en").overlap).toBe(0.8);
  });

  it.each([
    { overlap: 1.2 },
    { gap: -1 },
    { pause: Number.NaN },
    { overlap: 0.1, interruptions: 0.2 },
    { overlaps: 1 } as never,
  ])("refuses %j", (timing) => {
    expect(() => completeTiming(timing, "en")).toThrow(/timing/);
  });
});
