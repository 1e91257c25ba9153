import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import { parse, View } from "vega";
import { compile, type TopLevelSpec } from "vega-lite";
import { Direction, type DirectionLike } from "./direction.ts";
import type { InspectedResponse } from "./inspected-response.ts";
import type { InspectedToken } from "./inspected-token.ts";
import type { SweepCell } from "./sweep.ts";

/** What the colours of a heat map stand for, and which tokens it shows. */
export interface HeatMapOptions {
  /** Shows the component along a direction instead of the length of each activation. */
  readonly direction?: DirectionLike | undefined;
  /** `reply`, `prompt` or both. Default: `reply`. */
  readonly tokens?: "reply" | "prompt" | "all" | undefined;
  readonly title?: string | undefined;
}

const heatMapOptionNames: OptionNames<HeatMapOptions> = { direction: true, tokens: true, title: true };

/**
 * Draws what happened at each captured site and token: one row per site, one column per token.
 * @returns an SVG document
 */
export async function activationHeatMap(
  response: InspectedResponse,
  options: HeatMapOptions = {},
): Promise<string> {
  checkOptions("activationHeatMap", options, heatMapOptionNames);
  const { tokens = "reply", title } = options;
  const direction = options.direction === undefined ? undefined : Direction.from(options.direction);
  const shown = [
    ...(tokens === "reply" ? [] : response.prompt.slice(0, tokens === "all" ? -1 : undefined)),
    ...(tokens === "prompt" ? [] : response.tokens),
  ];
  const strength = (token: InspectedToken, site: string): number => {
    const activation = token.activation(site);
    return direction === undefined ? Math.hypot(...activation) : direction.project(activation);
  };
  const cells = response.captures.flatMap(({ site }) =>
    shown.map((token, column) => ({
      row: site,
      column: `${String(column).padStart(4, "0")} ${token.text}`,
      value: strength(token, site),
    })),
  );
  const measure = direction === undefined ? "length" : "component along the direction";
  return heatMap(cells, {
    title: title ?? `Activations (${measure})`,
    row: "site",
    column: "token",
    label: "substring(datum.label, 5)",
    diverging: direction !== undefined,
    order: "descending",
  });
}

/** Draws a sweep: one row per site, one column per strength. @returns an SVG document */
export async function sweepHeatMap(cells: readonly SweepCell[], title = "Sweep"): Promise<string> {
  const data = cells.map(({ site, strength, mean }) => ({ row: site, column: strength, value: mean }));
  return heatMap(data, {
    title,
    row: "site",
    column: "strength",
    label: "datum.label",
    diverging: false,
    order: "ascending",
  });
}

interface Cell {
  readonly row: string;
  readonly column: string | number;
  readonly value: number;
}

interface Look {
  readonly title: string;
  readonly row: string;
  readonly column: string;
  /** Vega expression of a column's label. */
  readonly label: string;
  readonly diverging: boolean;
  readonly order: "ascending" | "descending";
}

async function heatMap(cells: readonly Cell[], look: Look): Promise<string> {
  const seen = [...new Set(cells.map(({ row }) => row))];
  const rows = look.order === "descending" ? seen.toReversed() : seen;
  const spec: TopLevelSpec = {
    $schema: "https://vega.github.io/schema/vega-lite/v6.json",
    title: look.title,
    data: { values: cells.map((cell) => ({ ...cell })) },
    mark: { type: "rect", tooltip: true },
    width: { step: 22 },
    height: { step: 18 },
    encoding: {
      x: {
        field: "column",
        type: "ordinal",
        title: look.column,
        axis: { labelExpr: look.label, labelAngle: -60 },
      },
      y: { field: "row", type: "nominal", title: look.row, sort: rows },
      color: {
        field: "value",
        type: "quantitative",
        title: null,
        scale: look.diverging ? { scheme: "blueorange", domainMid: 0 } : { scheme: "viridis" },
      },
    },
  };
  return new View(parse(compile(spec).spec), { renderer: "none" }).toSVG();
}
