import { Dialog } from "@sdialog/core";
import {
  type Comparison,
  compareDatasets,
  type DialogScore,
  defineScore,
  KolmogorovSmirnovEvaluator,
  MedianEvaluator,
  StatsEvaluator,
} from "@sdialog/evaluation";
import { beforeAll, describe, expect, it } from "vitest";
import { beyond, bulkOf, countable, cumulative, shapeOf } from "./distribution.ts";
import { figures } from "./figures.ts";
import { intervalPanel } from "./interval-panel.ts";
import { look } from "./panel.ts";
import { plotSpec } from "./plot-spec.ts";
import { renderSvg } from "./render-svg.ts";

const ofNote = (name: string): DialogScore =>
  defineScore(name, (dialog) => (dialog.notes as Record<string, number>)[name] ?? null);
const yes: DialogScore = { ...ofNote("agrees"), yesNo: true, direction: "higher" };
const talks = (shift: number, n = 40): Dialog[] =>
  Array.from(
    { length: n },
    (_, id) =>
      new Dialog({
        id,
        notes: {
          smooth: shift + Math.sin(id * 1.7) * 4 + id / 10,
          whole: Math.floor(id / 10) + Math.round(shift),
          agrees: id % 3 === 0 ? 1 : 0,
          wild: id === 3 ? 100_000 : shift + (id % 7) / 3,
        },
        turns: [{ speaker: "Ann", text: "so ".repeat(1 + (id % 5)) }],
      }),
  );
let comparison: Comparison;
beforeAll(async () => {
  comparison = await compareDatasets(
    { "people, of whom there are many and who have a long name": talks(0), made: talks(6), few: talks(2, 4) },
    {
      reference: "people, of whom there are many and who have a long name",
      metrics: [
        ofNote("smooth"),
        ofNote("whole"),
        ofNote("wild"),
        yes,
        "mean-turn-length",
        new KolmogorovSmirnovEvaluator(ofNote("smooth"), { resamples: 20, permutations: 19 }),
        new StatsEvaluator(ofNote("smooth"), { resamples: 20, permutations: 19 }),
        new MedianEvaluator(ofNote("smooth"), { resamples: 20, permutations: 19 }),
      ],
      evaluators: ["distinct-2"],
      resamples: 20,
      permutations: 1999,
      map: () =>
        Promise.resolve({
          embedder: "hashing:8",
          points: Array.from({ length: 12 }, (_, id) => ({
            dataset: id % 2 === 0 ? "made" : "few",
            id,
            x: id,
            y: -id,
          })),
        }),
    },
  );
});

/** Every axis that a plot draws. */
function axesOf(spec: unknown): { readonly title: unknown }[] {
  if (typeof spec !== "object" || spec === null) return [];
  const own = "axis" in spec && typeof spec.axis === "object" && spec.axis !== null && "title" in spec.axis;
  return [
    ...(own ? [(spec as { axis: { title: unknown } }).axis] : []),
    ...Object.entries(spec).flatMap(([key, part]) => (key === "config" ? [] : axesOf(part))),
  ];
}

describe("every picture", () => {
  it("names its axes, has one width and only finite numbers, and loads nothing", async () => {
    const all = [...figures(comparison), ...figures(comparison, { kind: "ecdf" })];
    expect(all.length).toBeGreaterThan(12);
    for (const { name, title, spec } of all) {
      const svg = await renderSvg(spec);
      expect([name, svg]).toEqual([name, expect.stringMatching(/^<svg[^>]*width="350"/)]);
      const axes = axesOf(spec);
      expect([name, axes.length]).toEqual([name, expect.toSatisfy((count: number) => count > 0)]);
      for (const { title: axis } of axes)
        expect([name, svg]).toEqual([name, expect.stringContaining(`>${axis}</text>`)]);
      // A ridge says what its height is; a dot has no height.
      const ridge = />(?:Density|Frequency|Share of values)</.test(svg);
      expect(ridge || !name.startsWith("mean-"), `the height in ${name} is named`).toBe(true);
      expect(title).not.toContain("mean-");
      expect(svg).not.toMatch(/NaN|Infinity|undefined|https?:(?!\/\/www\.w3\.org)/);
    }
  }, 60_000);

  it("is the same drawing again", async () => {
    const spec = plotSpec(comparison, "mean-smooth");
    expect(await renderSvg(spec!)).toBe(await renderSvg(plotSpec(comparison, "mean-smooth")!));
  });

  it("says with stars which numbers differ, and by which test", () => {
    const text = JSON.stringify(plotSpec(comparison, "mean-smooth"));
    expect(text).toMatch(/"5\.\d+ \[[^\]]+\] \*+"|"\d+(\.\d+)? \[[^\]]+\] \*+"/);
    expect(text).toContain("Stars: studentised permutation test of means (Holm)");
    expect(JSON.stringify(plotSpec(comparison, "mean-whole", { titled: false }))).not.toContain("Stars:");
  });

  it("of several statistics has a panel each, the first with the values, but for how far outliers reach", () => {
    const panels = (plotSpec(comparison, "stats-smooth") as unknown as { vconcat: unknown[] }).vconcat;
    const texts = panels.map((panel) => JSON.stringify(panel));
    expect(
      texts.map((text) => /"Smooth"|"(?:Standard deviation|Median|Minimum|Maximum)"/.exec(text)?.[0]),
    ).toEqual(['"Smooth"', '"Standard deviation"', '"Median"']);
    expect(texts.map((text) => /Density|Frequency/.test(text))).toEqual([true, false, false]);
  });

  it("is not drawn of what failed, nor as curves of yes and no", () => {
    expect(plotSpec(comparison, "nothing")).toBeNull();
    expect(plotSpec(comparison, "frequency-agrees", { kind: "ecdf" })).toBeNull();
    expect(() => plotSpec(comparison, "mean-smooth", { kinds: "ecdf" } as never)).toThrow("kinds");
  });
});

