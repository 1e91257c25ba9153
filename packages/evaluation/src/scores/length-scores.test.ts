import { Dialog } from "@sdialog/core";
import { expect, it } from "vitest";
import type { ScoreValue } from "../dialog-score.ts";
import { MeanTurnLengthScore, TurnCountScore, TurnLengthScore, WordCountScore } from "./length-scores.ts";

const talk = new Dialog({
  turns: [
    { speaker: "Ann", text: "one two three" },
    { speaker: "Ben", text: "four" },
    { speaker: "Ann", text: "" },
  ],
});

it.each<[string | undefined, Dialog, ScoreValue, ScoreValue, ScoreValue, ScoreValue]>([
  [undefined, talk, 4, 3, 4 / 3, [3, 1, 0]],
  ["ann", talk, 3, 2, 3 / 2, [3, 0]],
  ["Ben", talk, 1, 1, 1, [1]],
  // Who has no turn has no numbers; nothing said is nought.
  ["Cy", talk, null, null, null, null],
  ["Ann", new Dialog(), null, null, null, null],
  [undefined, new Dialog(), 0, 0, null, null],
])("of %j, words, turns, and words per turn", (speaker, dialog, words, turns, mean, each) => {
  const scores = [WordCountScore, TurnCountScore, MeanTurnLengthScore, TurnLengthScore];
  expect(scores.map((Score) => new Score({ speaker }).score(dialog))).toEqual([words, turns, mean, each]);
});
