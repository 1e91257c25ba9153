import { InvalidArgumentError, type Random } from "@sdialog/core";
import type { z } from "zod";
import type { Member, populationSchema } from "./population-data.ts";

/**
 * Draws people with the wanted shares of every attribute, and the wanted correlations between them: a Gaussian copula
 * (Nelsen 2006, An Introduction to Copulas). Normal scores with these correlations are drawn together, and each becomes the value that
 * stands at its rank.
 *
 * @throws InvalidArgumentError for correlations of attributes there are not, or that cannot hold together
 */
export function copulaDraws(data: z.output<typeof populationSchema>): (random: Random) => Member {
  const names = Object.keys(data.attributes);
  if (names.length === 0) throw new InvalidArgumentError("A population needs an attribute");
  const factor = cholesky(correlationMatrix(names, data.correlations));
  const values = names.map((name) => quantileOf(data.attributes[name] as Attribute));
  return (random) => {
    const independent = names.map(() => random.normal());
    return Object.fromEntries(
      names.map((name, row) => {
        const score = (factor[row] as number[]).reduce(
          (sum, weight, column) => sum + weight * (independent[column] as number),
          0,
        );
        return [name, (values[row] as ReturnType<typeof quantileOf>)(score)];
      }),
    );
  };
}

type Attribute = z.output<typeof populationSchema>["attributes"][string];

/** The share of every value, by attribute, as the description has it; numbers that are about normal have none. */
export function attributeShares({
  attributes,
}: z.output<typeof populationSchema>): ReadonlyMap<string, ReadonlyMap<string, number>> {
  return new Map(
    Object.entries(attributes).flatMap(([name, attribute]) => {
      if (!("values" in attribute)) return [];
      const total = Object.values(attribute.values).reduce((sum, share) => sum + share, 0);
      const shares = Object.entries(attribute.values).map(
        ([value, share]) => [value, share / total] as const,
      );
      return [[name, new Map(shares)] as const];
    }),
  );
}

function correlationMatrix(
  names: readonly string[],
  correlations: z.output<typeof populationSchema>["correlations"],
): number[][] {
  const matrix = names.map((_, row) => names.map((__, column) => (row === column ? 1 : 0)));
  for (const { between, value } of correlations) {
    const [a, b] = between.map((name) => names.indexOf(name)) as [number, number];
    const missing = a === -1 ? between[0] : b === -1 ? between[1] : undefined;
    if (missing !== undefined)
      throw new InvalidArgumentError(`A correlation names "${missing}", which is not an attribute`, {
        hint: `Attributes: ${names.join(", ")}.`,
      });
    if (a === b) throw new InvalidArgumentError(`"${names[a]}" is correlated with itself`);
    (matrix[a] as number[])[b] = value;
    (matrix[b] as number[])[a] = value;
  }
  return matrix;
}

/** The lower triangle L with L·Lᵀ = the matrix. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < matrix.length; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row]?.[column] as number;
      for (let k = 0; k < column; k++) rest -= (lower[row]?.[k] as number) * (lower[column]?.[k] as number);
      if (row === column && rest < -1e-9)
        throw new InvalidArgumentError("The correlations of the population contradict each other", {
          hint: "Two that go together cannot go against a third in different ways: make some of them weaker.",
        });
      const pivot = lower[column]?.[column] as number;
      (lower[row] as number[])[column] =
        row === column ? Math.sqrt(Math.max(0, rest)) : pivot === 0 ? 0 : rest / pivot;
    }
  }
  return lower;
}

/** The value at a normal score. */
function quantileOf(attribute: Attribute): (score: number) => string | number {
  if ("values" in attribute) {
    const entries = Object.entries(attribute.values).filter(([, share]) => share > 0);
    const total = entries.reduce((sum, [, share]) => sum + share, 0);
    return (score) => {
      let rest = normalDistribution(score) * total;
      return (entries.find(([, share]) => (rest -= share) < 0) ?? (entries.at(-1) as [string, number]))[0];
    };
  }
  const { mean, deviation, least = -Infinity, most = Infinity, whole } = attribute;
  return (score) => {
    const value = Math.min(most, Math.max(least, mean + deviation * score));
    return whole ? Math.round(value) : value;
  };
}

/** Φ, by Abramowitz & Stegun 1964, 26.2.17: off by less than 7.5·10⁻⁸. */
function normalDistribution(x: number): number {
  const t = 1 / (1 + 0.231_641_9 * Math.abs(x));
  const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  const series = [0.319_381_53, -0.356_563_782, 1.781_477_937, -1.821_255_978, 1.330_274_429];
  const upper = density * series.reduce((sum, factor, index) => sum + factor * t ** (index + 1), 0);
  return x >= 0 ? 1 - upper : upper;
}
