import { expect, it } from "vitest";
import { padded } from "./distribution.ts";
import { ecdfPanel } from "./ecdf-panel.ts";
import { intervalPanel } from "./interval-panel.ts";
import { ink } from "./palette.ts";
import { panelWidth } from "./panel.ts";
import { rangeOf, ridgePanel } from "./ridge-panel.ts";
import type { SetRow } from "./set-rows.ts";

const row = (dataset: string, value: number, more: Partial<SetRow> = {}): SetRow => ({
  dataset,
  color: `#${dataset}`,
  isReference: dataset === "people",
  value,
  interval: null,
  chance: null,
  told: String(value),
  sample: [],
  ...more,
});

interface Layer {
  readonly data: { readonly values: readonly Readonly<Record<string, unknown>>[] };
  readonly mark: Readonly<Record<string, unknown>>;
  readonly encoding: Readonly<Record<string, { field?: string; value?: unknown; scale?: unknown }>>;
}
const layersOf = (panel: unknown, type: string): Layer[] =>
  (panel as { layer: Layer[] }).layer.filter(({ mark }) => mark["type"] === type);
const domainOf = ({ encoding }: Layer): unknown =>
  (encoding["x"]?.scale as { domain: unknown } | undefined)?.domain;

it("puts a row every 34 pixels: a dot on its line, its interval through it, chance around it", () => {
  const rows = [
    row("made", 5, { interval: { low: 4, high: 7 }, chance: { low: 1, high: 2 } }),
    row("other", 6),
  ];
  const panel = intervalPanel(rows, "Length");
  expect(panel).toMatchObject({ width: panelWidth, height: 68 });
  const [chance] = layersOf(panel, "rect");
  expect(chance?.data.values).toEqual([{ low: 1, high: 2, y: 15, y2: 29 }]);
  const [interval] = layersOf(panel, "rule");
  expect(interval?.data.values).toEqual([
    { color: "#made", value: 5, low: 4, high: 7, y: 22 },
    { color: "#other", value: 6, low: 6, high: 6, y: 56 },
  ]);
  expect(interval?.mark).toMatchObject({ clip: true, strokeWidth: 3, strokeCap: "round" });
  const dots = layersOf(panel, "point").at(-1);
  expect(dots?.data.values.map(({ value, y }) => [value, y])).toEqual([
    [5, 22],
    [6, 56],
  ]);
  // All numbers and what chance gives, and as much of the interval: from 1 to 7, with a margin of 6 %.
  const { low, high } = padded({ low: 1, high: 7 }, 0.06);
  expect(interval && domainOf(interval)).toEqual([low, high]);
});

it("cuts an interval that dwarfs the numbers, and says with a mark that it goes on", () => {
  const rows = [
    row("a", 5, { interval: { low: 4, high: 6 } }),
    row("b", 6, { interval: { low: 5, high: 7 } }),
    row("c", 7, { interval: { low: -1000, high: 1000 } }),
  ];
  const panel = intervalPanel(rows, "Length");
  const cut = layersOf(panel, "point")[0];
  expect(cut?.data.values.map(({ x, angle, y, color }) => [x, angle, y, color])).toEqual([
    [2, 270, 90, "#c"],
    [panelWidth - 2, 90, 90, "#c"],
  ]);
  expect(cut?.encoding["x"]).toEqual({ field: "x", type: "quantitative", scale: null });
  expect(cut?.encoding["angle"]).toEqual({ field: "angle", type: "quantitative", scale: null });
  expect(cut?.mark).toMatchObject({ shape: "triangle-up", filled: true });
  // One that ends with the axis goes on no farther.
  const ends = intervalPanel([row("a", 0, { interval: { low: 0, high: 0 } })], "Length");
  expect(layersOf(ends, "point")[0]?.data.values).toEqual([]);
  // Twice the middle interval's width beyond the least and the most, in whatever order the rows stand.
  expect(domainOf(layersOf(intervalPanel(rows.toReversed(), "Length"), "rule")[0] as Layer)).toEqual(
    domainOf(layersOf(panel, "rule")[0] as Layer),
  );
  const { low, high } = padded({ low: 5 - 4, high: 7 + 4 }, 0.06);
  const [interval] = layersOf(panel, "rule");
  expect(interval && domainOf(interval)).toEqual([low, high]);
});

it("draws the reference's interval behind all rows where there are several, its number where it has none", () => {
  const others = [row("made", 6)];
  const banded = (reference: SetRow) =>
    layersOf(intervalPanel([reference, ...others], "Length"), "rect")[0]?.data.values;
  expect(banded(row("people", 5, { interval: { low: 4, high: 7 } }))).toEqual([
    { low: 4, high: 7, value: 5, top: 0, bottom: 68 },
  ]);
  expect(banded(row("people", 5))).toEqual([{ low: 5, high: 5, value: 5, top: 0, bottom: 68 }]);
  const [, number] = (intervalPanel([row("people", 5), ...others], "x") as unknown as { layer: Layer[] })
    .layer;
  expect(number?.mark).toEqual({ type: "rule", color: ink.reference, strokeDash: [3, 3], clip: true });
  const alone = layersOf(intervalPanel([row("people", 5)], "Length"), "rect");
  expect(alone.map(({ data }) => data.values)).toEqual([[]]);
  const [band, line] = (intervalPanel([row("people", 5), ...others], "x") as unknown as { layer: Layer[] })
    .layer;
  expect(band?.mark).toEqual({ type: "rect", color: ink.reference, opacity: 0.16, clip: true });
  expect(line?.encoding["y2"]).toEqual({ field: "bottom" });
});

