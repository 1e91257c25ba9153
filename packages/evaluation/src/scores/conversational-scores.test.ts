import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import type { DialogScore } from "../dialog-score.ts";
import { whitespaceTokenizer } from "../text/tokenizer.ts";
import { countFillerWords, countHesitations, isBackChannel } from "../text/discourse-markers.ts";
import {
  BackChannelRateScore,
  FillerWordDensityScore,
  HesitationRateScore,
  QuestionRateScore,
  RepeatedTurnRateScore,
} from "./conversational-scores.ts";
import { LexicalDiversityScore } from "./type-token-ratio.ts";
import { MeanTurnLengthScore, TurnCountScore, TurnLengthScore, WordCountScore } from "./length-scores.ts";
import { SpeakerEntropyScore, SpeakerShareScore, TurnTakingRatioScore } from "./speaker-scores.ts";
import * as fc from "fast-check";

const dialog = (...turns: readonly (readonly [string | null, string])[]): Dialog =>
  new Dialog({ turns: turns.map(([speaker, text]) => ({ speaker, text })) });

const talk = dialog(
  ["System", "Hello, how can I help?"],
  ["User", "Um, I would like a taxi."],
  ["System", "Okay."],
  ["User", "Is it, like, far?"],
);

describe("conversational scores", () => {
  it("count words of turn texts", () => {
    expect(new TurnLengthScore().score(talk)).toEqual([5, 6, 1, 4]);
    expect(new MeanTurnLengthScore().score(talk)).toBe(4);
    expect(new WordCountScore().score(talk)).toBe(16);
    expect(new TurnCountScore().score(talk)).toBe(4);
    expect(new MeanTurnLengthScore({ tokenizer: whitespaceTokenizer }).score(dialog(["A", "a - b"]))).toBe(3);
  });

  it("rate questions, hesitations, fillers and back-channels", () => {
    expect(new QuestionRateScore().score(talk)).toBe(50);
    expect(new HesitationRateScore().score(talk)).toBe(100 / 16);
    expect(new FillerWordDensityScore().score(talk)).toBe(100 / 16);
    expect(new BackChannelRateScore().score(talk)).toBe(25);
  });

  it("know the question marks of other scripts", () => {
    const rate = (text: string): number | null =>
      new QuestionRateScore().score(dialog(["A", text])) as number;
    const asked = [
      "你好吗？",
      "چطوری؟",
      "τι κάνεις;",
      "τι κάνεις\u037e",
      "ինչպե՞ս ես",
      "ምንድን ነው፧",
      "what‽",
      "¿Qué?",
    ];
    expect(asked.map(rate)).toEqual(asked.map(() => 100));
    expect(["good; fine", "καλά, ευχαριστώ.", "καλά· ναι"].map(rate)).toEqual([0, 0, 0]);
  });

  it("look at one speaker when told to, and are undefined for one who never speaks", () => {
    expect(new MeanTurnLengthScore({ speaker: "user" }).score(talk)).toBe(5);
    expect(new MeanTurnLengthScore({ speaker: "Nobody" }).score(talk)).toBeNull();
    expect(new WordCountScore({ speaker: "Nobody" }).score(talk)).toBeNull();
  });

  it("are undefined for an empty dialogue, but counts are 0", () => {
    const empty = new Dialog();
    const rates = [QuestionRateScore, HesitationRateScore, FillerWordDensityScore, BackChannelRateScore];
    for (const Score of [...rates, MeanTurnLengthScore, LexicalDiversityScore, TurnLengthScore]) {
      expect(new Score().score(empty)).toBeNull();
    }
    expect(new HesitationRateScore().score(dialog(["A", "…"]))).toBeNull();
    expect([new WordCountScore().score(empty), new TurnCountScore().score(empty)]).toEqual([0, 0]);
  });

  it("never count speakers' names as words", () => {
    const scores: readonly DialogScore[] = [
      new LexicalDiversityScore(),
      new HesitationRateScore(),
      new FillerWordDensityScore(),
      new BackChannelRateScore(),
      new WordCountScore(),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom("Um", "Like", "You know", "A?"),
        fc.string({ minLength: 1 }),
        (first, second) => {
          const renamed = dialog(
            ...talk.turns.map((turn) => [turn.speaker === "User" ? first : second, turn.text] as const),
          );
          for (const score of scores) expect(score.score(renamed)).toBe(score.score(talk));
        },
      ),
    );
  });

  it("notice turns said before", () => {
    const round = dialog(["A", "Goodbye!"], ["B", "goodbye"], ["A", "See you"], ["B", "Goodbye."]);
    expect(new RepeatedTurnRateScore().score(round)).toBe(50);
    const reactions = dialog(["A", "👍"], ["B", "😂"], ["A", "👍"], ["B", "…"]);
    expect(new RepeatedTurnRateScore().score(reactions)).toBe(0);
  });
});

