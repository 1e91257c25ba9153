import * as fc from "fast-check";
import { expect, it } from "vitest";
import { countRepetitions } from "./near-repetition.ts";

const count = (...turns: string[]) => countRepetitions(turns.map((turn) => turn.split(" ").filter(Boolean)));

it.each<[string[], number]>([
  [[], 0],
  [["yes", "yes", "yes"], 2],
  [["yes please", "no please"], 0],
  [["i want my money", "i want my money"], 1],
  // Four of five words of both: 8/10; three of four: 6/8.
  [["i want my money back", "i want my money now"], 1],
  [["i want my money", "i want my dog"], 0],
  // Word for word in another order, a word more, and twice as many.
  [["i want my money", "my money i want"], 1],
  [["i want my money back", "i want my money back now please"], 1],
  [["i want my money", "i want my money i want my money"], 0],
  // A word counts as often as it stands there.
  [["a a a a", "a b c d"], 0],
  [["a a a b b", "a a b b b"], 1],
  // Short turns are compared whole, and with short ones only.
  [["i want it", "i want it now"], 0],
  [["i want it now", "i want it"], 0],
  [["", ""], 1],
])("of %j, %i repeat an earlier one", (turns, repeated) => {
  expect(count(...turns)).toBe(repeated);
});

it("counts every second saying of the same, whatever stands between", () => {
  const words = fc.array(fc.constantFrom("a", "b", "c", "d", "e", "f"), { maxLength: 6 });
  fc.assert(
    fc.property(fc.array(words, { maxLength: 5 }), (turns) => {
      const different = new Set(turns.map((each) => each.join(" "))).size;
      expect(countRepetitions(turns)).toBeGreaterThanOrEqual(turns.length - different);
      expect(countRepetitions([...turns, ...turns])).toBe(countRepetitions(turns) + turns.length);
    }),
    { numRuns: 40 },
  );
});
