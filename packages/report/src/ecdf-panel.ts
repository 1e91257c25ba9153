import { cumulative } from "./distribution.ts";
import { along, fitted, numbersWidth, ownColor, type Panel, panelWidth } from "./panel.ts";
import { ink } from "./palette.ts";
import { rangeOf } from "./ridge-panel.ts";
import type { SetRow } from "./set-rows.ts";

const height = 170;
const dashes = [[], [6, 3], [2, 2], [8, 3, 2, 3]] as const;

/** The share of values at most as large, a line of steps per dataset, told apart by colour and dashes. */
export function ecdfPanel(rows: readonly SetRow[], axis: string): Panel {
  const shown = rows.filter(({ sample }) => sample.length > 0);
  const range = rangeOf(shown);
  const lines = shown.map(({ sample, color, isReference }, index) => {
    const steps = cumulative(sample);
    const points = [
      { x: range.low, share: shareAt(steps, range.low) },
      ...steps.filter(({ x }) => x > range.low && x < range.high),
      { x: range.high, share: shareAt(steps, range.high) },
    ];
    return {
      data: { values: points.map((point) => ({ ...point, color })) },
      mark: {
        type: "line",
        interpolate: "step-after",
        strokeWidth: isReference ? 2.4 : 1.6,
        strokeDash: isReference ? [] : dashes[index % dashes.length],
      },
      encoding: {
        x: along("x", range, axis),
        y: {
          field: "share",
          type: "quantitative",
          scale: { domain: [0, 1] },
          axis: { title: "Share of values", format: "%", tickCount: 5 },
        },
        color: ownColor,
      },
    };
  });
  const top = shown.map(({ dataset, color }, index) => ({
    color,
    text: fitted(dataset, panelWidth - numbersWidth - 30),
    y: 14 * (index - shown.length) + 2,
  }));
  return {
    width: panelWidth - numbersWidth,
    height,
    layer: [
      ...lines,
      ...top.flatMap(({ color, text, y }, index) => [
        {
          data: { values: [{}] },
          mark: {
            type: "rule",
            color,
            strokeWidth: 2,
            strokeDash: shown[index]?.isReference === true ? [] : dashes[index % dashes.length],
          },
          encoding: { x: { value: 0 }, x2: { value: 22 }, y: { value: y } },
        },
        {
          data: { values: [{ text }] },
          mark: { type: "text", align: "left", baseline: "middle", fontSize: 10, color: ink.text },
          encoding: { x: { value: 28 }, y: { value: y }, text: { field: "text" } },
        },
      ]),
    ],
  } as Panel;
}

function shareAt(steps: readonly { readonly x: number; readonly share: number }[], place: number): number {
  return steps.findLast(({ x }) => x <= place)?.share ?? 0;
}
