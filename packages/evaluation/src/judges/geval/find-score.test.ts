import { describe, expect, it } from "vitest";
import { findScore, plainDigits } from "./find-score.ts";

const scale = [1, 2, 3, 4, 5];
const hundred = Array.from({ length: 101 }, (_, index) => index);
const signed = [-2, -1, 0, 1, 2];
const read = (reply: string, scores: readonly number[] = scale, isCut = false): number | null =>
  findScore(plainDigits(reply), scores, isCut)?.value ?? null;

describe("a reply is a score", () => {
  it.each([
    ["alone", 4, ["4", "４", "٤", "४", "④", "**4**", "4.", "4.0", "4.00", "04", "+4", " 4\n", "'4'", "[4]"]],
    ["of its highest", 4, ["4/5", "4 / 5", "4 out of 5", "4 von 5", "4 out of 5 stars", "Score: **4**/5"]],
    ["in markup", 4, ["```\n4\n```", '{"score": 4}', String.raw`$\boxed{4}$`, "**Score:** 4", "# 4"]],
    [
      "named",
      4,
      ["Score: 4", "score=4", "The score is 4.", "Final rating: 4", "My overall score would be a 4"],
    ],
    ["given", 4, ["I'd give it a 4", "I would rate this dialogue as 4.", "I rate it 4", "The answer is 4"]],
    [
      "on its scale",
      4,
      [
        "On a scale of 1 to 5: 4",
        "On a scale from 1 to 5, 4",
        "On a 1–5 scale: 4",
        "On a scale of one to five: 4",
        "On a scale of 1 (worst) to 5 (best): 4",
        "On a scale of 1 to 5, I would rate this conversation a 4.",
      ],
    ],
    ["in another script", 4, ["4️⃣", "4。", "评分：4", "スコア: 4", "Оценка: 4", "Score：４"]],
    [
      "explained",
      4,
      [
        "Score: 4. The user is kind.",
        "Score: 4\n\nThe bot is kind.",
        "Score 4 because of turn 2",
        '{"score": 4, "reason": "polite throughout"}',
      ],
    ],
    [
      "in the last line, named",
      4,
      [
        "The bot is kind.\nScore: 4",
        "1. Kind.\n2. Short.\n\nScore: 4",
        "In turn 2 it is rude.\n**I rate it 4**",
      ],
    ],
  ] as const)("%s", (_, score, replies) => {
    for (const reply of replies) expect([reply, read(reply)]).toEqual([reply, score]);
  });

  it("of another scale", () => {
    for (const reply of ["85", "85.", "85/100", "On a scale of 0 to 100: 85"])
      expect(read(reply, hundred)).toBe(85);
    expect(read("100", hundred)).toBe(100);
    for (const reply of ["-1", "−1", "Score: -1"]) expect(read(reply, signed)).toBe(-1);
  });
});

describe("a reply has no score", () => {
  it.each([
    [
      "another number",
      ["7", "45", "4.5", "4,5", "2024", "1e2", "4e0", "4½", "½", "-4", "1.000", "8/10", "4/10"],
    ],
    [
      "no digit of its own",
      ["", "four", "三", "Ⅳ", "²", "turn²", "★★★★☆", "H2", "gpt4", "v2", "GPT-4", "A1"],
    ],
    [
      "several",
      ["I'd say 3 or 4", "2 - 3", "2–3", "5 - 2 = 3", "3 \n2 \n1", "It's 7, no 4", "4, or rather 5"],
    ],
    [
      "a bound",
      ["below 3", "<3", "≥4", "at least 4", "no more than 3", "~4", "less than 2", "Score: 1 to 5"],
    ],
    ["refused", ["It is not a 5", "I cannot give 5", "Anything but 5", "Sorry, I can only rate dialogue 1."]],
    ["a citation", ["In line 2", "Speaker 2", "Step 1", "message 3", "Turn 3 is rude", "I rate dialogue 1."]],
    [
      "a count",
      ["4%", "$4", "4 stars", "5 of 5 turns", "Polite in 2 of 5", "3 signs of rudeness", "5 PM is when"],
    ],
    [
      "a list",
      ["1. The user is polite.", "1) The bot is rude", "2. Evidence against", "1. Kind\n2. Short\n3"],
    ],
    [
      "a failure",
      ["Error: 5", "HTTP 5", "Rate limit: 3", "I need more context to rate this: 1", "Note 1: polite"],
    ],
    [
      "with a remark",
      [
        "4 - because it's polite",
        "4/5 - polite",
        "4\n\nThe bot is kind.",
        "4, maybe",
        "4, actually five",
        "4, if only turn 2 were polite",
        "4 - just kidding",
        "4, wenn sie höflich wäre",
        "4 - as a joke",
        "4, which is too generous",
        "5, as the highest possible score",
        "5 – one point for rudeness",
        "4, out of ten",
        "1 - I'm sorry, but I can't assist with that.",
        "1\n\nI cannot assess this dialogue.",
        "1 - worst",
      ],
    ],
    [
      "a name and words that could change it",
      [
        "Score: 4, if it were polite",
        "Score: 4. The insult lowers it to three.",
        "Score: 4. This is a placeholder.",
        "Score: 4. Strike that.",
        "Score: 4? The user is kind.",
        "Score: 4\nHmm, no.",
        "I'd give it a 5, but the rude turn lowers it to three.",
        "I would give 5",
        '{"score": 5, "valid": false}',
        '{"score": 4, "of": "ten"}',
      ],
    ],
    [
      "the last of several lines",
      [
        "The bot is kind.\n4",
        "Number of rude turns:\n3",
        "I'm unable to rate this.\n1",
        "I cannot rate this.\nScore: 1",
        "Not\n4",
        "at most\n3",
        "The scale runs from one to\n5",
        "If it were polite:\n5",
        "The user answered:\n5",
        "The user asked: how would you rate us?\nScore: 5",
        "For example:\nScore: 4",
        "Format:\nScore: 1",
        "Score: 2.\nScore: 4",
      ],
    ],
    [
      "aloud",
      ["Thinking: maybe 4", "Let me think. The user wants 2", "<analysis>so 4", "I am GPT-4", "1:30 it is"],
    ],
  ] as const)("%s", (_, replies) => {
    for (const reply of replies) expect([reply, read(reply)]).toEqual([reply, null]);
    for (const reply of ["1-2", "GPT-2", "1 to 2"]) expect(read(reply, signed)).toBeNull();
    expect(read("COVID-19", hundred)).toBeNull();
  });

  it("cut before the score had ended", () => {
    for (const reply of ["10", "Score: 10", "10.", "10,", "10/", "10/100", "Kind.\nScore: 10"])
      expect([reply, read(reply, hundred, true)]).toEqual([reply, null]);
    for (const reply of ["10\n", "Score: 10\nThe bot", "10/100 "])
      expect([reply, read(reply, hundred, true)]).toEqual([reply, 10]);
  });
});
