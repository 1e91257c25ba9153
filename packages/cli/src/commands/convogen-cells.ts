import type { ConvogenTables, Measured, TableRow } from "@sdialog/runner";

/** A table for people. */
export interface CellTable {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/**
 * The tables as the paper prints them, each cell with what was measured and, in brackets, what was published; none that
 * has no rows, since nothing of it was asked for.
 */
export function convogenCells(tables: ConvogenTables): readonly CellTable[] {
  const all: readonly CellTable[] = [
    {
      title: "Table I: experiments",
      header: ["experiment", "nConv", "failed", "personas", "source", "iterative", "chatty"],
      rows: tables.I.map(({ name, n, failed, published, personas, source, iterative, chatty }) => [
        name,
        `${n} [${published.n}]`,
        String(failed),
        personas,
        `${source} [${published.source}]`,
        iterative ? "yes" : "no",
        chatty ? "yes" : "no",
      ]),
    },
    {
      title: "Table III: words and turns",
      header: ["dataset", "nW", "nT", "nW/nT"],
      rows: tables.III.map(({ dataset, measured, published }) => [
        dataset,
        cell(measured?.nW, published?.nW),
        cell(measured?.nT, published?.nT),
        cell(measured?.["nW/nT"], published?.["nW/T"]),
      ]),
    },
    { title: "Table IV: groundedness, people made up", ...judged(tables.IV) },
    {
      title: "Table V: MTLD",
      header: ["dataset", "mean", "standard deviation"],
      rows: tables.V.map(({ dataset, measured, published }) => [
        dataset,
        cell(measured, published?.mean),
        `${number(measured?.deviation)}${bracketed(published?.deviation)}`,
      ]),
    },
    { title: "Table VI: groundedness, people from elsewhere", ...judged(tables.VI) },
  ];
  return all.filter(({ rows }) => rows.length > 0);
}

function judged(
  rows: readonly TableRow<Readonly<Record<string, Measured | null>>, Readonly<Record<string, number>>>[],
): Omit<CellTable, "title"> {
  const names = [
    ...new Set(rows.flatMap(({ measured, published }) => Object.keys(measured ?? published ?? {}))),
  ];
  return {
    header: ["dataset", ...names],
    rows: rows.map(({ dataset, measured, published }) => [
      dataset,
      ...names.map((name) => cell(measured?.[name], published?.[name])),
    ]),
  };
}

/** `86.9 (84.1–89.6) [85.95]`: mean, interval, published. */
function cell(measured: Measured | null | undefined, published: number | undefined): string {
  const interval = measured?.interval;
  const range = interval == null ? "" : ` (${number(interval.low)}–${number(interval.high)})`;
  return `${number(measured?.mean)}${range}${bracketed(published)}`;
}

function bracketed(published: number | undefined): string {
  return published === undefined ? "" : ` [${published.toFixed(2)}]`;
}

function number(value: number | null | undefined): string {
  return value == null ? "–" : value.toFixed(2);
}
