import type { TopLevelSpec } from "vega-lite";
import { ink } from "./palette.ts";

/** One drawing of a plot, which stands alone or above others. */
export type Panel = Extract<TopLevelSpec, { vconcat: unknown }>["vconcat"][number];

/** As wide as a column of a journal (3.4 inches) with its margins, and as a phone. */
export const panelWidth = 318;

export const axisLook = {
  gridColor: ink.line,
  domainColor: ink.quiet,
  tickColor: ink.quiet,
  labelColor: ink.quiet,
  titleColor: ink.text,
  labelFontSize: 10,
  titleFontSize: 11,
  titleFontWeight: "normal",
  titlePadding: 6,
  labelFlush: true,
} as const;

/** Left and right of the panels, where the names of axes and the ends of labels stand. */
const margins = { left: 22, right: 10 } as const;

/** How much wider the left margin is where numbers stand at a vertical axis; the panel is as much narrower. */
export const numbersWidth = 22;

/**
 * What all plots look like.
 *
 * @param paper the colour behind them
 * @param left how wide the left margin is beyond the usual
 */
export function look(paper: string | null, left = 0) {
  return {
    // Vega guesses how wide texts are; these say what to cut the drawing to, see `renderSvg`.
    usermeta: { frame: { left: margins.left + left, width: margins.left + panelWidth + margins.right } },
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    background: paper ?? "transparent",
    padding: 4,
    config: {
      font: "Helvetica, Arial, DejaVu Sans, sans-serif",
      axis: axisLook,
      view: { stroke: null },
      title: {
        anchor: "start",
        color: ink.text,
        subtitleColor: ink.quiet,
        fontSize: 13,
        subtitleFontSize: 10,
        subtitlePadding: 4,
        offset: 10,
      },
      legend: { labelColor: ink.text, labelFontSize: 10, symbolSize: 60, title: null },
      concat: { spacing: 18 },
    },
  } as const;
}

/** A vertical position in pixels from the top of a panel. */
export function pixels(field: string, height: number): object {
  return {
    field,
    type: "quantitative",
    scale: { domain: [0, height], range: [0, height], nice: false, zero: false },
    axis: null,
  };
}

/** The title of a vertical axis that has nothing to read off. */
export function sideTitle(text: string, height: number): object {
  return {
    data: { values: [{ text }] },
    mark: { type: "text", angle: 270, align: "center", baseline: "middle", fontSize: 11, color: ink.text },
    encoding: { x: { value: -14 }, y: { value: height / 2 }, text: { field: "text" } },
  };
}

/** Texts with an edge of the paper's colour, so that lines behind them do not cross them. */
export function texts(values: readonly object[], mark: object, encoding: object): object[] {
  const common = { type: "text", baseline: "alphabetic", fontSize: 10, ...mark };
  return [
    {
      data: { values },
      mark: { ...common, color: ink.edge, stroke: ink.edge, strokeWidth: 4, strokeJoin: "round" },
      encoding,
    },
    { data: { values }, mark: common, encoding: { ...encoding, color: ownColor } },
  ];
}

/** A horizontal position on the axis of the values. */
export function along(
  field: string,
  { low, high }: { readonly low: number; readonly high: number },
  title: string,
): object {
  return {
    field,
    type: "quantitative",
    scale: { domain: [low, high], nice: false, zero: false, clamp: false },
    axis: { title, grid: true, ...tickFormat(low, high) },
  };
}

/** Powers of ten where digits written out would not fit between two ticks, or would all begin with noughts. */
function tickFormat(low: number, high: number): object {
  const largest = Math.max(Math.abs(low), Math.abs(high));
  return largest >= 1e6 || largest < 1e-3
    ? { format: "e", tickCount: 3, labelExpr: "datum.value === 0 ? '0' : datum.label" }
    : { tickCount: 5 };
}

/** The colour that stands in the data. */
export const ownColor = { field: "color", type: "nominal", scale: null, legend: null } as const;

/** A text of at most so many pixels at a size of 10, cut with "…". */
export function fitted(text: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 5.6));
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
