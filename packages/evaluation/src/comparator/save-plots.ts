import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ComparisonData } from "./comparison.ts";
import { plotSpec } from "./plot-spec.ts";
import { renderPng } from "./render-png.ts";
import { renderSvg } from "./render-svg.ts";

/** Writes a plot per evaluator into a folder, which is made, and returns the paths. */
export async function savePlots(
  comparison: ComparisonData,
  folder: string,
  format: "svg" | "png",
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const paths: string[] = [];
  for (const evaluator of new Set(comparison.results.map((cell) => cell.evaluator))) {
    const spec = plotSpec(comparison, evaluator);
    if (spec === null) continue;
    const svg = await renderSvg(spec);
    const path = join(folder, `${evaluator.replaceAll(/[^\p{L}\p{N}._-]+/gu, "-")}.${format}`);
    await writeFile(path, format === "svg" ? svg : await renderPng(svg));
    paths.push(path);
  }
  return paths;
}
