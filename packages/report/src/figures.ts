import type { ComparisonData } from "@sdialog/evaluation";
import type { TopLevelSpec } from "vega-lite";
import { embeddingMapSpec, plotSpec } from "./plot-spec.ts";

/** A plot and what it is called. */
export interface Figure {
  readonly name: string;
  readonly spec: TopLevelSpec;
}

/** All plots of a comparison: one per evaluator that found anything, and the map, when there is one. */
export function figures(comparison: ComparisonData): Figure[] {
  const evaluators = [...new Set(comparison.results.map(({ evaluator }) => evaluator))];
  const plots = evaluators.flatMap((name): Figure[] => {
    const spec = plotSpec(comparison, name);
    return spec === null ? [] : [{ name, spec }];
  });
  const { map } = comparison;
  if (map === undefined || map === null || "error" in map) return plots;
  return [...plots, { name: "embedding-map", spec: embeddingMapSpec(map) }];
}
