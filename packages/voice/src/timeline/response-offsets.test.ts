import { expect, it } from "vitest";
import { backchannelWords } from "./backchannel-words.ts";
import { gapsAndOverlaps } from "./response-offsets.ts";

// Of a normal distribution: Φ(0.4) = 0.655422, φ(0.4) = 0.368270.
it.each([
  [0.2, 0.5, { overlap: 0.344578, gap: 0.480941, gapDeviation: 0.338946, overlapLength: 0.334379 }],
  [-0.2, 0.5, { overlap: 0.655422, gap: 0.334379, gapDeviation: 0.26705, overlapLength: 0.480941 }],
  [0, 1, { overlap: 0.5, gap: 0.797885, gapDeviation: 0.60281, overlapLength: 0.797885 }],
])("offsets of %d s, give or take %d s, are taken apart at 0", (mean, deviation, expected) => {
  const found = gapsAndOverlaps({ mean, deviation } as never);
  for (const [name, value] of Object.entries(expected))
    expect([name, found[name as keyof typeof found]]).toEqual([name, expect.closeTo(value, 4)]);
  // Together they have the mean that was measured.
  const together = found.gap * (1 - found.overlap) - found.overlapLength * found.overlap;
  expect(together).toBeCloseTo(mean, 5);
});

it.each([
  ["de", "genau"],
  ["de-AT", "genau"],
  ["fi", "aha"],
  ["", "aha"],
])("listeners in %j say %s", (language, word) => {
  expect(backchannelWords(language)).toContain(word);
  expect(new Set(backchannelWords(language)).size).toBe(backchannelWords(language).length);
});
