import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { DataFormatError, InvalidArgumentError, type ReaderInput } from "@sdialog/core";
import { toFileError } from "@sdialog/core/fs";
import {
  checkOptions,
  jsonItems,
  type OptionNames,
  parseJson,
  splitLines,
  tableRows,
  withoutMarks,
} from "@sdialog/core/internal";
import { blobInput, type HubAccess, hubFiles, isHubName } from "../hub/hub-dialogs.ts";
import { parquetRows } from "../readers/parquet-rows.ts";

/** A row of a table: column to value. */
export type TableRecord = Readonly<Record<string, unknown>>;

const readTableOptionNames: OptionNames<HubAccess> = { token: true, hubUrl: true, signal: true };

/**
 * The rows of a table, whatever they are about: people of a persona dataset, cells of a census. CSV and TSV with names in
 * the first row, JSON Lines, a JSON list, Parquet, and datasets of the Hugging Face hub (`hf:owner/name`).
 *
 * @throws InvalidArgumentError for a file of another kind, FileError, DataFormatError for what is not a row; while iterating
 */
export async function* readTable(source: string, options: HubAccess = {}): AsyncGenerator<TableRecord> {
  checkOptions("readTable", options, readTableOptionNames);
  if (isHubName(source)) {
    for await (const { path, input } of hubFiles(source, options)) yield* rowsOf(input, extname(path));
    return;
  }
  const bytes = await readFile(source).catch((cause: unknown) => {
    throw toFileError(cause, source);
  });
  yield* rowsOf(blobInput(new Blob([bytes]), source, {}), extname(source));
}

async function* rowsOf(input: ReaderInput, extension: string): AsyncGenerator<TableRecord> {
  const { source } = input;
  switch (extension.toLowerCase()) {
    case ".csv":
    case ".tsv":
      yield* named(input);
      return;
    case ".parquet":
      for await (const { value, line } of parquetRows(input)) yield record(value, source, line);
      return;
    case ".jsonl":
    case ".ndjson":
      for await (const { text, number } of splitLines(input.chunks()))
        if (text.trim() !== "") yield record(parseJson(text, source, number), source, number);
      return;
    case ".json":
      for await (const { value, line } of jsonItems(input.chunks(), source))
        yield record(value, source, line);
      return;
    default:
      throw new InvalidArgumentError(`${source} is not a table`, {
        hint: "Tables are .csv, .tsv, .jsonl, .json and .parquet files, and datasets of the hub: hf:owner/name.",
      });
  }
}

async function* named({ source, chunks }: ReaderInput): AsyncGenerator<TableRecord> {
  let names: readonly string[] | undefined;
  for await (const { cells, line } of tableRows(chunks(), undefined, source)) {
    if (names === undefined) {
      names = cells.map((cell) => withoutMarks(cell).trim());
      continue;
    }
    if (cells.length > names.length)
      throw new DataFormatError(`this row has ${cells.length} cells for ${names.length} columns`, {
        source,
        line,
      });
    yield Object.fromEntries(names.map((name, column) => [name, cells[column] ?? ""]));
  }
}

function record(value: unknown, source: string, line: number): TableRecord {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as TableRecord;
  throw new DataFormatError("this row is not an object of columns and values", { source, line });
}
