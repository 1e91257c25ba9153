import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import type { TopLevelSpec } from "vega-lite";
import { embeddingMapSpec } from "./embedding-map-spec.ts";
import { evaluatorTitle } from "./row-title.ts";
import { type PlotOptions, plotCaption, plotSpec, plotTitle } from "./plot-spec.ts";

/** A plot and what it is called. */
export interface Figure {
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** What its marks are, line by line. */
  readonly caption: readonly string[];
  readonly spec: TopLevelSpec;
}

/** All plots of a comparison: one per evaluator that found anything, and the map, when there is one. */
export function figures(comparison: ComparisonData, options: PlotOptions = {}): Figure[] {
  const evaluators = [...new Set(comparison.results.map(({ evaluator }) => evaluator))];
  const plots = evaluators.flatMap((name): Figure[] => {
    const spec = plotSpec(comparison, name, options);
    return spec === null
      ? []
      : [{ name, title: plotTitle(comparison, name), caption: plotCaption(comparison, name), spec }];
  });
  const told = plots.map((plot) => ({ ...plot, title: titleAmong(plots, plot, comparison) }));
  const { map, reference } = comparison;
  if (options.kind === "ecdf" || map === undefined || map === null || "error" in map) return told;
  const { titled, paper } = options;
  return [
    ...told,
    {
      name: "embedding-map",
      title: "Map of dialogues",
      caption: [
        `Neighbours by ${map.embedder} embeddings (UMAP)`,
        "Far distances and sizes of groups mean nothing",
      ],
      spec: embeddingMapSpec(map, { titled, paper, reference }),
    },
  ];
}

/** A title of its own: where several figures measure the same, each says what of it, and how much more; or else which it is. */
function titleAmong(all: readonly Figure[], figure: Figure, comparison: ComparisonData): string {
  const alike = all.filter(({ title }) => title === figure.title);
  if (alike.length === 1) return figure.title;
  const rows = comparisonRows(comparison);
  const longer = ({ name }: Figure): string => {
    const more = rows.filter(({ evaluator }) => evaluator === name).length - 1;
    return `${evaluatorTitle(comparison, name)}${more > 0 ? ` and ${more} more` : ""}`;
  };
  const same = alike.filter((other) => longer(other) === longer(figure));
  return same.length === 1 ? longer(figure) : `${longer(figure)} (${same.indexOf(figure) + 1})`;
}
