import { Dialog, Random } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import { featureNames } from "../fingerprint/features.ts";
import { compareRealism } from "./compare-realism.ts";

const pieces = {
  brief: [
    "ok",
    "no",
    "2 people",
    "tomorrow 9am",
    "yes pls",
    "not that one",
    "why?",
    "York",
    "cheaper one",
    "ugh no",
  ],
  wordy: [
    "Thank you very much for your kind help with my request today, I really appreciate it",
    "I would like to book a room for 2 people on May 5 in York, please, for three nights",
    "Certainly, that sounds wonderful, please go ahead and book the room at the York Inn for me",
    "Thank you so much for the detailed information, could you please confirm the price of $120",
  ],
};

/** People: mostly brief, sometimes wordy, each of their own kind. Or stock users: always wordy and polite. */
const talks = (kind: "people" | "stock", seed: number, n: number): Dialog[] =>
  Array.from({ length: n }, (_, id) => {
    const random = new Random(seed).fork(id);
    const wordiness = kind === "stock" ? 1 : random.next() ** 2;
    const turns = Array.from({ length: random.integer(3, 8) }, () => [
      { speaker: "User", text: random.pick(random.chance(wordiness) ? pieces.wordy : pieces.brief) },
      { speaker: "Bot", text: "Is there anything else?" },
    ]);
    return new Dialog({ id, turns: turns.flat(), domain: id % 2 === 0 ? "hotel" : "train" });
  });
const rows = async (dialogs: readonly Dialog[]) =>
  (await fingerprintDialogs(dialogs, { user: "User", language: "en" })).fingerprints;
const quick = { permutations: 9, resamples: 50 };
/** Without a p-value, which takes most of the time. */
const quicker = { ...quick, permutations: 0 };

