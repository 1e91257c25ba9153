import { checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "@sdialog/core/fs";
import type { ComparisonData } from "@sdialog/evaluation";
import { figures } from "./figures.ts";
import { outlineText, renderPng } from "./render-png.ts";
import { renderSvg } from "./render-svg.ts";
import type { PlotOptions } from "./plot-spec.ts";

/** What plots are saved as. */
export interface SavePlotsOptions extends Pick<PlotOptions, "kind" | "titled"> {
  /** Default: `svg`. */
  readonly format?: "svg" | "png" | undefined;
  /**
   * What the letters of an SVG are: `text`, which can be edited and searched and looks as the fonts at hand do, or
   * `outlines`, which look the same everywhere. Default: `text`.
   */
  readonly text?: "text" | "outlines" | undefined;
}

const savePlotsOptionNames: OptionNames<SavePlotsOptions> = {
  format: true,
  kind: true,
  titled: true,
  text: true,
};

/**
 * Writes a plot per evaluator, and the map, into a folder, which is made, and returns the paths. Each is as wide as a column
 * of a journal. PNG and outlines need the packages `@resvg/resvg-js` and `dejavu-fonts-ttf`.
 *
 * @throws MissingPackageError, FileError
 */
export async function savePlots(
  comparison: ComparisonData,
  folder: string,
  options: SavePlotsOptions = {},
): Promise<string[]> {
  const {
    format = "svg",
    text = "text",
    kind,
    titled,
  } = checkOptions("savePlots", options, savePlotsOptionNames);
  requireArguments("savePlots", arguments, 2);
  await makeFolder(folder);
  const paths: string[] = [];
  for (const { name, title, spec } of figures(comparison, { kind, titled })) {
    const svg = await renderSvg(spec);
    const path = freePath(join(folder, name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")), format, paths);
    const outlined = format === "svg" && text === "outlines";
    const drawn = outlined ? await outlineText(svg, spec.description ?? title) : svg;
    await writeFile(path, format === "svg" ? drawn : await renderPng(svg));
    paths.push(path);
  }
  return paths;
}

/** The path, with a number where another plot has taken it. */
function freePath(stem: string, extension: string, taken: readonly string[]): string {
  let path = `${stem}.${extension}`;
  for (let number = 2; taken.includes(path); number++) path = `${stem}-${number}.${extension}`;
  return path;
}
