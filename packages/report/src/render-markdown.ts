import { requireArguments, onOneLine } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import { markdownTable } from "markdown-table";
import { footnotes, formatCell, formatLabel, marked } from "./format-cell.ts";

/** A table in GitHub's Markdown, footnotes as a list. */
export function renderMarkdown(comparison: ComparisonData): string {
  requireArguments("renderMarkdown", arguments, 1);
  const head = comparison.datasets.map(
    ({ name, n }) => `${escape(name)}${marked(name, comparison) ? " (reference)" : ""}, n = ${n}`,
  );
  const rows = comparisonRows(comparison).map((row) => [
    escape(formatLabel(row)),
    ...row.cells.map((cell) => escape(formatCell(cell, row, comparison))),
  ]);
  const table = markdownTable([["", ...head], ...rows], { align: ["l", ...head.map(() => "r")] });
  return `${table}\n\n${footnotes(comparison)
    .map((note) => `- ${escape(note)}`)
    .join("\n")}\n`;
}

function escape(text: string): string {
  return onOneLine(text.replaceAll(/[\\|*_`<>[\]]/g, String.raw`\$&`));
}
