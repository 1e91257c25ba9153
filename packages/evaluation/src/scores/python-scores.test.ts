import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import { pythonScore } from "./python-scores.ts";

/** A line a turn, who says it before a bar. */
const dialogOf = (...lines: string[]): Dialog =>
  new Dialog({
    turns: lines.map((line) => {
      const [speaker, text = ""] = line.split("|");
      return { speaker: speaker === "" ? null : (speaker as string), text };
    }),
  });
const syllables = (word: string): number => ({ consider: 3, understanding: 4 })[word] ?? 1;
const two = ["A|Dogs run fast.", "B|Cats consider understanding."];

// "A: Dogs run fast.\nB: Cats consider understanding.": 8 words of 38 letters and 13 syllables in 2 sentences.
it.each<[string, string[], number | number[]]>([
  ["gunning-fog", two, 0.4 * (4 + 25)],
  ["flesch-reading-ease", two, 206.835 - 1.015 * 4 - (84.6 * 13) / 8],
  ["coleman-liau", two, 0.0588 * 475 - 0.296 * 25 - 15.8],
  ["linsear-write", two, 150 / 2 / 2],
  ["linsear-write", ["|a. b! c? d. e. f"], (100 / 6 - 2) / 2],
  ["dale-chall", two, 0.1579 * 25 + 0.0496 * 4 + 3.6365],
  ["dale-chall", ["|Dogs run fast. Cats sleep"], 0.0496 * 2.5],
  // A word of eight letters is difficult, one of seven is not; five of a hundred are few.
  ["dale-chall", ["|a a a a a a a strange"], 0.0496 * 8],
  ["dale-chall", ["|a a a a a a a stranger"], 0.1579 * 12.5 + 0.0496 * 8 + 3.6365],
  ["turn-length", two, [3, 3]],
  ["turn-length", ["A|x  y\u0085z", "B|"], [3, 0]],
  ["mean-turn-length", ["A|x", "B|x y z"], 2],
  ["question-rate", ["A|x? y?", "B|x", "|z", "|?"], 50],
  ["turn-taking-ratio", two, 1],
  ["turn-taking-ratio", ["A|x", "A|x", "B|x"], 0.9182958340544896],
  ["turn-taking-ratio", ["A|x", "A|x"], 0],
  ["lexical-diversity", ["|Dogs dogs CATS 7"], 2 / 3],
  ["hesitation-rate", ["|um, uhh the drum"], 50],
  ["filler-word-density", ["|I mean, it is like, you know, unlike it"], (3 / 9) * 100],
  ["back-channel-rate", ["|Yeah ", "|yeah, no", "|Mm-hmm", "A|yes"], 50],
  ["coleman-liau", ["|a b c. d."], 0],
])("%s of %j is %j", (name, lines, value) => {
  const score = pythonScore(name, { syllables }).score(dialogOf(...lines));
  const numbers = [score, value].map((each) => [each].flat() as number[]) as [number[], number[]];
  expect(numbers[0].length).toBe(numbers[1].length);
  for (const [index, number] of numbers[1].entries()) expect(numbers[0][index]).toBeCloseTo(number, 10);
});

it("looks at one speaker's turns, whatever the case of the name, and says so", () => {
  const score = pythonScore("mean-turn-length", { speaker: "ann" });
  expect(score.score(dialogOf("Ann|x y", "Bo|x", "ANN|x y z w"))).toBe(3);
  expect(score.configuration).toEqual({ compat: "python", speaker: "ann" });
  expect(pythonScore("dale-chall").configuration).toEqual({ compat: "python", syllables: "CMU" });
  expect(pythonScore("dale-chall", { syllables }).configuration).toEqual({
    compat: "python",
    syllables: "given",
  });
  for (const name of ["mtld", "toString"])
    expect(() => pythonScore(name)).toThrow(`Python SDialog has no ${name}`);
});
