import { InvalidArgumentError, type Seed } from "@sdialog/core";
import type { ComparisonCell, ComparisonData } from "./comparison-data.ts";
import { type ComparisonRow, comparisonRows } from "./comparison-rows.ts";
import { renderCsv } from "./render-csv.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTable, type TableOptions } from "./render-table.ts";

const formats = ["html", "json", "csv", "md", "txt"] as const;

/** What {@link DatasetComparator.compare} found out, to look at, to save, and to go on with. */
export class Comparison implements ComparisonData {
  readonly datasets: ComparisonData["datasets"];
  readonly reference: string | null;
  readonly seed: Seed;
  readonly results: readonly ComparisonCell[];
  readonly map: ComparisonData["map"];

  constructor(data: ComparisonData) {
    this.datasets = data.datasets;
    this.reference = data.reference;
    this.seed = data.seed;
    this.results = data.results;
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

  /** Everything but the samples behind the statistics. */
  toJSON(): ComparisonData {
    const { datasets, reference, seed, map } = this;
    const results = this.results.map(({ result, ...cell }) => ({
      ...cell,
      result: result && { ...result, sample: undefined },
    }));
    return { datasets, reference, seed, results, map };
  }

  /** A table for the terminal. */
  toTable(options?: TableOptions): string {
    return renderTable(this, options);
  }

  toMarkdown(): string {
    return renderMarkdown(this);
  }

  /** One line per dataset and statistic. */
  toCsv(): string {
    return renderCsv(this);
  }

  /** One page with table, plots and the data, that needs nothing else. */
  toHtml(): Promise<string> {
    return renderHtml(this);
  }

  /** Writes {@link Comparison.toTable} to the console. */
  print(options?: TableOptions): void {
    // oxlint-disable-next-line no-console -- printing is what this method is for
    console.log(this.toTable(options));
  }

  /**
   * Writes the comparison as the path's extension says: `.html`, `.json`, `.csv`, `.md` or `.txt`.
   *
   * @throws InvalidArgumentError for another extension; FileError when it cannot be written
   */
  async save(path: string): Promise<void> {
    const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase();
    const format = formats.find((known) => known === extension);
    if (format === undefined) {
      throw new InvalidArgumentError(`A comparison cannot be saved as "${path}"`, {
        hint: `Use one of the extensions ${formats.map((known) => `.${known}`).join(", ")}.`,
      });
    }
    const { writeAtomic } = await import("@sdialog/core/fs");
    await writeAtomic(path, await this.#render(format));
  }

  /**
   * Writes a plot per evaluator, and the map, into a folder, and returns the paths. PNG needs the packages `@resvg/resvg-js` and
   * `dejavu-fonts-ttf`.
   *
   * @throws MissingPackageError, FileError
   */
  async savePlots(
    folder: string,
    { format = "svg" }: { readonly format?: "svg" | "png" } = {},
  ): Promise<string[]> {
    const { savePlots } = await import("./save-plots.ts");
    return savePlots(this, folder, format);
  }

  #render(format: (typeof formats)[number]): string | Promise<string> {
    if (format === "html") return this.toHtml();
    if (format === "csv") return this.toCsv();
    if (format === "md") return this.toMarkdown();
    return format === "txt" ? this.toTable({ color: false }) : `${JSON.stringify(this, null, 2)}\n`;
  }
}