describe("realism", () => {
  it("takes people for people", async () => {
    const found = compareRealism(await rows(talks("people", 3, 60)), await rows(talks("people", 4, 60)), {
      ...quick,
      seed: 1,
    });
    expect(found.n).toEqual({ real: 60, simulated: 60 });
    expect(found.humanLikeness.interval!.low).toBeLessThanOrEqual(0.5);
    expect(found.humanLikeness.interval!.high).toBeGreaterThanOrEqual(0.5);
    expect(found.humanLikeness.p).toBeGreaterThan(0.1);
    expect(Math.abs(found.behaviour.value! - found.behaviour.ceiling!)).toBeLessThan(0.05);
  });

  it("tells stock users, how, and in plain words", async () => {
    const found = compareRealism(await rows(talks("people", 1, 60)), await rows(talks("stock", 2, 60)), {
      ...quick,
      seed: 1,
    });
    expect(found.humanLikeness.auc).toBeGreaterThan(0.9);
    expect(found.humanLikeness.p).toBe(1 / 10);
    expect(found.groups.D1).toBeLessThan(found.groupDetails.D1.ceiling! - 0.2);
    const { short_utterance_rate: short, politeness_rate: polite } = found.features;
    expect(short.simulated).toBe(0);
    expect(short.real).toBeGreaterThan(0.3);
    expect(short.meanAlignment).toBe(0);
    expect(polite.simulated).toBeGreaterThan(polite.real! + 0.2);
    expect(found.gaps[0]!.text).toMatch(/^people .+, yours /);
    expect(found.gaps.find(({ feature }) => feature === "short_utterance_rate")?.text).toBe(
      `people answer in three words or fewer ${(100 * short.real!).toFixed(0)} % of the time, yours 0 %`,
    );
  });

  it("has an interval and n beside every number, overall and by domain", async () => {
    const found = compareRealism(await rows(talks("people", 1, 50)), await rows(talks("stock", 2, 44)), {
      ...quick,
      permutations: 0,
      seed: 1,
    });
    expect(Object.keys(found.features)).toEqual(featureNames);
    expect(Object.keys(found.domains)).toEqual(["hotel", "train"]);
    for (const section of [found, ...Object.values(found.domains)]) {
      for (const feature of Object.values(section.features)) {
        expect(feature.n.real).toBeGreaterThan(0);
        if (feature.real === 0) expect(feature.intervals.real).toMatchObject({ low: 0 });
        if (feature.alignment === null) continue;
        const { low, high } = feature.intervals.alignment!;
        expect(low).toBeLessThanOrEqual(feature.alignment + 1e-9);
        expect(high).toBeGreaterThanOrEqual(feature.alignment - 1e-9);
        const sum = feature.bins.real.reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(1, 10);
      }
      expect(section.coverage.interval).not.toBeNull();
      expect(section.humanLikeness.interval).not.toBeNull();
      expect(section.behaviour.interval).not.toBeNull();
      for (const { n } of Object.values(section.groupDetails)) expect(n).toEqual(section.n);
    }
    expect(found.domains["hotel"]!.n).toEqual({ real: 25, simulated: 22 });
    expect(found.configuration).toMatchObject({
      alignment: "overlap",
      seed: 1,
      lexicons: [expect.stringMatching(/^en-1-/)],
    });
  });

  it("refuses a seed that is null, since there is one by default", async () => {
    const found = await rows(talks("people", 1, 3));
    expect(() => compareRealism(found, found, { seed: null as never })).toThrow(
      "A seed must be a number or a string",
    );
  });

  it("has the same digits for the same seed, and says which form of alignment it is", async () => {
    const [a, b] = [await rows(talks("people", 1, 12)), await rows(talks("stock", 2, 9))];
    const byMean = { ...quick, alignment: "mean", seed: 4 } as const;
    const found = compareRealism(a, b, byMean);
    expect(JSON.stringify(compareRealism(a, b, byMean))).toBe(JSON.stringify(found));
    for (const { alignment, meanAlignment } of Object.values(found.features))
      expect(alignment).toBe(meanAlignment);
    expect(found.domains).toEqual({});
  });

  it("bounds a share that never varies by the number of conversations, and a length that never does by nothing", async () => {
    const same = Array.from({ length: 30 }, (_, id) => {
      const turns = ["where is my chair", "please tell me now"].map((text) => ({ speaker: "User", text }));
      return new Dialog({ id, turns });
    });
    const { features } = compareRealism(await rows(same), await rows(talks("people", 1, 30)), quicker);
    for (const name of [
      "words_per_turn",
      "opening_length",
      "identifiers_per_turn",
      "verbosity_cv",
    ] as const) {
      expect(features[name].intervals.real).toBeNull();
      expect(features[name].noInterval.real).toBe("the same in all conversations");
    }
    // Wilson's interval of 0 and of 15 in 30, at 95 %.
    expect(features.pushback_rate.intervals.real).toMatchObject({
      low: 0,
      high: expect.closeTo(0.114, 3) as number,
    });
    expect(features.politeness_rate.intervals.real).toMatchObject({
      low: expect.closeTo(0.332, 3) as number,
      high: expect.closeTo(0.668, 3) as number,
    });
  });

  it("has an interval that holds it for every number of two conversations or more, or says why not", async () => {
    const polite = (n: number) =>
      Array.from({ length: n }, (_, id) => {
        const turns = ["a chair please", "the blue one", "in York"].map((text) => ({
          speaker: "User",
          text,
        }));
        return new Dialog({ id, turns });
      });
    const sides = [
      ...[2, 3, 4, 10, 49, 100].map((n) => [n, polite(n), talks("people", n, Math.min(n, 30))] as const),
      ...[2, 5, 9].map((n) => [n, talks("stock", n, n), talks("people", n + 1, n + 3)] as const),
    ];
    for (const [n, first, second] of sides)
      for (const [a, b] of [
        [first, second],
        [second, first],
      ] as const) {
        const found = compareRealism(await rows(a), await rows(b), {
          permutations: 0,
          resamples: 20,
          seed: n,
        });
        const numbers: [string, number | null, { low: number; high: number } | null, string | null][] = [];
        for (const [name, { intervals, noInterval, ...feature }] of Object.entries(found.features)) {
          numbers.push([`${name} real`, feature.real, intervals.real, noInterval.real]);
          numbers.push([`${name} simulated`, feature.simulated, intervals.simulated, noInterval.simulated]);
          for (const form of ["alignment", "overlap", "meanAlignment"] as const)
            numbers.push([`${name} ${form}`, feature[form], intervals[form], noInterval.alignment]);
        }
        for (const [name, of] of Object.entries({
          ...found.groupDetails,
          behaviour: found.behaviour,
          coverage: found.coverage,
        }))
          numbers.push([name, of.value, of.interval, of.noInterval]);
        numbers.push(["auc", found.humanLikeness.auc, found.humanLikeness.interval, null]);
        for (const [name, value, interval, why] of numbers) {
          if (value === null) expect([name, interval, why]).toEqual([name, null, null]);
          else if (interval === null) expect([name, why]).toEqual([name, expect.stringMatching(/few|same/)]);
          else
            expect([
              name,
              interval.low <= value,
              value <= interval.high,
              Number.isFinite(interval.high - interval.low),
            ]).toEqual([name, true, true, true]);
        }
      }
    const { features } = compareRealism(await rows(polite(49)), await rows(polite(49)), quicker);
    expect(features.politeness_rate.intervals.real).toMatchObject({
      low: expect.closeTo(0.217, 2) as number,
    });
  });

  it("says why numbers have no interval when none was asked for", async () => {
    const [one, many] = [await rows(talks("stock", 1, 1)), await rows(talks("people", 2, 12))];
    const { features, coverage } = compareRealism(one, many, { permutations: 0, resamples: 0 });
    expect(features.words_per_turn).toMatchObject({
      intervals: { real: null, simulated: null, alignment: null },
      noInterval: { real: "too few conversations", simulated: "no resamples" },
    });
    expect(coverage).toMatchObject({ value: null, interval: null, noInterval: null });
  });

  it("has the same digits whatever order the conversations came in", async () => {
    const [a, b] = [await rows(talks("people", 1, 45)), await rows(talks("stock", 2, 41))];
    const options = { permutations: 2, resamples: 5, domainSize: 20, seed: 4 };
    const found = JSON.stringify(compareRealism(a, b, options));
    const random = new Random(9);
    expect(JSON.stringify(compareRealism(random.shuffle([...a]), random.shuffle([...b]), options))).toBe(
      found,
    );
  });

  it("says which domains are too small, with how many conversations", async () => {
    const [a, b] = [await rows(talks("people", 1, 21)), await rows(talks("stock", 2, 30))];
    const found = compareRealism(a, b, { permutations: 0, resamples: 2, domainSize: 11 });
    expect(Object.keys(found.domains)).toEqual(["hotel"]);
    expect(found.smallDomains).toEqual({ train: { real: 10, simulated: 15 } });
    expect(found.configuration.domainSize).toBe(11);
  });

  it("leaves out what no list of words is there for", async () => {
    const other = (await fingerprintDialogs(talks("people", 3, 12), { user: "User", language: "it" }))
      .fingerprints;
    const found = compareRealism(await rows(talks("people", 1, 12)), other, quicker);
    expect(found.features.politeness_rate).toMatchObject({
      simulated: null,
      alignment: null,
      n: { simulated: 0 },
    });
    expect(found.features.words_per_turn.alignment).not.toBeNull();
    expect(found.groups.D4).toBeNull();
    expect(found.humanLikeness.giveaways.map(({ feature }) => feature)).not.toContain("politeness_rate");
  });

  it("refuses sides without conversations and options out of range", async () => {
    const a = await rows(talks("people", 1, 5));
    expect(() => compareRealism([], a)).toThrow(/no real conversation/);
    expect(() => compareRealism(a, [])).toThrow(/no simulated conversation/);
    const older = a.map((row) => ({ ...row, lexicon: "en-0-00000000" }));
    expect(() => compareRealism(a, older)).toThrow(/different lists of words/);
    expect(() => compareRealism(a, a, { level: 1 })).toThrow(/level/);
    expect(() => compareRealism(a, a, { alignment: "median" as "mean" })).toThrow(/alignment/);
    expect(() => compareRealism(a, a, { resamples: 1.5 })).toThrow(/resamples/);
  });
});
