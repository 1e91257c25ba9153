import { Dialog, Random } from "@sdialog/core";
import { readDialogs } from "@sdialog/evaluation";
import { describe, expect, it } from "vitest";
import {
  compareRealism,
  featureNames,
  fingerprintDialogs,
  type FingerprintRow,
  loadReference,
  referenceNames,
  referenceRows,
} from "./index.ts";

const path = process.env["SDIALOG_REALSIM_PATH"] || undefined;
if (path === undefined) {
  console.info(
    "Skipped: fingerprints of realsim's conversations, made anew. Set SDIALOG_REALSIM_PATH to their file to run them.",
  );
}

const people = async (name: string, seed: number): Promise<readonly FingerprintRow[]> =>
  new Random(seed).sample(referenceRows(await loadReference(name)), 240);

/** Users who say all they have at once, at length, and thank for everything. */
const scripted = async (count: number): Promise<readonly FingerprintRow[]> => {
  const dialogs = Array.from({ length: count }, (_, id) => {
    const random = new Random(id);
    const texts = [
      `Hello! My name is Ann Lee and I would like to book a room for ${random.integer(1, 4)} people on May ${random.integer(1, 28)}, please, for at most $${random.integer(50, 400)} a night.`,
      ...random.sample(
        [
          "Thank you so much for this detailed answer, I really appreciate your help with my request.",
          "That sounds wonderful, thank you very much! Could you please tell me a little more about it?",
          "Thank you, that is exactly what I was looking for. Please go ahead with the booking for me.",
        ],
        random.integer(1, 3),
      ),
    ];
    return new Dialog({ id, turns: texts.map((text) => ({ speaker: "User", text })) });
  });
  return (await fingerprintDialogs(dialogs, { language: "en" })).fingerprints;
};

describe("the measure", () => {
  it.each(referenceNames)("takes people for people: %s, dealt into halves", async (name) => {
    const rows = await people(name, 1);
    const found = compareRealism(rows.slice(0, 120), rows.slice(120), {
      seed: 1,
      permutations: 0,
      domainSize: 1e6,
    });
    expect(found.humanLikeness.interval!.low).toBeLessThanOrEqual(0.5);
    expect(found.humanLikeness.interval!.high).toBeGreaterThanOrEqual(0.5);
    expect(Math.abs(found.humanLikeness.auc! - 0.5)).toBeLessThan(0.1);
    expect(found.behaviour.value).toBeGreaterThan(found.behaviour.ceiling! - 0.03);
    expect(found.coverage.value).toBeGreaterThan(0.4);
    // One comparison in twenty shows a gap where there is none.
    expect(found.gaps.length).toBeLessThanOrEqual(1);
  });

  it("tells scripted users, by what is wrong with them", async () => {
    const found = compareRealism(await people("realsim", 1), await scripted(80), {
      seed: 1,
      permutations: 0,
      domainSize: 1e6,
    });
    expect(found.humanLikeness.auc).toBeGreaterThan(0.98);
    expect(found.humanLikeness.interval!.low).toBeGreaterThan(0.9);
    expect(found.behaviour.value).toBeLessThan(found.behaviour.ceiling! - 0.25);
    expect(found.coverage.value).toBeLessThan(0.3);
    const gaps = found.gaps.map(({ feature }) => feature);
    expect(gaps).toEqual(expect.arrayContaining(["politeness_rate", "opening_length", "words_per_turn"]));
  });

  it("tells services apart, too: behaviour depends on the task", async () => {
    const [a, b] = [await people("star", 1), await people("taskmaster", 1)];
    expect(
      compareRealism(a, b, { seed: 1, permutations: 0, domainSize: 1e6 }).humanLikeness.auc,
    ).toBeGreaterThan(0.9);
  });
});

describe.skipIf(path === undefined)("the shipped reference of realsim", () => {
  it("is what its conversations give today", async () => {
    const { fingerprints } = await fingerprintDialogs(readDialogs(path as string), {
      user: "user",
      language: "en",
    });
    const shipped = referenceRows(await loadReference("realsim"));
    expect(fingerprints).toHaveLength(shipped.length);
    for (const [place, { features }] of fingerprints.entries())
      for (const name of featureNames)
        expect(features[name] === null ? null : Math.round(features[name] * 1000) / 1000).toBe(
          shipped[place]?.features[name],
        );
  });
});
