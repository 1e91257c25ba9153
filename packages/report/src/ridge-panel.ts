import { beyond, bulkOf, countable, padded, type Range, shapeOf } from "./distribution.ts";
import { dots, names, referenceBand } from "./interval-panel.ts";
import { along, ownColor, type Panel, panelWidth, pixels, sideTitle } from "./panel.ts";
import { ink } from "./palette.ts";
import type { SetRow } from "./set-rows.ts";

const rowHeight = 66;
const ridgeHeight = 36;
/** Where a row's ridge stands, from its top. */
const ground = 54;

/**
 * A ridge per dataset: how its values are spread, with the statistic and its interval on the ground, over the
 * reference's interval. Few whole numbers are bars, few values ticks. What lies beyond the bulk is counted at the edge.
 */
export function ridgePanel(rows: readonly SetRow[], axis: string): Panel {
  const height = rows.length * rowHeight;
  const samples = rows.map(({ sample }) => sample);
  const range = rangeOf(rows);
  const whole = countable(samples, range);
  const floor = (index: number): number => index * rowHeight + ground;
  const shapes = rows.map(({ sample, color }, index) => ({
    color,
    set: index,
    floor: floor(index),
    shape: shapeOf(sample, range, whole),
  }));
  const x = (field: string): object => along(field, range, axis);
  const curves = shapes.flatMap(({ shape, color, set, floor: y2 }) =>
    shape.kind === "curve"
      ? shape.points.map((point) => ({ color, set, x: point.x, y: y2 - ridgeHeight * point.height, y2 }))
      : [],
  );
  const bars = shapes.flatMap(({ shape, color, floor: y2 }) =>
    shape.kind === "bars"
      ? shape.bars.map((bar) => ({
          color,
          x: bar.x - shape.width / 2,
          x2: bar.x + shape.width / 2,
          y: y2 - ridgeHeight * bar.height,
          y2,
        }))
      : [],
  );
  const ticks = shapes.flatMap(({ shape, color, floor: y2 }) =>
    shape.kind === "ticks" ? shape.values.map((value) => ({ color, x: value, y: y2 - 16, y2 })) : [],
  );
  const y = pixels("y", height);
  const area = { y, y2: { field: "y2" } };
  return {
    width: panelWidth,
    height,
    layer: [
      ...referenceBand(rows, height, range, axis),
      {
        data: { values: shapes.map((shape) => ({ y: shape.floor })) },
        mark: { type: "rule", color: ink.line },
        encoding: { x: { value: 0 }, x2: { value: panelWidth }, y },
      },
      {
        data: { values: curves },
        mark: { type: "area", opacity: 0.35, clip: true },
        encoding: { ...area, x: x("x"), color: ownColor, detail: { field: "set" } },
      },
      {
        data: { values: curves },
        mark: { type: "line", strokeWidth: 1.4, clip: true },
        encoding: { y, x: x("x"), color: ownColor, detail: { field: "set" } },
      },
      {
        data: { values: bars },
        mark: { type: "rect", opacity: 0.5, clip: true },
        encoding: { ...area, x: x("x"), x2: { field: "x2" }, color: ownColor },
      },
      {
        data: { values: ticks },
        mark: { type: "rule", strokeWidth: 1.4, opacity: 0.7, clip: true },
        encoding: { ...area, x: x("x"), color: ownColor },
      },
      ...dots(rows, height, range, axis, floor),
      sideTitle(bars.length > 0 ? "Frequency" : "Density", height),
      ...names(rows, height, (index) => index * rowHeight + 10),
      ...outliers(rows, height, range, floor),
    ],
  } as Panel;
}

/**
 * The part of the axis that is shown: the bulk of all values, and the numbers unless they lie farther from it than it is
 * wide. What is beyond is told by arrows and in words.
 */
export function rangeOf(rows: readonly SetRow[]): Range {
  const samples = rows.map(({ sample }) => sample);
  const bulk = bulkOf(samples);
  const values = rows.map(({ value }) => value);
  const reach = bulk.high - bulk.low;
  const near = values.filter((value) => value >= bulk.low - reach && value <= bulk.high + reach);
  const shown = { low: Math.min(bulk.low, ...near), high: Math.max(bulk.high, ...near) };
  const half = countable(samples, shown) ? 0.5 : 0;
  return padded({ low: shown.low - half, high: shown.high + half });
}

function outliers(
  rows: readonly SetRow[],
  height: number,
  range: Range,
  floor: (index: number) => number,
): object[] {
  const counted = rows.map(({ sample }, index) => ({ y: floor(index) - 7, ...beyond(sample, range) }));
  const side = (values: readonly object[], align: "left" | "right"): object => ({
    data: { values },
    mark: { type: "text", align, fontSize: 9, color: ink.quiet },
    encoding: {
      x: { value: align === "left" ? 2 : panelWidth - 2 },
      y: pixels("y", height),
      text: { field: "text" },
    },
  });
  return [
    side(
      counted.flatMap(({ y, below }) => (below === 0 ? [] : [{ y, text: `‹ ${below} below` }])),
      "left",
    ),
    side(
      counted.flatMap(({ y, above }) => (above === 0 ? [] : [{ y, text: `${above} above ›` }])),
      "right",
    ),
  ];
}
