import {
  densityAt,
  kernelDensity,
  quantileOf,
  standardDeviation,
  weightedSample,
} from "@sdialog/evaluation/internal";

/** A stretch of an axis. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** How the values of one dataset are drawn: a curve, a bar per value, or each by itself where they are few. */
export type Shape =
  | { readonly kind: "curve"; readonly points: readonly { readonly x: number; readonly height: number }[] }
  | {
      readonly kind: "bars";
      readonly bars: readonly { readonly x: number; readonly height: number }[];
      readonly width: number;
    }
  | { readonly kind: "ticks"; readonly values: readonly number[] };

/** So few values have no quartiles to speak of. */
const fewestForFences = 8;
/** Below this many values a curve would invent what is not there. */
const fewestForCurve = 12;
const gridSize = 120;
/** Whole numbers of at most so many steps have bars. */
const mostBars = 24;

/**
 * The part of the axis that shows the bulk of every sample: to three interquartile ranges beyond the quartiles (Tukey's
 * outer fences), and not beyond the values. A handful of outliers leave the rest as wide as it is.
 */
export function bulkOf(samples: readonly (readonly number[])[]): Range {
  const telling = samples.filter((sample) => sample.length >= fewestForFences);
  const ranges = (telling.length > 0 ? telling : samples).flatMap((sample) => {
    if (sample.length === 0) return [];
    const sorted = sample.toSorted((a, b) => a - b);
    const [q1, q3] = [quantileOf(sorted, 0.25), quantileOf(sorted, 0.75)];
    // Where half of the values or more are equal, quartiles say nothing of how far the others reach.
    const reach = q3 > q1 ? 3 * (q3 - q1) : 3 * standardDeviation(Float64Array.from(sample));
    const [low, high] = [sorted[0] as number, sorted.at(-1) as number];
    return [{ low: Math.max(low, q1 - reach), high: Math.min(high, q3 + reach) }];
  });
  const low = Math.min(...ranges.map((range) => range.low));
  const high = Math.max(...ranges.map((range) => range.high));
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : { low: 0, high: 1 };
}

/** The range with a margin at both ends, and some width where it has none. */
export function padded({ low, high }: Range, share = 0.03): Range {
  const size = Math.max(Math.abs(low), Math.abs(high)) || 1;
  const width = high - low;
  // Numbers that differ by rounding alone are one number, and ticks between them would have fifteen digits.
  const margin = width > 1e-9 * size ? share * width : size;
  return { low: low - margin, high: high + margin };
}

/** Whether samples take few whole numbers, so that bars show them as they are. */
export function countable(samples: readonly (readonly number[])[], { low, high }: Range): boolean {
  return (
    high - low <= mostBars && samples.every((sample) => sample.every((value) => Number.isInteger(value)))
  );
}

/** One sample's shape over the part of the axis that is shown, heights in [0, 1] of its highest place. */
export function shapeOf(sample: readonly number[], range: Range, whole: boolean): Shape {
  if (whole && sample.length > 0) return bars(sample, range);
  const deviation = standardDeviation(Float64Array.from(sample));
  if (sample.length < fewestForCurve || !(deviation > 1e-9 * Math.max(1, Math.abs(sample[0] as number))))
    return { kind: "ticks", values: [...new Set(sample)].filter((value) => within(value, range)) };
  return curve(sample, range, deviation);
}

/** How many values lie beyond either end of the part that is shown. */
export function beyond(sample: readonly number[], { low, high }: Range): { below: number; above: number } {
  return {
    below: sample.filter((value) => value < low).length,
    above: sample.filter((value) => value > high).length,
  };
}

/** The share of values at most as large, at each of its values: a curve of steps. */
export function cumulative(sample: readonly number[]): { x: number; share: number }[] {
  const sorted = sample.toSorted((a, b) => a - b);
  return sorted.flatMap((x, index) =>
    sorted[index + 1] === x ? [] : [{ x, share: (index + 1) / sorted.length }],
  );
}

function bars(sample: readonly number[], range: Range): Shape {
  const counts = new Map<number, number>();
  for (const value of sample) if (within(value, range)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = Math.max(1, ...counts.values());
  const shown = [...counts].toSorted(([a], [b]) => a - b);
  return { kind: "bars", width: 0.8, bars: shown.map(([x, count]) => ({ x, height: count / most })) };
}

function curve(sample: readonly number[], range: Range, deviation: number): Shape {
  const sorted = sample.toSorted((a, b) => a - b);
  const quartiles = (quantileOf(sorted, 0.75) - quantileOf(sorted, 0.25)) / 1.34;
  // Silverman's rule (1986, eq. 3.31): outliers widen the deviation and leave the quartiles alone.
  const spread = quartiles > 0 ? Math.min(1, quartiles / deviation) : 1;
  const density = kernelDensity(
    weightedSample(Float64Array.from(sample)),
    0.9 * spread * sample.length ** -0.2,
  );
  // No value lies beyond the extremes, so neither does the curve.
  const low = Math.max(range.low, sorted[0] as number);
  const high = Math.min(range.high, sorted.at(-1) as number);
  const places = Float64Array.from(
    { length: gridSize + 1 },
    (_, step) => low + ((high - low) * step) / gridSize,
  );
  const heights = densityAt(density, places);
  const most = heights.reduce((highest, height) => Math.max(highest, height), 0) || 1;
  return {
    kind: "curve",
    points: Array.from(places, (x, index) => ({ x, height: (heights[index] as number) / most })),
  };
}

function within(value: number, { low, high }: Range): boolean {
  return value >= low && value <= high;
}
