import type { Interval } from "../dataset-evaluator.ts";

/** Interval of a frequency (Wilson 1927), right also for few trials and for 0 % or 100 %; `null` without trials. */
export function wilsonInterval(successes: number, trials: number, level = 0.95): Interval | null {
  if (trials === 0) return null;
  const z = normalQuantile((1 + level) / 2);
  const share = successes / trials;
  const centre = share + (z * z) / (2 * trials);
  const half = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale), level };
}

/** The z below which a standard normal variable lies with probability `p`, for p in [0.5, 1 − 1e−9]: Newton's method on Φ. */
export function normalQuantile(p: number): number {
  let z = 0;
  for (let step = 0; step < 50; step++) {
    const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
    const change = (p - 0.5 - density * series(z)) / density;
    z += change;
    if (Math.abs(change) < 1e-14) break;
  }
  return z;
}

/** (Φ(z) − ½) ÷ φ(z) = z + z³/3 + z⁵/(3·5) + … */
function series(z: number): number {
  let term = z;
  let total = z;
  for (let odd = 3; term > 1e-17 * total; odd += 2) {
    term *= (z * z) / odd;
    total += term;
  }
  return total;
}
