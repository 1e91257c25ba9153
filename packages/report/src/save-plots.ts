import { checkOptions } from "@sdialog/core/internal";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "@sdialog/core/fs";
import type { ComparisonData } from "@sdialog/evaluation";
import { figures } from "./figures.ts";
import { renderPng } from "./render-png.ts";
import { renderSvg } from "./render-svg.ts";

/**
 * Writes a plot per evaluator, and the map, into a folder, which is made, and returns the paths. PNG needs the
 * packages `@resvg/resvg-js` and `dejavu-fonts-ttf`.
 *
 * @throws MissingPackageError, FileError
 */
export async function savePlots(
  comparison: ComparisonData,
  folder: string,
  options: { readonly format?: "svg" | "png" | undefined } = {},
): Promise<string[]> {
  const { format = "svg" } = checkOptions("savePlots", options, { format: true });
  await makeFolder(folder);
  const paths: string[] = [];
  for (const { name, spec } of figures(comparison)) {
    const svg = await renderSvg(spec);
    const path = freePath(join(folder, name.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")), format, paths);
    await writeFile(path, format === "svg" ? svg : await renderPng(svg));
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
