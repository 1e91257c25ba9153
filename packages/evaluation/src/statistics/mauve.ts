import { InvalidArgumentError } from "@sdialog/core";
import { checkOptions } from "@sdialog/core/internal";
import { checkHistograms } from "./check-numbers.ts";

/**
 * MAUVE (Pillutla et al. 2021, arXiv 2102.01454): the area under the curve of the two kinds of error, each the
 * exponential of −c times a Kullback–Leibler divergence from a mixture of both; in (0, 1], 1 = same.
 *
 * Points of equal height are ordered so that no area is lost between them.
 *
 * @param p share of one dataset in each bin, summing to 1
 * @param q share of the other
 * @throws InvalidArgumentError for what are not shares of the same bins, or a scaling or number of mixtures out of range
 */
export function mauve(
  p: ArrayLike<number>,
  q: ArrayLike<number>,
  options: { readonly scaling?: number; readonly mixtures?: number } = {},
): number {
  const { scaling = 5, mixtures = 25 } = checkOptions("mauve", options, { scaling: true, mixtures: true });
  checkHistograms("mauve", p, q);
  if (!(scaling > 0 && Number.isFinite(scaling) && Number.isSafeInteger(mixtures) && mixtures >= 2))
    throw new InvalidArgumentError(
      `mauve: scaling must be above 0 and mixtures a whole number of at least 2, not ${scaling} and ${mixtures}`,
    );
  const points: [number, number][] = [
    [1, 0],
    [0, 1],
  ];
  for (let step = 0; step < mixtures; step++) {
    const share = 1e-6 + ((1 - 2e-6) * step) / (mixtures - 1);
    const mixture = Array.from(
      { length: p.length },
      (_, bin) => share * (p[bin] as number) + (1 - share) * (q[bin] as number),
    );
    points.push([Math.exp(-scaling * divergence(q, mixture)), Math.exp(-scaling * divergence(p, mixture))]);
  }
  return (areaUnder(points) + areaUnder(points.map(([x, y]) => [y, x]))) / 2;
}

/**
 * Frontier integral (Liu et al. 2021, arXiv 2106.07898): twice the mean over all mixtures of the divergences that
 * MAUVE's curve is made of, in closed form; 0 = same, 1 = nothing in common.
 *
 * @throws InvalidArgumentError for what are not shares of the same bins
 */
export function frontierIntegral(p: ArrayLike<number>, q: ArrayLike<number>): number {
  checkHistograms("frontierIntegral", p, q);
  let sum = 0;
  for (let bin = 0; bin < p.length; bin++) {
    const [a, b] = [p[bin] as number, q[bin] as number];
    if (a === b) continue;
    const shared = a === 0 || b === 0 ? 0 : (a * b * (Math.log(a) - Math.log(b))) / (a - b) / 2;
    sum += 2 * ((a + b) / 4 - shared);
  }
  return sum;
}

function divergence(p: ArrayLike<number>, q: ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < p.length; bin++) {
    const share = p[bin] as number;
    if (share > 0) sum += share * Math.log(share / (q[bin] as number));
  }
  return Math.max(0, sum);
}

/** Trapezoids over x, from left to right, and from the top down where x is the same. */
function areaUnder(points: readonly (readonly [number, number])[]): number {
  const sorted = points.toSorted(([x, y], [otherX, otherY]) => x - otherX || otherY - y);
  return sorted.slice(1).reduce((sum, [x, y], index) => {
    const [left, height] = sorted[index] as readonly [number, number];
    return sum + ((x - left) * (y + height)) / 2;
  }, 0);
}