describe("figures", () => {
  it("have titles of their own, though several measure the same", () => {
    const titles = figures(comparison).map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it("of a distance show every source's values on the score's own axis, as cumulative shares", () => {
    const { name: distance } = new KolmogorovSmirnovEvaluator(ofNote("smooth"));
    const text = JSON.stringify(plotSpec(comparison, distance, { kind: "ecdf" }));
    for (const { name } of comparison.datasets) expect(text).toContain(`"text":"${name.slice(0, 20)}`);
    expect(text).toContain('"title":"Smooth"');
  });

  it.each([
    [0, 5, []],
    [0, 2.4e9, ["0", "1e+9", "2e+9"]],
    [1e9, 3.1e9, ["1e+9", "2e+9", "3e+9"]],
    [-4e-7, 4e-7, ["−4e-7", "0", "4e-7"]],
  ])("from %d to %d have numbers that fit at their axis", async (low, high, powers) => {
    const color = "#000";
    const rows = [low, high].map((value, index) => ({
      dataset: `made ${index}`,
      color,
      isReference: false,
      value,
      interval: null,
      chance: null,
      told: "",
      sample: [],
    }));
    const svg = await renderSvg({ ...look(null), vconcat: [intervalPanel(rows, "Points")] });
    const numbers = [...svg.matchAll(/<text[^>]*>([−\d.e+-]+)<\/text>/g)].map(([, text]) => text!);
    expect(numbers.length).toBeGreaterThan(1);
    for (const number of numbers) expect(number.length).toBeLessThan(9);
    if (powers.length > 0) expect(numbers).toEqual(expect.arrayContaining(powers));
  });

  it("hold the whole band of chance, and no axis of numbers that differ by rounding alone", () => {
    const value = 0.004072096261961246;
    const row = {
      dataset: "made",
      color: "#000",
      isReference: false,
      value,
      interval: null,
      told: "",
      sample: [],
    };
    const domain = (chance: { low: number; high: number } | null): string =>
      /"domain":\[(-?[\d.e-]+,-?[\d.e-]+)\]/.exec(
        JSON.stringify(intervalPanel([{ ...row, chance }], "MAUVE")),
      )?.[1] ?? "";
    const [low, high] = domain({ low: 0.3, high: 0.9 }).split(",").map(Number) as [number, number];
    expect(low).toBeLessThan(value);
    expect(high).toBeGreaterThan(0.9);
    const [bottom, top] = domain(null).split(",").map(Number) as [number, number];
    expect(top - bottom).toBeGreaterThan(value);
  });
});

describe("an axis", () => {
  it("shows the bulk, however far outliers lie, and counts those", () => {
    const sample = [...Array.from({ length: 99 }, (_, index) => index / 10), 1e6];
    const range = bulkOf([sample]);
    expect(range.high).toBeLessThan(50);
    expect(beyond(sample, range)).toEqual({ below: 0, above: 1 });
    expect(JSON.stringify(plotSpec(comparison, "mean-wild"))).toContain("1 above ›");
  });

  it("ends at the values where there are no outliers, and is never empty", () => {
    expect(bulkOf([[1, 2, 3], [0]])).toEqual({ low: 0, high: 3 });
    expect(bulkOf([[]])).toEqual({ low: 0, high: 1 });
    expect(bulkOf([[5, 5, 5]])).toEqual({ low: 5, high: 5 });
  });
});

describe("the shape of a sample", () => {
  it("is bars of few whole numbers, ticks of few values, else a curve that ends at the extremes", () => {
    expect(countable([[1, 2], [3]], { low: 1, high: 3 })).toBe(true);
    expect(countable([[1, 2.5]], { low: 1, high: 3 })).toBe(false);
    expect(shapeOf([1, 1, 2], { low: 0, high: 3 }, true)).toMatchObject({
      kind: "bars",
      bars: [
        { x: 1, height: 1 },
        { x: 2, height: 0.5 },
      ],
    });
    expect(shapeOf([1.5, 2, 9], { low: 0, high: 3 }, false)).toEqual({ kind: "ticks", values: [1.5, 2] });
    const sample = Array.from({ length: 50 }, (_, index) => (index / 49) ** 2);
    const curve = shapeOf(sample, { low: -1, high: 2 }, false);
    if (curve.kind !== "curve") throw new Error("no curve");
    expect([curve.points[0]?.x, curve.points.at(-1)?.x]).toEqual([0, 1]);
    expect(Math.max(...curve.points.map(({ height }) => height))).toBe(1);
  });

  it("grows with the share of values at most as large", () => {
    expect(cumulative([3, 1, 1, 2])).toEqual([
      { x: 1, share: 0.5 },
      { x: 2, share: 0.75 },
      { x: 3, share: 1 },
    ]);
  });
});
