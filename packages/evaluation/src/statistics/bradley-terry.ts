import { InvalidArgumentError } from "@sdialog/core";

/** One comparison of two contestants; a tie is half a win for each. */
export interface Match {
  readonly a: string;
  readonly b: string;
  readonly winner: "a" | "b" | "tie";
}

/** How strong a contestant is, and how often it won. */
export interface Strength {
  readonly name: string;
  /** In natural logarithms of odds, 0 on average: e^(difference) are the odds that one beats another. */
  readonly strength: number;
  /** Share of its matches it won, ties half, in [0, 1]. */
  readonly winRate: number;
  readonly matches: number;
}

/**
 * Strengths of contestants by who beat whom (Bradley & Terry 1952), fitted by minorisation (Hunter 2004), strongest
 * first. Half a win and half a loss against an average contestant stand in for what is not known of each, so that one who
 * won or lost everything has a finite strength.
 *
 * @throws InvalidArgumentError for a match of a contestant with itself, and a winner that is neither `a`, `b` nor `tie`
 */
export function bradleyTerry(matches: readonly Match[]): Strength[] {
  const names = [...new Set(matches.flatMap(({ a, b }) => [a, b]))];
  const place = new Map(names.map((name, index) => [name, index]));
  const wins = new Float64Array(names.length);
  const played = names.map(() => new Float64Array(names.length));
  for (const { a, b, winner } of matches) {
    if (a === b) throw new InvalidArgumentError(`"${a}" cannot be compared with itself`);
    if (winner !== "a" && winner !== "b" && winner !== "tie")
      throw new InvalidArgumentError(
        `The winner of "${a}" and "${b}" is ${JSON.stringify(winner)}, which is neither of them`,
        { hint: 'A winner is "a" or "b", the side of the match and not its name, or "tie".' },
      );
    const [i, j] = [place.get(a) as number, place.get(b) as number];
    for (const [one, other] of [
      [i, j],
      [j, i],
    ] as const) {
      const row = played[one] as Float64Array;
      row[other] = (row[other] as number) + 1;
    }
    const share = winner === "tie" ? 0.5 : winner === "a" ? 1 : 0;
    wins[i] = (wins[i] as number) + share;
    wins[j] = (wins[j] as number) + 1 - share;
  }
  let worth = Float64Array.from(names, () => 1);
  for (let step = 0; step < 10_000; step++) {
    const next = worth.map((own, i) => {
      const expected = (played[i] as Float64Array).reduce(
        (sum, count, j) => (count > 0 ? sum + count / (own + (worth[j] as number)) : sum),
        1 / (own + 1),
      );
      return ((wins[i] as number) + 0.5) / expected;
    });
    const change = Math.max(...next.map((value, i) => Math.abs(Math.log(value / (worth[i] as number)))));
    worth = next;
    if (change < 1e-10) break;
  }
  const logs = Array.from(worth, Math.log);
  const average = logs.reduce((sum, value) => sum + value, 0) / Math.max(1, logs.length);
  return names
    .map((name, i) => {
      const count = (played[i] as Float64Array).reduce((sum, value) => sum + value, 0);
      return {
        name,
        strength: (logs[i] as number) - average,
        winRate: (wins[i] as number) / count,
        matches: count,
      };
    })
    .sort((a, b) => b.strength - a.strength);
}
