import { describe, expect, it } from "vitest";
import { findScore, plainDigits } from "./find-score.ts";

const scale = [1, 2, 3, 4, 5];
const hundred = Array.from({ length: 101 }, (_, index) => index);
const read = (reply: string, scores: readonly number[] = scale): number | null =>
  findScore(plainDigits(reply), scores)?.value ?? null;

describe("a reply is a score", () => {
  it.each([
    ["4", 4],
    ["４", 4],
    ["٤", 4],
    ["**4**", 4],
    ["4.", 4],
    ["4.0", 4],
    ["Score: 4", 4],
    ["Score: **4**/5", 4],
    ["4 out of 5", 4],
    ["On a scale of 1 to 5: 4", 4],
    ["On a scale of 1-5, I rate it 5", 5],
    ["In turn 2 the bot is rude, so 5", 5],
    ["Turns 1, 2 and 3 are kind: 5", 5],
    ["4: polite throughout", 4],
    ["<think>Between 1 and 3 …</think>5", 5],
    ["Between 1 and 3 …</think>\n5", 5],
  ])("%s", (reply, score) => expect(read(reply)).toBe(score));

  it("of another scale", () => {
    expect(read("100", hundred)).toBe(100);
    expect(read("On a scale of 0 to 100: 85", hundred)).toBe(85);
    expect(read("-1", [-2, -1, 0, 1, 2])).toBe(-1);
    expect(read("−2", [-2, -1, 0, 1, 2])).toBe(-2);
  });
});

it.each([
  "",
  "four",
  "7",
  "45",
  "4.5",
  "I'd say 3 or 4",
  "3 signs of rudeness",
  "Turn 3 is rude",
  "Score: 1 to 5",
  "<think>4",
  "3/10 …",
])("%s is none", (reply) => expect(read(reply)).toBeNull());
