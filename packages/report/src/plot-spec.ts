import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { ComparisonData, ComparisonRow } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import type { TopLevelSpec } from "vega-lite";
import { ecdfPanel } from "./ecdf-panel.ts";
import { intervalPanel } from "./interval-panel.ts";
import { significance } from "./format-cell.ts";
import { fitted, look, numbersWidth, type Panel, panelWidth } from "./panel.ts";
import { ridgePanel } from "./ridge-panel.ts";
import { axisTitle, rowLabel, valuesTitle } from "./row-title.ts";
import { referenceOf, sampleRows, type SetRow, setRows } from "./set-rows.ts";

/** How a plot is drawn. */
export interface PlotOptions {
  /**
   * `spread`: densities with the statistic and its interval, or dots with intervals where there are no values to show.
   * `ecdf`: the share of values at most as large, per dataset. Default: `spread`.
   */
  readonly kind?: "spread" | "ecdf" | undefined;
  /** Whether the plot says above itself what it shows, as one in a file should. Default: true. */
  readonly titled?: boolean | undefined;
  /** The colour behind it; `null` for none. Default: white. */
  readonly paper?: string | null | undefined;
}

/** The names of {@link PlotOptions}. */
export const plotOptionNames: OptionNames<PlotOptions> = { kind: true, titled: true, paper: true };

/** These say how far outliers reach, which stretches an axis and shows nothing. */
const notDrawn = new Set(["min", "max"]);
/** Statistics that lie on the axis of the values, so that they can be drawn among them. */
const amongValues = new Set(["mean", "median"]);

/**
 * A Vega-Lite plot of one evaluator, as wide as a column of a journal: its numbers per dataset with intervals and stars,
 * the reference's interval behind them, above the spread of the values where it summarises some. Datasets are named in
 * the plot and coloured so that the colour-blind tell them apart.
 *
 * @returns `null` when the evaluator failed everywhere, and an `ecdf` where there are no values, or only two different ones
 */
export function plotSpec(
  comparison: ComparisonData,
  evaluator: string,
  options: PlotOptions = {},
): TopLevelSpec | null {
  const {
    kind = "spread",
    titled = true,
    paper = "white",
  } = checkOptions("plotSpec", options, plotOptionNames);
  const drawn = drawnRows(comparison, evaluator);
  const [first] = drawn;
  if (first === undefined) return null;
  const panels =
    kind === "ecdf"
      ? ecdf(first.row, comparison)
      : drawn.map(({ row, sets }, index) => panelOf(row, sets, index === 0));
  if (panels.length === 0) return null;
  const label = rowLabel(first.row);
  return {
    ...look(paper, kind === "ecdf" ? numbersWidth : 0),
    description: `${label.title} of ${comparison.datasets.map(({ name }) => name).join(", ")}`,
    ...(titled
      ? {
          title: {
            text: label.title,
            subtitle: caption(first, kind, comparison.reference).map((line) => fitted(line, panelWidth + 20)),
          },
        }
      : {}),
    ...(panels.length === 1 ? panels[0] : { vconcat: panels }),
  } as TopLevelSpec;
}

/** What a plot is of, for people: "Turn length". */
export function plotTitle(comparison: ComparisonData, evaluator: string): string {
  const [first] = drawnRows(comparison, evaluator);
  return first === undefined ? evaluator : rowLabel(first.row).title;
}

/** What the marks of a plot are, line by line; for the page, where it stands beside the plot. */
export function plotCaption(comparison: ComparisonData, evaluator: string): string[] {
  const [first] = drawnRows(comparison, evaluator);
  return first === undefined ? [] : caption(first, "spread", comparison.reference);
}

function drawnRows(comparison: ComparisonData, evaluator: string): Drawn[] {
  return comparisonRows(comparison)
    .filter((row) => row.evaluator === evaluator && row.statistic !== null)
    .filter(({ statistic }) => !notDrawn.has(statistic as string))
    .map((row) => ({ row, sets: setRows(row, comparison) }))
    .filter(({ sets }) => sets.length > 0);
}

interface Drawn {
  readonly row: ComparisonRow;
  readonly sets: readonly SetRow[];
}

function panelOf(row: ComparisonRow, sets: readonly SetRow[], isFirst: boolean): Panel {
  const spread = isFirst && showsValues({ row, sets });
  const title = axisTitle(rowLabel(row), spread);
  return spread ? ridgePanel(sets, title) : intervalPanel(sets, title);
}

function ecdf(row: ComparisonRow, comparison: ComparisonData): Panel[] {
  const sets = sampleRows(row, comparison);
  return new Set(sets.flatMap(({ sample }) => sample)).size > 2 ? [ecdfPanel(sets, valuesTitle(row))] : [];
}

/** Whether the evaluator summarises values that are at hand, and that differ. */
function showsValues({ row, sets }: Drawn): boolean {
  const values = new Set(sets.flatMap(({ sample }) => sample));
  return amongValues.has(row.statistic as string) && values.size > 2;
}

/** What the marks are, in two lines or three. */
function caption({ row, sets }: Drawn, kind: PlotOptions["kind"], against: string | null): string[] {
  if (kind === "ecdf") return ["Share of values at most as large"];
  const { statistic } = rowLabel(row);
  const level = row.cells.find((cell) => cell.statistic?.interval)?.statistic?.interval?.level;
  const line = level === undefined ? [] : [`line: ${Number((100 * level).toFixed(1))} % interval`];
  const reference = referenceOf(sets);
  const band = sets.some(({ chance }) => chance !== null)
    ? ["band: where chance alone would put it"]
    : reference === undefined
      ? []
      : [`band: that of ${reference.dataset}`];
  const differences = row.cells.flatMap((cell) =>
    significance(cell, row) === "" ? [] : [cell.result?.difference?.test ?? "test"],
  );
  const stars = differences.length === 0 ? [] : [`Stars: ${differences[0]} (Holm)`];
  const dot = `Dot: ${statistic ?? "value"}${distance(sets, against)}`;
  const marks = [...line, ...band].join("; ");
  return [dot, `${marks.charAt(0).toUpperCase()}${marks.slice(1)}`, ...stars].filter((text) => text !== "");
}

/** What a distance is from, where it is one. */
function distance(sets: readonly SetRow[], against: string | null): string {
  return against !== null && sets.some(({ chance }) => chance !== null) ? ` from ${against}` : "";
}