it("stands ridges on a ground every 66 pixels: bars as wide as they are, ticks of sixteen pixels", () => {
  const whole = ridgePanel(
    [row("made", 1.5, { sample: [1, 1, 2] }), row("other", 2, { sample: [2] })],
    "Turns",
  );
  const bars = layersOf(whole, "rect").flatMap(({ data }) => data.values);
  expect(bars).toEqual([
    { color: "#made", x: 0.6, x2: 1.4, y: 54 - 36, y2: 54 },
    { color: "#made", x: 1.6, x2: 2.4, y: 54 - 18, y2: 54 },
    { color: "#other", x: 1.6, x2: 2.4, y: 120 - 36, y2: 120 },
  ]);
  const few = ridgePanel([row("made", 2, { sample: [1.5, 2.5] })], "Turns");
  const ticks = (few as unknown as { layer: Layer[] }).layer
    .flatMap(({ data }) => data.values)
    .filter(({ x, y2 }) => x === 1.5 && y2 === 54);
  expect(ticks).toEqual([{ color: "#made", x: 1.5, y: 38, y2: 54 }]);
});

it("shows the bulk of the values, and numbers no farther from it than it is wide", () => {
  const sample = Array.from({ length: 21 }, (_, index) => index / 2);
  const shown = (value: number) => rangeOf([row("made", value, { sample })]);
  expect(shown(5)).toEqual(padded({ low: 0, high: 10 }));
  expect([shown(20), shown(-10)]).toEqual([padded({ low: 0, high: 20 }), padded({ low: -10, high: 10 })]);
  expect([shown(20.1), shown(-10.1)]).toEqual([padded({ low: 0, high: 10 }), padded({ low: 0, high: 10 })]);
  // Bars of whole numbers have half a step beyond the first and the last.
  expect(rangeOf([row("made", 2, { sample: [1, 3] })])).toEqual(padded({ low: 0.5, high: 3.5 }));
});

it("goes up in steps from 0 to all values, and names its lines", () => {
  const rows = [row("people", 2, { sample: [1, 2, 2, 3] }), row("made", 5, { sample: [5] }), row("none", 1)];
  const lines = layersOf(ecdfPanel(rows, "Length"), "line");
  const range = rangeOf(rows.slice(0, 2));
  const points = lines[0]?.data.values.map(({ x, share }) => [x, share]) ?? [];
  expect(points.slice(1, -1)).toEqual([
    [1, 0.25],
    [2, 0.75],
    [3, 1],
  ]);
  expect([points[0], points.at(-1)]).toEqual([
    [range.low, 0],
    [range.high, 1],
  ]);
  expect(lines.map(({ mark }) => [mark["strokeWidth"], mark["strokeDash"]])).toEqual([
    [2.4, []],
    [1.6, [6, 3]],
  ]);
  const texts = layersOf(ecdfPanel(rows, "Length"), "text").flatMap(({ data }) =>
    data.values.map(({ text }) => text),
  );
  expect(texts).toEqual(["people", "made"]);
});

it("says what each row is at its left and its number at its right, each as long as there is room", () => {
  const rows = [row("made", 5, { told: "5 [4, 7] **" }), row("n".repeat(90), 6, { told: "6 [5, 7]" })];
  const texts = layersOf(intervalPanel(rows, "Length"), "text");
  const [left, right] = (["left", "right"] as const).map((side) =>
    texts.filter(({ mark }) => mark["align"] === side),
  );
  const told = (layers: Layer[] | undefined) =>
    new Set(layers?.flatMap(({ data }) => data.values.map(({ text, y }) => `${y} ${String(text)}`)));
  expect(told(right)).toEqual(new Set(["9 5 [4, 7] **", "43 6 [5, 7]"]));
  expect([...told(left)][0]).toBe("9 made");
  const [, long = ""] = [...told(left)];
  expect(long).toMatch(/^43 n{30,50}…$/);
  expect(
    left?.every(({ mark, encoding }) => mark["fontWeight"] === "bold" && encoding["x"]?.value === 0),
  ).toBe(true);
  expect(right?.every(({ encoding }) => encoding["x"]?.value === panelWidth)).toBe(true);
});

it("counts at the edges of a ridge what lies beyond it, where anything does", () => {
  const sample = Array.from({ length: 40 }, (_, index) => 10 + index / 10);
  const counted = (...more: number[]): unknown[] =>
    layersOf(ridgePanel([row("made", 12, { sample: [...sample, ...more] })], "Turns"), "text").flatMap(
      ({ data }) => data.values.map(({ text }) => text).filter((text) => /below|above/.test(String(text))),
    );
  expect(counted()).toEqual([]);
  expect(counted(1e6)).toEqual(["1 above ›"]);
  expect(counted(-1e6, -1e5)).toEqual(["‹ 2 below"]);
});

it("rises from its ground where values are", () => {
  const sample = Array.from({ length: 40 }, (_, index) => index / 4 + 0.1);
  const [area] = layersOf(ridgePanel([row("made", 5, { sample })], "Turns"), "area");
  const heights = area?.data.values.map(({ y }) => y as number) ?? [];
  expect([Math.min(...heights), Math.max(...heights) <= 54]).toEqual([54 - 36, true]);
});
