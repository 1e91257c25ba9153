import { escapeMarkup } from "@sdialog/core/internal";
import { Comparison, type ComparisonData } from "@sdialog/evaluation";
import { comparisonRows } from "@sdialog/evaluation/internal";
import { type Figure, figures } from "./figures.ts";
import { footnotes, formatCell, formatLabel, formatNumber, marked } from "./format-cell.ts";
import { renderSvg } from "./render-svg.ts";
import { reportStyle } from "./report-style.ts";

/** A page with the table, the tests, the plots as SVG and the data as JSON; it loads nothing. */
export async function renderHtml(comparison: ComparisonData): Promise<string> {
  const names = comparison.datasets.map(({ name }) => name);
  const title = `Comparison of ${names.join(", ")}`;
  const plots = await Promise.all(figures(comparison).map(plot));
  const data = JSON.stringify(new Comparison(comparison)).replaceAll("<", String.raw`\u003c`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
${table(comparison)}
<ul class="notes">${footnotes(comparison)
    .map((note) => `<li>${escapeMarkup(note)}</li>`)
    .join("")}</ul>
${tests(comparison)}
<h2>Plots</h2>
${plots.join("\n")}
${settings(comparison)}
</main>
<script type="application/json" id="comparison">${data}</script>
</body>
</html>
`;
}

function table(comparison: ComparisonData): string {
  const head = comparison.datasets
    .map(
      ({ name, n }) =>
        `<th scope="col">${escapeMarkup(name)}${marked(name, comparison) ? " <small>(reference)</small>" : ""}<br><small>n = ${n}</small></th>`,
    )
    .join("");
  const body = comparisonRows(comparison).map((row) => {
    const cells = row.cells.map(
      (cell) =>
        `<td${cell.error === null ? "" : ' class="failed"'}>${escapeMarkup(formatCell(cell, row))}</td>`,
    );
    return `<tr><th scope="row">${escapeMarkup(formatLabel(row))}</th>${cells.join("")}</tr>`;
  });
  return `<div class="scroll"><table><thead><tr><td></td>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`;
}

function tests(comparison: ComparisonData): string {
  const rows = comparison.results.flatMap(({ dataset, evaluator, result }) => {
    const difference = result?.difference;
    if (difference === undefined) return [];
    const numbers = [difference.p, difference.adjustedP, difference.effect].map(
      (value) => `<td>${formatNumber(value)}</td>`,
    );
    return [
      `<tr><th scope="row">${escapeMarkup(evaluator)}</th><td>${escapeMarkup(dataset)}</td>${numbers.join("")}</tr>`,
    ];
  });
  if (rows.length === 0) return "";
  return `<h2>Differences from ${escapeMarkup(comparison.reference ?? "the reference")}</h2>
<div class="scroll"><table><thead><tr><th scope="col">evaluator</th><th scope="col">dataset</th><th scope="col">p</th><th scope="col">p, corrected</th><th scope="col">Cliff’s δ</th></tr></thead><tbody>${rows.join("\n")}</tbody></table></div>`;
}

async function plot({ name, spec }: Figure): Promise<string> {
  const label = escapeMarkup(spec.description ?? name);
  return `<figure><div role="img" aria-label="${label}">${await renderSvg(spec)}</div><figcaption>${escapeMarkup(name)}</figcaption></figure>`;
}

function settings(comparison: ComparisonData): string {
  const scores = new Map(
    comparison.results.flatMap(({ result }) =>
      result?.score === undefined ? [] : [[result.score.name, result.score.configuration] as const],
    ),
  );
  if (scores.size === 0) return "";
  const rows = [...scores].map(
    ([name, configuration]) =>
      `<tr><th scope="row">${escapeMarkup(name)}</th><td><code>${escapeMarkup(JSON.stringify(configuration))}</code></td></tr>`,
  );
  return `<h2>Settings</h2><div class="scroll"><table><tbody>${rows.join("\n")}</tbody></table></div>`;
}
