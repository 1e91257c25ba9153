import { groupBy } from "@sdialog/core/internal";
import type { ComparisonData, ComparisonRow, ComparisonRowCell } from "@sdialog/evaluation";
import { evaluatorTitle, rowTitle } from "./row-title.ts";

/** A number with four significant digits, or as many as are asked for; `–` for none. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "–";
  if (value !== 0 && (Math.abs(value) >= 1e6 || Math.abs(value) < 1e-4)) return value.toExponential(2);
  return String(Number(value.toPrecision(digits)));
}

/** Stars for how sure a difference from the reference is: * below 0.05, ** below 0.01, *** below 0.001. */
export function significance(cell: ComparisonRowCell, row: ComparisonRow): string {
  const p = cell.result?.difference?.adjustedP;
  // One test per evaluator, on its first statistic.
  const tested = row.statistic !== null && Object.keys(cell.result?.statistics ?? {})[0] === row.statistic;
  if (p === undefined || !tested) return "";
  return p < 0.001 ? "***" : p < 0.01 ? "**" : p < 0.05 ? "*" : "";
}

/** `12.3 [11.9, 12.8] **`, or `failed`; with how many dialogues it rests on where that is a sample of the dataset. */
export function formatCell(cell: ComparisonRowCell, row: ComparisonRow, comparison: ComparisonData): string {
  if (cell.error !== null) return "failed";
  const { value = null, interval = null } = cell.statistic ?? {};
  const range = interval === null ? "" : ` [${formatNumber(interval.low)}, ${formatNumber(interval.high)}]`;
  const { debiased, nullBand } = cell.statistic ?? {};
  const chance = debiased === undefined || !nullBand ? "" : ` (chance: up to ${formatNumber(nullBand.high)})`;
  const stars = significance(cell, row);
  const sampled = sampledOf(cell, comparison);
  const n = sampled === null ? "" : ` (n = ${sampled.n})`;
  return `${formatNumber(value)}${range}${chance}${stars === "" ? "" : ` ${stars}`}${n}`;
}

/** On how many of how many dialogues a number was measured, where a sample of the dataset was drawn for it; else `null`. */
export function sampledOf(
  { dataset, result }: ComparisonData["results"][number],
  { datasets }: ComparisonData,
): { readonly n: number; readonly of: number } | null {
  const of = datasets.find(({ name }) => name === dataset)?.n ?? 0;
  if (result === null) return null;
  const { n, missing, failed } = result;
  return n > 0 && n + missing + (failed?.count ?? 0) < of ? { n, of } : null;
}

/** What the head of a column cannot say of the numbers below it that rest on fewer dialogues. */
function samples(comparison: ComparisonData): string[] {
  const smallest = Math.min(...comparison.datasets.map(({ n }) => n));
  const found = comparison.results.flatMap((cell) => {
    const sampled = sampledOf(cell, comparison);
    if (sampled === null) return [];
    const why = sampled.n === smallest ? "as many as the smallest set has" : "a random sample";
    const title = evaluatorTitle(comparison, cell.evaluator);
    return [{ title, told: `${sampled.n} of ${sampled.of} dialogues of ${cell.dataset}, ${why}` }];
  });
  const titles = groupBy(found, ({ told }) => told);
  return [...titles].map(([told, of]) => `${of.map(({ title }) => title).join(", ")}: measured on ${told}`);
}

/** `Turn length, mean (words per turn)`, with ↑ or ↓ where one way is better. */
export function formatLabel(row: ComparisonRow): string {
  const label = rowTitle(row);
  const better = row.cells.find(({ statistic }) => statistic?.better !== undefined)?.statistic?.better;
  return better === undefined ? label : `${label} ${better === "higher" ? "↑" : "↓"}`;
}

/** Whether to say of a dataset that it is the reference; its name may have said so. */
export function marked(name: string, { reference }: ComparisonData): boolean {
  return name === reference && name !== "reference";
}

/** What a reader of the table needs to know, line by line. */
export function footnotes(comparison: ComparisonData): string[] {
  const { results, reference, seed, map } = comparison;
  const levels = new Set(
    results.flatMap(({ result }) =>
      Object.values(result?.statistics ?? {}).flatMap(({ interval }) => interval?.level ?? []),
    ),
  );
  const intervals = [...levels].map((level) => `[low, high]: ${Number((100 * level).toFixed(1))} % interval`);
  const differences = results.flatMap(({ result }) => result?.difference ?? []);
  const tests = [...new Set(differences.map(({ test }) => test ?? "permutation test"))];
  const against = reference === null ? "the reference" : reference;
  const notes = results.flatMap(({ dataset, evaluator: name, result, error }) => {
    const evaluator = evaluatorTitle(comparison, name);
    if (error !== null)
      return [
        `${evaluator} failed on ${dataset}: ${error.message}${error.hint === null ? "" : ` ${error.hint}`}`,
      ];
    const { missing = 0, notFinite = 0, failed } = result ?? {};
    return [
      ...(missing > 0 ? [`${evaluator} is not defined for ${missing} of ${dataset}`] : []),
      ...(notFinite > 0
        ? [
            `${evaluator} gave ${notFinite} numbers of ${dataset} that are NaN or infinite, which count as missing`,
          ]
        : []),
      ...(failed === undefined
        ? []
        : [`${evaluator} failed on ${failed.count} of ${dataset}: ${failed.message}`]),
    ];
  });
  const directed = results.some(({ result }) =>
    Object.values(result?.statistics ?? {}).some(({ better }) => better !== undefined),
  );
  return [
    ...intervals,
    ...(directed
      ? [`↑ higher, ↓ lower is better${tests.length > 0 ? ", or nearer to the reference" : ""}`]
      : []),
    ...(tests.length > 0
      ? [`* p < 0.05, ** p < 0.01, *** p < 0.001 against ${against} (${tests.join("; ")}; Holm's correction)`]
      : []),
    ...samples(comparison),
    ...withoutPower(results),
    `seed ${seed}`,
    ...notes,
    ...(map !== undefined && map !== null && "error" in map ? [`no map: ${map.error}`] : []),
  ];
}

/** Tests that could not have given a star, whatever the data. */
function withoutPower(results: ComparisonData["results"]): string[] {
  const differences = results.flatMap(({ result }) => result?.difference ?? []);
  const powerless = differences.filter(({ smallestAdjustedP = 0 }) => smallestAdjustedP >= 0.05);
  // Of which there is no test at all, however many rounds.
  const tooFew = powerless.filter(({ smallestP = 1 }) => smallestP === 1);
  const corrected = powerless.filter(({ smallestP = 1 }) => smallestP < 1);
  const smallest = Math.min(...corrected.map(({ smallestP = 1 }) => smallestP));
  return [
    ...(tooFew.length === 0
      ? []
      : [
          `${tooFew.length} of ${differences.length} tests could not have given a star with so few dialogues on a side, whatever these are; more dialogues make it possible`,
        ]),
    ...(corrected.length === 0
      ? []
      : [
          `${corrected.length} of ${differences.length} tests could not have passed Holm's correction by themselves: their smallest p is ${formatNumber(smallest)}, times ${differences.length} tests. More rounds (permutations), more dialogues or fewer metrics make it possible`,
        ]),
  ];
}
