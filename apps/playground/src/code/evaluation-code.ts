import type { EvaluationRequest } from "../protocol/evaluation.ts";
import { CodeFile, dataCode, objectCode } from "./code-file.ts";

/**
 * The program that makes a comparison, to be run in the opened folder.
 * @param files the files of each set, in the request's order
 */
export function evaluationCode(request: EvaluationRequest, files: readonly (readonly string[])[]): string {
  const { sets, metrics, reference, model, embedder, seed } = request;
  const file = new CodeFile();
  const compare = file.use("compareDatasets", "@sdialog/evaluation");
  const datasets = Object.fromEntries(sets.map(({ name }, at) => [name, files[at] ?? []]));
  // Other formats than ours are read where their package is loaded.
  if (files.flat().some((path) => !/\.jsonl?$/.test(path))) file.load("@sdialog/formats");
  const options = objectCode({
    metrics: dataCode(metrics, "  "),
    reference: reference === null ? undefined : JSON.stringify(reference),
    model: metrics.some((metric) => metric.startsWith("llm-judge")) ? JSON.stringify(model) : undefined,
    embedder: embedder === "" ? undefined : JSON.stringify(embedder),
    seed: String(seed),
  });
  return file.text([
    "// Run this in the folder with the dialogues.",
    `const datasets = ${dataCode(datasets)};`,
    `const comparison = await ${compare}(datasets, ${options});`,
    `${file.use("printComparison", "@sdialog/report")}(comparison);`,
    `await ${file.use("saveComparison", "@sdialog/report")}(comparison, "report.html");`,
  ]);
}
