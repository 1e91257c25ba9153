import { Dialog, type DialogSource, InvalidArgumentError } from "@sdialog/core";
import { collectDialogs } from "../read-dialogs.ts";

/**
 * What can be compared: datasets by name; or a list of datasets (named `dataset-1`, …, or by their file); or one
 * dataset (named `candidate`, or by its file).
 */
export type Datasets = Readonly<Record<string, DialogSource>> | DialogSource | readonly DialogSource[];

/** Dialogues, with the name under which they stand in tables and plots. */
export interface NamedDataset {
  readonly name: string;
  /** In the order in which they are scored. */
  readonly dialogs: readonly Dialog[];
}

/** Reads all datasets into memory. @throws whatever reading throws; InvalidArgumentError for two with one name */
export async function readDatasets(datasets: Datasets): Promise<NamedDataset[]> {
  const sources = namedSources(datasets);
  const names = sources.map(([name]) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new InvalidArgumentError(`Two datasets would be called "${twice}"`, {
      hint: "Pass an object: { nameA: datasetA, nameB: datasetB }.",
    });
  }
  return Promise.all(
    sources.map(async ([name, source]) => ({ name, dialogs: await collectDialogs(source) })),
  );
}

function namedSources(datasets: Datasets): (readonly [string, DialogSource])[] {
  if (typeof datasets === "string") return [[fileTitle(datasets), datasets]];
  if (isSource(datasets)) {
    if (!Array.isArray(datasets) || datasets.every((item) => item instanceof Dialog)) {
      return [["candidate", datasets as DialogSource]];
    }
    return (datasets as readonly DialogSource[]).map((source, index) => [
      typeof source === "string" ? fileTitle(source) : `dataset-${index + 1}`,
      source,
    ]);
  }
  if (typeof datasets !== "object" || datasets === null)
    throw new InvalidArgumentError("Datasets are given by name: { real: dialogues, made: dialogues }");
  const entries = Object.entries(datasets as Readonly<Record<string, DialogSource>>);
  if (entries.length === 0) throw new InvalidArgumentError("Nothing to compare: no dataset was given");
  return entries;
}

function isSource(datasets: Datasets): datasets is DialogSource | readonly DialogSource[] {
  return (
    datasets instanceof Dialog ||
    Symbol.iterator in Object(datasets) ||
    Symbol.asyncIterator in Object(datasets)
  );
}

/** `out/run-7.jsonl` → `run-7` */
function fileTitle(path: string): string {
  const name = path.split(/[\\/]/).findLast((part) => part !== "") ?? path;
  return name.replace(/\.[a-z]+$/i, "");
}
