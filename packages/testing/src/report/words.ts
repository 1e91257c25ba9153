import type { Interval } from "@sdialog/evaluation";

/** A share in per cent: `85 %`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** A difference of shares in points: `+12`, `−3`, `0`. */
export function points(difference: number): string {
  const rounded = Math.round(difference * 100);
  return rounded > 0 ? `+${rounded}` : rounded < 0 ? `−${-rounded}` : "0";
}

/** An interval of a share: `75 % to 91 %`. */
export function interval({ low, high }: Interval): string {
  return `${percent(low)} to ${percent(high)}`;
}

/** A p-value as people write it: `p < 0.001`, `p = 0.03`. */
export function pValue(p: number): string {
  if (p < 0.001) return "p < 0.001";
  return `p = ${p < 0.1 ? p.toFixed(3) : p.toFixed(2)}`;
}

/** A span of time: `85 ms`, `1.2 s`. */
export function duration(milliseconds: number): string {
  return milliseconds < 1000 ? `${Math.round(milliseconds)} ms` : `${(milliseconds / 1000).toFixed(1)} s`;
}

/** The value below which a share of the sorted values lies (nearest rank); nothing without values. */
export function quantile(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** Plain JSON as it is shown: text as it is, everything else on one line. */
export function plain(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
}
