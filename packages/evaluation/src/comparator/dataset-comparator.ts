import { checkArguments, checkContracts, checkOptions, type OptionNames } from "@sdialog/core/internal";
import {
  deriveSeed,
  type Dialog,
  type DialogSource,
  InvalidArgumentError,
  SDialogError,
  type Seed,
} from "@sdialog/core";
import type { DatasetEvaluator } from "../dataset-evaluator.ts";
import { isKeyMissing } from "../is-key-missing.ts";
import { mapConcurrently } from "../map-concurrently.ts";
import { collectDialogs } from "../read-dialogs.ts";
import { adjustDifferences } from "./adjust-differences.ts";
import { Comparison } from "./comparison.ts";
import type { ComparisonCell, ComparisonExample, EmbeddingMap } from "./comparison-data.ts";
import { type Datasets, type NamedDataset, readDatasets } from "./named-datasets.ts";

/** One evaluator is done with one dataset. */
export interface ComparisonProgress {
  readonly dataset: string;
  readonly evaluator: string;
  readonly status: "done" | "failed";
  readonly completed: number;
  readonly total: number;
}

/** Places the dialogues of datasets on a plane; `null` when there are too few. `embeddingMap` of `@sdialog/report` is one. */
export type MapDatasets = (
  datasets: readonly NamedDataset[],
  options: { readonly seed: Seed; readonly signal?: AbortSignal | undefined },
) => Promise<EmbeddingMap | null>;

/** What datasets are compared with, and how. */
export interface CompareOptions {
  /** What the datasets are compared with: the name of one of them, or other dialogues. Default: the one called "reference". */
  readonly reference?: DialogSource | undefined;
  /** Whether dialogues of the same id are pairs, see {@link EvaluationOptions}. */
  readonly paired?: boolean | undefined;
  /** Seed of every random choice. Default: 0. */
  readonly seed?: Seed | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How many dialogues each evaluator scores at the same time. Default: 8. */
  readonly concurrency?: number | undefined;
  /**
   * Draws the dialogues as points of a plane:
   * `map: (datasets, options) => embeddingMap(datasets, "hashing", options)`.
   */
  readonly map?: MapDatasets | undefined;
  /** Called for every evaluator that is done with a dataset, or failed on it. */
  readonly onProgress?: ((progress: ComparisonProgress) => void) | undefined;
}

/** The names of {@link CompareOptions}. */
export const compareOptionNames: OptionNames<CompareOptions> = {
  reference: true,
  paired: true,
  seed: true,
  signal: true,
  concurrency: true,
  map: true,
  onProgress: true,
};

const evaluatorsAtOnce = 4;

/**
 * Runs evaluators over datasets: `await new DatasetComparator([…]).compare({ reference, candidate })`. When an
 * evaluator fails, its error stands in its place and the others go on; tests against the reference are corrected together
 * (Holm).
 */
export class DatasetComparator {
  readonly evaluators: readonly DatasetEvaluator[];

  /** @throws InvalidArgumentError without evaluators, or when two have the same name */
  constructor(evaluators: DatasetEvaluator | readonly DatasetEvaluator[]) {
    checkArguments("new DatasetComparator", arguments, 1);
    this.evaluators = Array.isArray(evaluators) ? [...evaluators] : [evaluators as DatasetEvaluator];
    if (this.evaluators.length === 0)
      throw new InvalidArgumentError("Nothing to compare by: no evaluator was given");
    checkContracts("new DatasetComparator evaluators", "an evaluator", this.evaluators, ["evaluate"]);
    const names = this.evaluators.map(({ name }) => name);
    const twice = names.find((name, index) => names.indexOf(name) !== index);
    if (twice !== undefined) {
      throw new InvalidArgumentError(`Two evaluators are called "${twice}", so one would hide the other`, {
        hint: 'Give one another name, for example { name: "mtld-of-users" }.',
      });
    }
  }

