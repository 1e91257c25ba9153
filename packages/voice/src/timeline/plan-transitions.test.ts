import { Random } from "@sdialog/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planTransitions } from "./plan-transitions.ts";
import { responseOffsets } from "./response-offsets.ts";
import { completeTiming } from "./timing-options.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe("planTransitions", () => {
  it("overlaps and interrupts exactly as many changes of speaker as it was asked to", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 40 }),
        share,
        share,
        fc.nat(),
        (speakers, overlap, interruptions, seed) => {
          const transitions = planTransitions(
            speakers,
            completeTiming({ overlap, interruptions }, "en"),
            new Random(seed),
          );
          const changes = speakers.slice(1).filter((speaker, index) => speaker !== speakers[index]).length;
          const count = (...kinds: string[]) => transitions.filter(({ kind }) => kinds.includes(kind)).length;
          expect(transitions).toHaveLength(Math.max(0, speakers.length - 1));
          expect(count("same")).toBe(transitions.length - changes);
          expect(count("interruption")).toBe(Math.round(interruptions * changes));
          expect(count("overlap", "interruption")).toBe(
            Math.max(Math.round(overlap * changes), Math.round(interruptions * changes)),
          );
          for (const { kind, seconds } of transitions) {
            expect(seconds).toBeGreaterThanOrEqual(0);
            if (kind === "overlap") expect(seconds).toBeLessThanOrEqual(1);
          }
        },
      ),
    );
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
    const [danish, japanese, unmeasured] = ["da", "ja", "fi"].map((language) => completeTiming({}, language));
    expect([danish?.gap, danish?.overlap.toFixed(3)]).toEqual([0.469, "0.120"]);
    expect(japanese?.overlap).toBeCloseTo(0.493, 3);
    expect(unmeasured?.gap).toBe(0.208);
    expect(responseOffsets("en-GB").mean).toBe(0.236);
  });

  it.each([{ overlap: 1.2 }, { gap: -1 }, { pause: Number.NaN }, { overlaps: 1 } as never])(
    "refuses %j",
    (timing) => {
      expect(() => completeTiming(timing, "en")).toThrow(/timing/);
    },
  );
});
