import { visibleText } from "@sdialog/core/internal";
import Table from "cli-table3";
import type { Terminal } from "./terminal.ts";

/** Rows as a table with a header, as wide as its content. */
export function formatTable(
  terminal: Terminal,
  header: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): string {
  const table = new Table({
    head: header.map((cell) => terminal.color.bold(cell)),
    style: { head: [], border: [], compact: true },
  });
  for (const row of rows) table.push(row.map((cell) => visibleText(String(cell), { keepColors: true })));
  return table.toString();
}
