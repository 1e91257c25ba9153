import type { ComparisonData, EmbeddingMap } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import type { TopLevelSpec } from "vega-lite";

const width = 460;
const step = 34;
const blue = "#2b6cb0";
const grey = "#718096";

/**
 * A Vega-Lite plot of one evaluator: the score's values per dataset as box plots where there are any, and each
 * statistic with its interval. `null` when it failed everywhere.
 */
export function plotSpec(comparison: ComparisonData, evaluator: string): TopLevelSpec | null {
  const rows = comparisonRows(comparison).filter(
    (row) => row.evaluator === evaluator && row.statistic !== null,
  );
  const statistics = rows.flatMap((row) => {
    const values = row.cells.flatMap(({ dataset, statistic }) =>
      statistic?.value === null || statistic === null
        ? []
        : [
            {
              dataset,
              value: statistic.value,
              low: statistic.interval?.low ?? statistic.value,
              high: statistic.interval?.high ?? statistic.value,
            },
          ],
    );
    return values.length === 0 ? [] : [intervals(row.label, values, comparison)];
  });
  if (statistics.length === 0) return null;
  const box = boxes(comparison, evaluator);
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `${evaluator} of ${comparison.datasets.map(({ name }) => name).join(", ")}`,
    background: "white",
    config: {
      font: "DejaVu Sans, Verdana, sans-serif",
      axis: { labelLimit: 200 },
      axisX: { tickCount: 8 },
      view: { stroke: "#e2e8f0" },
    },
    vconcat: box === null ? statistics : [box, ...statistics],
  };
}

type UnitSpec = Extract<TopLevelSpec, { vconcat: unknown }>["vconcat"][number];

function y({ datasets }: ComparisonData): object {
  return { field: "dataset", type: "nominal", title: null, sort: datasets.map(({ name }) => name) };
}

function intervals(
  title: string,
  values: readonly { dataset: string; value: number; low: number; high: number }[],
  comparison: ComparisonData,
): UnitSpec {
  const scale = { zero: false };
  const color = {
    condition: { test: `datum.dataset === ${JSON.stringify(comparison.reference)}`, value: grey },
    value: blue,
  };
  const held = values.find(({ dataset }) => dataset === comparison.reference);
  const line =
    held === undefined
      ? []
      : [{ mark: { type: "rule", strokeDash: [4, 4], color: grey }, encoding: { x: { datum: held.value } } }];
  return {
    title,
    width,
    height: { step },
    data: { values: [...values] },
    layer: [
      ...line,
      {
        mark: { type: "rule", strokeWidth: 2 },
        encoding: {
          y: y(comparison),
          x: { field: "low", type: "quantitative", title: null, scale },
          x2: { field: "high" },
          color,
        },
      },
      {
        mark: { type: "point", filled: true, size: 70, opacity: 1 },
        encoding: { y: y(comparison), x: { field: "value", type: "quantitative", scale }, color },
      },
    ],
  } as UnitSpec;
}

/** The values of the score; all its evaluators show the same, so distances leave it to the others. */
function boxes(comparison: ComparisonData, evaluator: string): UnitSpec | null {
  const values = comparison.results
    .filter((cell) => cell.evaluator === evaluator)
    .flatMap(({ dataset, result }) => (result?.sample ?? []).map((value) => ({ dataset, value })));
  if (new Set(values.map(({ value }) => value)).size < 3) return null;
  const score = comparison.results.find((cell) => cell.evaluator === evaluator && cell.result !== null)
    ?.result?.score?.name;
  return {
    title: `${score ?? evaluator}: minimum, quartiles, maximum`,
    width,
    height: { step },
    data: { values },
    mark: { type: "boxplot", extent: "min-max", size: 14, color: blue, median: { color: "white" } },
    encoding: {
      y: y(comparison),
      x: { field: "value", type: "quantitative", title: null, scale: { zero: false } },
    },
  } as UnitSpec;
}

/** Positions mean nothing by themselves, so there is nothing to read off an axis. */
function axis(field: "x" | "y"): object {
  const nothing = { title: null, labels: false, ticks: false, grid: false };
  return { field, type: "quantitative", scale: { zero: false }, axis: nothing };
}

/** The map as a Vega-Lite plot, datasets told apart by colour and shape. */
export function embeddingMapSpec({ embedder, points }: EmbeddingMap): TopLevelSpec {
  const datasets = [...new Set(points.map(({ dataset }) => dataset))];
  const legend = { field: "dataset", type: "nominal", sort: datasets, title: null };
  return {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    description: `Map of ${points.length} dialogues of ${datasets.join(", ")} by their ${embedder} embeddings`,
    background: "white",
    config: { font: "DejaVu Sans, Verdana, sans-serif", view: { stroke: "#e2e8f0" } },
    title: `neighbours by ${embedder} embeddings (UMAP)`,
    width: 460,
    height: 360,
    data: { values: [...points] },
    mark: { type: "point", filled: true, opacity: 0.7, size: 30 },
    encoding: { x: axis("x"), y: axis("y"), color: legend, shape: legend },
  } as TopLevelSpec;
}
