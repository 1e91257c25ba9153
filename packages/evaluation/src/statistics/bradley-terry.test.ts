import * as fc from "fast-check";
import { expect, it } from "vitest";
import { bradleyTerry, type Match } from "./bradley-terry.ts";

it("has the strengths at which everybody would have won as often as they did", () => {
  const name = fc.constantFrom("x", "y", "z");
  const winner = fc.constantFrom("a", "b", "tie");
  const match = fc.record({ a: name, b: name, winner }).filter(({ a, b }) => a !== b);
  fc.assert(
    fc.property(fc.array(match as fc.Arbitrary<Match>, { minLength: 1, maxLength: 30 }), (matches) => {
      const found = bradleyTerry(matches);
      expect(found.reduce((sum, { strength }) => sum + strength, 0)).toBeCloseTo(0, 9);
      // Strengths are given around their average; the average contestant they were held against is found again here.
      const shift = shiftOf(found, matches);
      for (const one of found) {
        const own = matches.filter(({ a, b }) => a === one.name || b === one.name);
        const wins = own.reduce((sum, each) => sum + won(each, one.name), 0);
        expect(one).toMatchObject({ matches: own.length, winRate: wins / own.length });
        expect(expectedWins(one.name, found, matches, shift)).toBeCloseTo(wins + 0.5, 5);
      }
      const strengths = found.map(({ strength }) => strength);
      expect(strengths).toEqual(strengths.toSorted((a, b) => b - a));
    }),
  );
});

function won({ a, winner }: Match, name: string): number {
  return winner === "tie" ? 0.5 : (winner === "a") === (a === name) ? 1 : 0;
}

type Found = ReturnType<typeof bradleyTerry>;

function expectedWins(name: string, found: Found, matches: readonly Match[], shift: number): number {
  const strength = (of: string): number => found.find((one) => one.name === of)?.strength as number;
  const chance = (difference: number): number => 1 / (1 + Math.exp(-difference));
  return matches.reduce(
    (sum, { a, b }) =>
      a === name
        ? sum + chance(strength(a) - strength(b))
        : b === name
          ? sum + chance(strength(b) - strength(a))
          : sum,
    chance(strength(name) + shift),
  );
}

/** By how much all strengths are moved, so that half of all contestants' matches against the average are won. */
function shiftOf(found: Found, matches: readonly Match[]): number {
  let [low, high] = [-20, 20];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const excess = found.reduce((sum, { name }) => sum + expectedWins(name, found, matches, middle), 0);
    if (excess > matches.length + found.length / 2) high = middle;
    else low = middle;
  }
  return low;
}