  /**
   * @throws FileError, DataFormatError when a dataset cannot be read
   * @throws InvalidArgumentError for two datasets of one name
   * @throws ModelError `no_credentials` when a model that is asked has no key
   */
  async compare(datasets: Datasets, options: CompareOptions = {}): Promise<Comparison> {
    checkOptions("DatasetComparator.compare", options, compareOptionNames);
    const { seed = 0, signal, concurrency, paired, onProgress } = options;
    // Said once, and not by every cell.
    deriveSeed(seed);
    const named = await readDatasets(datasets);
    const reference = await findReference(named, options.reference);
    const sizes = [...named, ...(reference === null ? [] : [reference])].map(({ dialogs }) => dialogs.length);
    const sampleSize = Math.min(...sizes.filter((size) => size > 0));
    let completed = 0;
    const total = named.length * this.evaluators.length;
    const run = async ([evaluator, { name, dialogs }]: readonly [
      DatasetEvaluator,
      NamedDataset,
    ]): Promise<ComparisonCell> => {
      const running = { reference: reference?.dialogs, seed, signal, concurrency, paired, sampleSize };
      const cell = await evaluateCell(evaluator, name, () => evaluator.evaluate(dialogs, running), signal);
      completed++;
      const status = cell.error === null ? "done" : "failed";
      onProgress?.({ dataset: name, evaluator: evaluator.name, status, completed, total });
      return cell;
    };
    const pairs = this.evaluators.flatMap((evaluator) =>
      named.map((dataset) => [evaluator, dataset] as const),
    );
    const cells = await mapConcurrently(pairs, run, { concurrency: evaluatorsAtOnce, signal });
    return new Comparison({
      datasets: named.map(({ name, dialogs }) => ({ name, n: dialogs.length })),
      reference: reference?.name ?? null,
      seed,
      results: adjustDifferences(cells),
      examples: examplesOf(cells, named),
      map: options.map === undefined ? null : await drawMap(named, options.map, { seed, signal }),
    });
  }
}

async function evaluateCell(
  { name: evaluator }: DatasetEvaluator,
  dataset: string,
  evaluate: () => ReturnType<DatasetEvaluator["evaluate"]>,
  signal: AbortSignal | undefined,
): Promise<ComparisonCell> {
  signal?.throwIfAborted();
  try {
    return { dataset, evaluator, result: await evaluate(), error: null };
  } catch (error) {
    signal?.throwIfAborted();
    if (isKeyMissing(error)) throw error;
    const message = error instanceof Error ? error.message : String(error);
    const known = SDialogError.isInstance(error);
    return {
      dataset,
      evaluator,
      result: null,
      error: { code: known ? error.code : "unknown", message, hint: known ? (error.hint ?? null) : null },
    };
  }
}

/** The dialogues that stand at an end of any score, each once, in the order of the datasets. */
function examplesOf(
  cells: readonly ComparisonCell[],
  datasets: readonly NamedDataset[],
): ComparisonExample[] {
  return datasets.flatMap(({ name, dialogs }) => {
    const ends = cells
      .filter(({ dataset }) => dataset === name)
      .flatMap(({ result }) => [...(result?.extremes?.lowest ?? []), ...(result?.extremes?.highest ?? [])]);
    const places = [...new Set(ends.map(({ index }) => index))].toSorted((a, b) => a - b);
    return places.map((index) => ({ dataset: name, index, dialog: dialogs[index] as Dialog }));
  });
}

async function drawMap(
  datasets: readonly NamedDataset[],
  map: MapDatasets,
  options: Parameters<MapDatasets>[1],
): Promise<Comparison["map"]> {
  try {
    return await map(datasets, options);
  } catch (error) {
    options.signal?.throwIfAborted();
    return { error: error instanceof Error ? error.message : String(error) };
  }
}

/** The dialogues that datasets are compared with, under their name when they are one of those; `null` for none. */
export async function findReference(
  datasets: readonly NamedDataset[],
  reference: DialogSource | undefined,
): Promise<{ readonly name: string | null; readonly dialogs: readonly Dialog[] } | null> {
  const name = reference ?? "reference";
  const compared = typeof name === "string" ? datasets.find((dataset) => dataset.name === name) : undefined;
  if (compared !== undefined || reference === undefined) return compared ?? null;
  return { name: null, dialogs: await collectDialogs(reference) };
}
