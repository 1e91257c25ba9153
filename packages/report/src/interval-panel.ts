import { padded, type Range } from "./distribution.ts";
import { along, fitted, ownColor, type Panel, panelWidth, pixels, texts } from "./panel.ts";
import { ink } from "./palette.ts";
import { referenceOf, type SetRow } from "./set-rows.ts";

const rowHeight = 34;

/** A dot with its interval per dataset, over the reference's interval and, for distances, over what chance gives. */
export function intervalPanel(rows: readonly SetRow[], axis: string): Panel {
  const height = rows.length * rowHeight;
  const range = padded(span(rows), 0.06);
  const places = rows.map((_, index) => ({ top: index * rowHeight, line: index * rowHeight + 22 }));
  const chance = rows.flatMap(({ chance: band }, index) =>
    band === null
      ? []
      : [
          {
            low: band.low,
            high: band.high,
            y: (places[index]?.line ?? 0) - 7,
            y2: (places[index]?.line ?? 0) + 7,
          },
        ],
  );
  return {
    width: panelWidth,
    height,
    layer: [
      ...referenceBand(rows, height, range, axis),
      {
        data: { values: chance },
        mark: { type: "rect", color: ink.reference, opacity: 0.22 },
        encoding: {
          x: along("low", range, axis),
          x2: { field: "high" },
          y: pixels("y", height),
          y2: { field: "y2" },
        },
      },
      ...dots(rows, height, range, axis, (index) => places[index]?.line ?? 0),
      ...names(rows, height, (index) => (places[index]?.top ?? 0) + 9),
    ],
  } as Panel;
}

/** What the reference's number lies in, behind all rows. */
export function referenceBand(rows: readonly SetRow[], height: number, range: Range, axis: string): object[] {
  const reference = referenceOf(rows);
  if (reference === undefined || reference.chance !== null) return [];
  const { value, interval } = reference;
  const band = [
    { low: interval?.low ?? value, high: interval?.high ?? value, value, top: 0, bottom: height },
  ];
  const encoding = { y: pixels("top", height), y2: { field: "bottom" } };
  return [
    {
      data: { values: band },
      mark: { type: "rect", color: ink.reference, opacity: 0.16, clip: true },
      encoding: { ...encoding, x: along("low", range, axis), x2: { field: "high" } },
    },
    {
      data: { values: band },
      mark: { type: "rule", color: ink.reference, strokeDash: [3, 3], clip: true },
      encoding: { ...encoding, x: along("value", range, axis) },
    },
  ];
}

/** The numbers of the rows with their intervals, each at its height. */
export function dots(
  rows: readonly SetRow[],
  height: number,
  range: Range,
  axis: string,
  heightOf: (index: number) => number,
): object[] {
  const values = rows.map(({ color, value, interval }, index) => ({
    color,
    value,
    low: interval?.low ?? value,
    high: interval?.high ?? value,
    y: heightOf(index),
  }));
  const y = pixels("y", height);
  // Where an interval goes on beyond the axis.
  const cut = values.flatMap(({ low, high, ...rest }) => [
    ...(low < range.low ? [{ ...rest, angle: 270, x: 2 }] : []),
    ...(high > range.high ? [{ ...rest, angle: 90, x: panelWidth - 2 }] : []),
  ]);
  return [
    {
      data: { values: cut },
      mark: { type: "point", shape: "triangle-up", filled: true, size: 50, opacity: 1 },
      encoding: {
        x: { field: "x", type: "quantitative", scale: null },
        y,
        angle: { field: "angle", type: "quantitative", scale: null },
        color: ownColor,
      },
    },
    {
      data: { values },
      mark: { type: "rule", strokeWidth: 3, strokeCap: "round", clip: true },
      encoding: { x: along("low", range, axis), x2: { field: "high" }, y, color: ownColor },
    },
    {
      data: { values: values.filter(({ value }) => value >= range.low && value <= range.high) },
      mark: { type: "point", filled: true, size: 62, opacity: 1, stroke: ink.edge, strokeWidth: 1.5 },
      encoding: { x: along("value", range, axis), y, fill: { ...ownColor } },
    },
  ];
}

/** What each row is and shows, in words: the dataset at its left, the number at its right. */
export function names(
  rows: readonly SetRow[],
  height: number,
  heightOf: (index: number) => number,
): object[] {
  const y = pixels("y", height);
  const left = rows.map(({ dataset, told, color }, index) => ({
    text: fitted(dataset, panelWidth - 12 - 5.6 * told.length),
    color,
    y: heightOf(index),
  }));
  const right = rows.map(({ told }, index) => ({ text: told, color: ink.text, y: heightOf(index) }));
  const text = { field: "text" };
  return [
    ...texts(left, { align: "left", fontWeight: "bold" }, { x: { value: 0 }, y, text }),
    ...texts(right, { align: "right" }, { x: { value: panelWidth }, y, text }),
  ];
}

/**
 * All numbers with what chance alone would give, and of their intervals what does not dwarf them: an interval of a
 * handful may reach anywhere.
 */
function span(rows: readonly SetRow[]): Range {
  const values = rows.flatMap(({ value, chance }) => [
    value,
    ...(chance === null ? [] : [chance.low, chance.high]),
  ]);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const widths = rows
    .flatMap(({ interval }) => (interval === null ? [] : [interval.high - interval.low]))
    .toSorted((a, b) => a - b);
  const reach = Math.max(2 * (widths[widths.length >> 1] ?? 0), most - least);
  const ends = rows.flatMap(({ interval }) => (interval === null ? [] : [interval]));
  return {
    low: Math.min(least, ...ends.map(({ low }) => Math.max(low, least - reach))),
    high: Math.max(most, ...ends.map(({ high }) => Math.min(high, most + reach))),
  };
}
