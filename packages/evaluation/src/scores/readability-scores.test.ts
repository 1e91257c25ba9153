import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import {
  AutomatedReadabilityIndexScore,
  ColemanLiauScore,
  DaleChallScore,
  FleschKincaidGradeScore,
  FleschReadingEaseScore,
  GunningFogScore,
  LinsearWriteScore,
  SmogScore,
} from "./readability-scores.ts";
import * as fc from "fast-check";

const said = (...texts: readonly string[]): Dialog =>
  new Dialog({ turns: texts.map((text) => ({ speaker: "A", text })) });
const one =
  "Is there anything else that I can do for you? Your instructions are: take the medicine three times a day.";
const allScores = [
  AutomatedReadabilityIndexScore,
  ColemanLiauScore,
  DaleChallScore,
  FleschKincaidGradeScore,
  FleschReadingEaseScore,
  GunningFogScore,
  LinsearWriteScore,
  SmogScore,
];

describe("readability", () => {
  it("gives the known values of one text, with the syllable counts they were made with", () => {
    const counts: Readonly<Record<string, number>> = {
      anything: 3,
      instructions: 3,
      medicine: 4,
      there: 2,
      else: 2,
      take: 2,
      times: 2,
    };
    const syllables = (word: string): number => counts[word] ?? 1;
    const score = (Score: (typeof allScores)[number]): unknown => new Score({ syllables }).score(said(one));
    expect(score(GunningFogScore)).toBeCloseTo(10, 9);
    expect(score(ColemanLiauScore)).toBeCloseTo(5.642, 9);
    expect(score(FleschReadingEaseScore)).toBeCloseTo(65.555, 9);
    expect(score(FleschKincaidGradeScore)).toBeCloseTo(3.9 + (11.8 * 31) / 20 - 15.59, 9);
    expect(score(SmogScore)).toBeCloseTo(1.043 * Math.sqrt((30 * 3) / 2) + 3.1291, 9);
    expect(score(LinsearWriteScore)).toBeCloseTo(((17 + 9) / 2 - 2) / 2, 9);
    expect(score(AutomatedReadabilityIndexScore)).toBeCloseTo((4.71 * 83) / 20 + 5 - 21.43, 9);
  });

  it("counts letters and digits of words with marks or other letters in them", () => {
    // The apostrophe is no character.
    const [words, characters] = [5, 3 + 8 + 3 + 7 + 4];
    const score = new AutomatedReadabilityIndexScore().score(said("The lantern's Zoë arrived 10am."));
    expect(score).toBeCloseTo((4.71 * characters) / words + 0.5 * words - 21.43, 9);
  });

  it("Linsear Write does not fall with length", () => {
    const values = [1, 5, 20, 100].map(
      (times) => new LinsearWriteScore().score(said(...Array.from({ length: times }, () => one))) as number,
    );
    for (const value of values) expect(value).toBeCloseTo(values[0] as number, 9);
  });

  it("speakers' names change nothing, whatever they are", () => {
    fc.assert(
      fc.property(fc.string(), (speaker) => {
        for (const Score of allScores) {
          const named = new Dialog({ turns: [{ speaker, text: one }] });
          expect(new Score().score(named)).toBe(new Score().score(said(one)));
        }
      }),
      { numRuns: 20 },
    );
  });

  it("saying everything twice changes nothing but Linsear Write's windows", () => {
    for (const Score of allScores) {
      expect(new Score().score(said(one, one))).toBeCloseTo(new Score().score(said(one)) as number, 9);
    }
  });

  it("abbreviations and decimals do not end sentences", () => {
    const ari = new AutomatedReadabilityIndexScore({ syllables: () => 1 });
    expect(ari.score(said("Dr. Smith took three mg of it. Good."))).toBe(
      ari.score(said("Dr Smith took three mg of it. Good.")),
    );
    const flesch = new FleschReadingEaseScore({ syllables: () => 1 });
    expect(flesch.score(said("Take 3.5 of it"))).toBeCloseTo(
      (flesch.score(said("Take three of it")) as number) + 1.015,
      9,
    );
  });

  it("is undefined for no words and for other scripts, never 0", () => {
    for (const Score of allScores) {
      expect(new Score().score(new Dialog())).toBeNull();
      expect(new Score().score(said("… !"))).toBeNull();
      expect(new Score().score(said("Добрый день, чем могу помочь?"))).toBeNull();
    }
    expect(new FleschReadingEaseScore().score(said("Très bien, naïve."))).toBeNull();
  });

  it("Dale–Chall knows the list and its inflections", () => {
    const score = new DaleChallScore();
    expect(score.score(said("The dogs walked to the biggest house and the boys were running."))).toBeCloseTo(
      0.0496 * 12,
      9,
    );
    expect(score.score(said("The epistemology of the house."))).toBeCloseTo(
      0.1579 * 20 + 0.0496 * 5 + 3.6365,
      9,
    );
  });
});
