import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { compareRealism } from "../comparison/compare-realism.ts";
import type { FingerprintRow } from "../comparison/feature-columns.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import { featureNames } from "../fingerprint/features.ts";
import { lexiconId, lexicons } from "../lexicons/lexicons.ts";
import { makeReference, parseReference, referenceRows } from "./behaviour-reference.ts";
import { loadReference, referenceNames } from "./load-reference.ts";

const said = [
  "ok",
  "I need 2 tickets to York, please",
  "why?",
  "no, not that one!",
  "thanks a lot for your help",
];
const dialogs = said.map(
  (text, id) =>
    new Dialog({
      id,
      domain: id % 2 === 0 ? "even" : "odd",
      turns: [
        { speaker: "U", text },
        { speaker: "U", text: said[0]! },
      ],
    }),
);
const { fingerprints } = await fingerprintDialogs(dialogs, { language: "en" });

/** Conversations of three to eight turns, so that rates are thirds, sixths and sevenths; domains that are numbers, and none. */
const talks = async (seed: number): Promise<readonly FingerprintRow[]> => {
  const made = Array.from({ length: 30 }, (_, id) => {
    const random = new Random(seed).fork(id);
    const turns = Array.from({ length: random.integer(3, 8) }, () => ({
      speaker: "U",
      text: random.pick(said),
    }));
    return new Dialog({ id, turns, domain: random.pick(["2", "10", "b", ""]) });
  });
  const domain = ({ extra }: Dialog): string => String(extra["domain"] ?? "");
  return (await fingerprintDialogs(made, { language: "en", domain })).fingerprints;
};

describe("references", () => {
  it("give what the conversations they are of give, to the last digit", async () => {
    const [first, second] = [await talks(1), await talks(2)];
    const stored = (rows: readonly FingerprintRow[]) =>
      referenceRows(parseReference(JSON.stringify(makeReference(rows, { name: "mine", source: "a test" }))));
    const options = { seed: 1, permutations: 3, resamples: 10, domainSize: 4 };
    const found = compareRealism(first, second, options);
    expect(first.some(({ features }) => !Number.isInteger(features.words_per_turn! * 1000))).toBe(true);
    expect(Object.keys(found.domains).length).toBeGreaterThan(1);
    expect(found.humanLikeness.p).not.toBeNull();
    expect(compareRealism(stored(first), second, options)).toEqual(found);
    expect(compareRealism(stored(first), stored(second), options)).toEqual(found);
    // One source: what is stored is not told from what is not.
    const same = compareRealism(stored(first), first, { ...options, permutations: 0, domainSize: 1e6 });
    expect(same.humanLikeness.auc).toBeLessThan(0.5);
    expect(same.behaviour.value).toBe(1);
  });

  it("keep the numbers and no words", () => {
    const reference = makeReference(fingerprints, { name: "mine", source: "a test" });
    const json = JSON.stringify(reference);
    expect(json).not.toMatch(/York|tickets/);
    const rows = referenceRows(parseReference(json));
    for (const [place, { features, domain, lexicon }] of rows.entries()) {
      const original = fingerprints[place]!;
      expect(domain).toBe(original.domain);
      expect(lexicon).toBe(original.lexicon);
      for (const name of featureNames) {
        if (original.features[name] === null) expect(features[name]).toBeNull();
        else expect(features[name]).toBeCloseTo(original.features[name]!, 3);
      }
    }
  });

  it("sum up by domain: n, mean, deviation, quantiles, correlations", () => {
    const { domains, n } = makeReference(fingerprints, { name: "mine", source: "a test" });
    expect(n).toBe(5);
    expect(Object.fromEntries(Object.entries(domains).map(([name, domain]) => [name, domain.n]))).toEqual({
      "": 5,
      even: 3,
      odd: 2,
    });
    // First turns of 1, 7, 1, 4 and 6 words.
    const opening = domains[""]!.features["opening_length"]!;
    expect(opening).toMatchObject({ n: 5, mean: 3.8, quantiles: { 5: 1, 50: 4, 95: 6.8 } });
    expect(opening.deviation).toBeCloseTo(Math.sqrt(30.8 / 4), 4);
    const [words, open] = ["words_per_turn", "opening_length"].map((name) =>
      featureNames.indexOf(name as "opening_length"),
    );
    // Every second turn is "ok": the mean follows from the opening.
    expect(domains[""]!.correlations[open!]![words!]).toBe(1);
    expect(domains[""]!.correlations.map((row) => row.length)).toEqual(featureNames.map((_, place) => place));
  });

  it("may keep some fingerprints only, of summaries of all", () => {
    const options = { name: "mine", source: "a test", rows: 2, seed: 3 };
    const reference = makeReference(fingerprints, options);
    expect([reference.n, reference.rows.length]).toEqual([5, 2]);
    expect(makeReference(fingerprints, options)).toEqual(reference);
  });

  it("are told from other files", () => {
    expect(() => parseReference('{"turns":[]}', "a.json")).toThrow(/not a behaviour reference/);
    expect(() => parseReference("{", "a.json")).toThrow();
  });

  it.each(referenceNames)("%s is shipped, of the lists of words as they are now", async (name) => {
    const reference = await loadReference(name);
    expect(parseReference(JSON.stringify(reference))).toEqual(reference);
    // When this fails, lists were changed: write the references again (bench/make-references.ts).
    expect(reference.lexicons).toEqual([lexiconId(lexicons["en"]!)]);
    expect(reference.features).toEqual(featureNames);
    expect(reference.rows.length).toBeGreaterThanOrEqual(500);
    expect(referenceRows(reference).every(({ features }) => features.words_per_turn! > 0)).toBe(true);
  });

  it("have names, the nearest of which is told", async () => {
    await expect(loadReference("realsym")).rejects.toThrow(/no reference called "realsym"/);
  });
});
