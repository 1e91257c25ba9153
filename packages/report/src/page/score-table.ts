import { html, type Html } from "@sdialog/core/internal";
import type { ComparisonData, ComparisonRow, ComparisonRowCell } from "@sdialog/evaluation";
import { comparisonRows, quantileOf } from "@sdialog/evaluation/internal";
import { formatLabel, formatNumber, marked, sampledOf, significance } from "../format-cell.ts";

/** Every number, a column per dataset; of one dataset, how its values are spread instead. */
export function scoreTable(comparison: ComparisonData): Html {
  return comparison.datasets.length === 1 ? spreadTable(comparison) : sideBySide(comparison);
}

/** As many datasets have a column each on a sheet of A4; more stand under their names there. */
const mostColumns = 4;

function sideBySide(comparison: ComparisonData): Html {
  const head = comparison.datasets.map(
    ({ name, n }) =>
      html`<th scope="col">
        ${name}${marked(name, comparison) ? html` <small>(reference)</small>` : null}<br /><small
          >n = ${n}</small
        >
      </th>`,
  );
  const rows = comparisonRows(comparison).map(
    (row) =>
      html`<tr>
        <th scope="row">${formatLabel(row)}</th>
        ${row.cells.map((cell) => cellOf(cell, row, comparison))}
      </tr>`,
  );
  return region(
    "Numbers by dataset",
    html`<table class="${comparison.datasets.length > mostColumns ? "many" : ""}">
      <thead>
        <tr>
          <th scope="col">Score</th>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}

/** @param head what the cell is called where the table has no room for columns */
function cellOf(
  cell: ComparisonRowCell,
  row: ComparisonRow,
  comparison: ComparisonData,
  head = cell.dataset,
): Html {
  if (cell.error !== null) return html`<td class="failed" data-of="${head}">failed</td>`;
  const { value = null, debiased, nullBand } = cell.statistic ?? {};
  const stars = significance(cell, row);
  const { difference } = cell.result ?? {};
  const why =
    stars === "" || difference === undefined
      ? null
      : html` <abbr
          title="p = ${formatNumber(difference.adjustedP)}, ${difference.test ?? "test"}, Holm’s correction"
          >${stars}</abbr
        >`;
  const chance =
    debiased === undefined || !nullBand
      ? null
      : html`<small>chance: up to ${formatNumber(nullBand.high)}</small>`;
  const sampled = sampledOf(cell, comparison);
  const n = sampled === null ? null : html`<small>n = ${sampled.n}</small>`;
  return html`<td data-of="${head}">
    <span>${formatNumber(value)}${why}</span>${interval(cell)}${chance}${n}
  </td>`;
}

function interval({ statistic }: ComparisonRowCell): Html | null {
  const range = statistic?.interval ?? null;
  return range === null
    ? null
    : html`<small>[${formatNumber(range.low)}, ${formatNumber(range.high)}]</small>`;
}

function spreadTable(comparison: ComparisonData): Html {
  const rows = comparisonRows(comparison).map((row) => {
    const cell = row.cells[0] as ComparisonRowCell;
    const sample = cell.result?.sample ?? [];
    // Of yes and no, the share says everything.
    const sorted = row.statistic === "frequency" ? [] : sample.toSorted((a, b) => a - b);
    const at = (share: number): string =>
      sorted.length === 0 ? "–" : formatNumber(quantileOf(sorted, share));
    return html`<tr>
      <th scope="row">${formatLabel(row)}</th>
      ${cellOf(cell, row, comparison, "Value")}
      <td data-of="Median">${at(0.5)}</td>
      <td data-of="Middle 90 %">${sorted.length === 0 ? "–" : `${at(0.05)} to ${at(0.95)}`}</td>
      <td data-of="Dialogues">${cell.result?.n ?? 0}</td>
    </tr>`;
  });
  return region(
    "Numbers",
    html`<table>
      <thead>
        <tr>
          <th scope="col">Score</th>
          <th scope="col">Value <small>95 % interval</small></th>
          <th scope="col">Median</th>
          <th scope="col">Middle 90 %</th>
          <th scope="col">Dialogues</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}

/** A table that scrolls by itself where it is wider than the screen, by keyboard too. */
export function region(label: string, table: Html): Html {
  return html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">${table}</div>`;
}
