import { InvalidArgumentError, type Seed } from "@sdialog/core";
import { checkArguments, checkOptions, requireOptions, type OptionNames } from "@sdialog/core/internal";
import type { ComparisonCell, ComparisonData } from "./comparison-data.ts";
import { type ComparisonRow, comparisonRows } from "./comparison-rows.ts";

const comparisonParts: OptionNames<ComparisonData> = {
  datasets: true,
  reference: true,
  seed: true,
  results: true,
  examples: true,
  map: true,
};

/** What {@link DatasetComparator.compare} found out, to look up and to go on with; `@sdialog/report` prints and draws it. */
export class Comparison implements ComparisonData {
  readonly datasets: ComparisonData["datasets"];
  readonly reference: string | null;
  readonly seed: Seed;
  readonly results: readonly ComparisonCell[];
  readonly examples: ComparisonData["examples"];
  readonly map: ComparisonData["map"];

  /** @throws InvalidArgumentError for what is not a part of a comparison, or lacks one */
  constructor(data: ComparisonData) {
    checkArguments("new Comparison", arguments, 1);
    // What it was made of before was checked then.
    if (!(data instanceof Comparison)) checkOptions("new Comparison", data, comparisonParts);
    requireOptions("new Comparison", data, ["datasets", "results"]);
    this.datasets = data.datasets;
    this.reference = data.reference;
    this.seed = data.seed;
    this.results = data.results;
    this.examples = data.examples;
    this.map = data.map;
  }

  /** A row per statistic with what it is for each dataset. */
  rows(): ComparisonRow[] {
    return comparisonRows(this);
  }

  /** A statistic of a dataset, by row label (`mean-mtld`, `stats-mtld-std`); `null` when undefined or failed. @throws InvalidArgumentError for names that do not occur */
  value(dataset: string, label: string): number | null {
    const cell = this.rows()
      .find((row) => row.label === label)
      ?.cells.find((candidate) => candidate.dataset === dataset);
    if (cell !== undefined) return cell.statistic?.value ?? null;
    throw new InvalidArgumentError(`There is no "${label}" of "${dataset}" in this comparison`, {
      hint: `Rows: ${this.rows()
        .map((row) => row.label)
        .join(", ")}. Datasets: ${this.datasets.map(({ name }) => name).join(", ")}.`,
    });
  }

  /** Everything but the samples behind the statistics and the dialogues that are examples. */
  toJSON(): ComparisonData {
    const { datasets, reference, seed, map } = this;
    const results = this.results.map(({ result, ...cell }) => ({
      ...cell,
      result: result && { ...result, sample: undefined },
    }));
    return { datasets, reference, seed, results, map };
  }
}