describe("countHesitations", () => {
  it.each([
    ["uh-huh", 1],
    ["mm-hmm, mhm", 2],
    ["Hm. Erm, ummm… hmm", 4],
    ["Oh, ah, er", 3],
    ["a 5 mm drill and a museum of her error", 0],
    ["", 0],
  ])("%s: %i", (text, count) => expect(countHesitations(text)).toBe(count));
});

describe("countFillerWords", () => {
  it.each([
    ["I would like that.", 0],
    ["It was, like, huge", 1],
    ["Like, you know, sort of big", 3],
    ["What kind of room? Anyway, basically any.", 3],
  ])("%s: %i", (text, count) => expect(countFillerWords(text)).toBe(count));
});

describe("isBackChannel", () => {
  it.each(["Okay.", "uh-huh", "I see!", "Mm-hmm…", "  got   it "])("%s is one", (text) =>
    expect(isBackChannel(text)).toBe(true),
  );
  it.each(["Okay, tomorrow then", "", "I see a car"])("%s is not a back-channel", (text) =>
    expect(isBackChannel(text)).toBe(false),
  );
});

describe("who speaks how much", () => {
  it("turn-taking is normalised entropy", () => {
    const three = dialog(["A", "x"], ["A", "x"], ["A", "x"], ["B", "x"]);
    expect(new TurnTakingRatioScore().score(three)).toBeCloseTo(0.8112781244591328, 12);
    expect(new TurnTakingRatioScore().score(talk)).toBe(1);
  });

  it("one speaker written in two ways is one, and nobody is not a speaker", () => {
    expect(new TurnTakingRatioScore().score(dialog(["A", "x"], ["a", "y"]))).toBe(0);
    expect(new TurnTakingRatioScore().score(dialog(["A", "x"], [null, "y"]))).toBe(0);
    expect(new TurnTakingRatioScore().score(dialog([null, "y"]))).toBeNull();
  });

  it("entropy and share are by words unless by turns is asked for", () => {
    const group = dialog(["A", "one two three"], ["B", "one"], ["C", ""]);
    expect(new SpeakerEntropyScore().score(group)).toBeCloseTo(0.8112781244591328, 12);
    expect(new SpeakerEntropyScore({ unit: "turns" }).score(group)).toBeCloseTo(Math.log2(3), 12);
    expect(new SpeakerShareScore().assess(group)).toEqual({
      value: 0.75,
      details: { shares: { A: 0.75, B: 0.25, C: 0 } },
    });
    expect(new SpeakerShareScore({ speaker: "b" }).score(group)).toBe(0.25);
    expect(new SpeakerShareScore({ speaker: "Z" }).score(group)).toBeNull();
    expect(new SpeakerShareScore().configuration).toMatchObject({ unit: "words" });
    expect(new SpeakerShareScore({ unit: "turns" }).configuration).toMatchObject({ unit: "turns" });
    expect(new SpeakerShareScore().score(new Dialog())).toBeNull();
  });
});
