import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { EmbeddingMap } from "@sdialog/evaluation";
import type { TopLevelSpec } from "vega-lite";
import { look, panelWidth } from "./panel.ts";
import { colorsOf } from "./palette.ts";
import type { PlotOptions } from "./plot-spec.ts";

/** How a map is drawn. */
export interface EmbeddingMapSpecOptions extends Pick<PlotOptions, "titled" | "paper"> {
  /** The dataset that is drawn in grey, as in the other plots. */
  readonly reference?: string | null | undefined;
}

const embeddingMapSpecOptionNames: OptionNames<EmbeddingMapSpecOptions> = {
  titled: true,
  paper: true,
  reference: true,
};

/** Positions mean nothing by themselves, so there is nothing to read off an axis but what it is. */
function axis(field: "x" | "y", title: string): object {
  const bare = { title, labels: false, ticks: false, grid: false, domain: true };
  return { field, type: "quantitative", scale: { zero: false }, axis: bare };
}

/** The map as a Vega-Lite plot, datasets told apart by colour and shape. */
export function embeddingMapSpec(map: EmbeddingMap, options: EmbeddingMapSpecOptions = {}): TopLevelSpec {
  const {
    titled = true,
    paper = "white",
    reference = null,
  } = checkOptions("embeddingMapSpec", options, embeddingMapSpecOptionNames);
  const { embedder, points } = map;
  const datasets = [...new Set(points.map(({ dataset }) => dataset))];
  const colors = colorsOf({ datasets: datasets.map((name) => ({ name, n: 0 })), reference });
  const columns = datasets.some((name) => name.length > 16) ? 1 : 2;
  const legend = { orient: "top", columns, direction: "horizontal", labelLimit: panelWidth / columns - 24 };
  const sets = { field: "dataset", type: "nominal", sort: datasets, title: null, legend };
  const title = { text: "Map of dialogues", subtitle: `Neighbours by ${embedder} embeddings (UMAP)` };
  return {
    ...look(paper),
    description: `Map of ${points.length} dialogues of ${datasets.join(", ")} by their ${embedder} embeddings`,
    ...(titled ? { title } : {}),
    width: panelWidth,
    height: 250,
    data: { values: [...points] },
    mark: { type: "point", filled: true, opacity: 0.7, size: 30 },
    encoding: {
      x: axis("x", "UMAP 1"),
      y: axis("y", "UMAP 2"),
      color: { ...sets, scale: { domain: datasets, range: datasets.map((name) => colors.get(name)) } },
      shape: sets,
    },
  } as TopLevelSpec;
}
