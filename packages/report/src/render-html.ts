import { requireArguments, html, Html } from "@sdialog/core/internal";
import { Comparison, type ComparisonData } from "@sdialog/evaluation";
import { footnotes } from "./format-cell.ts";
import { transcripts } from "./page/example-lists.ts";
import { figureGrid } from "./page/figure-grid.ts";
import { pageStyle } from "./page/page-style.ts";
import { region, scoreTable } from "./page/score-table.ts";
import { setList } from "./page/set-list.ts";
import { headline, testsSection } from "./page/tests-section.ts";
import { metricLabel } from "@sdialog/evaluation/internal";

/**
 * A page that needs nothing else: what differs from the reference, every number, the pictures with the dialogues at both
 * ends of each score, the tests, and the data as JSON. Of a single dataset it is a report: how its values are spread,
 * compared with nothing. It loads nothing and runs no script, is light or dark as the reader's system is, and fits a
 * phone and a sheet of paper.
 */
export async function renderHtml(comparison: ComparisonData): Promise<string> {
  requireArguments("renderHtml", arguments, 1);
  const names = comparison.datasets.map(({ name }) => name);
  const title =
    names.length === 1
      ? `Report on ${names[0]}`
      : `Comparison of ${names.length > 2 ? `${names.length} datasets` : names.join(" and ")}`;
  const data = JSON.stringify(new Comparison(comparison)).replaceAll("<", String.raw`\u003c`);
  const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta http-equiv="Content-Security-Policy" content="${new Html(policy)}" />
        <title>${title}</title>
        ${new Html(`<style>${pageStyle}</style>`)}
      </head>
      <body>
        <main>
          <header>
            <h1>${title}</h1>
            ${setList(comparison)} ${headline(comparison)}
          </header>
          <section>
            <h2>Numbers</h2>
            ${scoreTable(comparison)}
            <ul class="notes quiet">
              ${footnotes(comparison).map((note) => html`<li>${note}</li>`)}
            </ul>
          </section>
          ${await figureGrid(comparison)} ${testsSection(comparison)} ${settings(comparison)}
        </main>
        ${transcripts(comparison)}
        ${new Html(`<script type="application/json" id="comparison">${data}</script>`)}
      </body>
    </html> `.toString();
}

/** What every score was computed with. */
function settings(comparison: ComparisonData): Html | null {
  const scores = new Map(
    comparison.results.flatMap(({ result }) =>
      result?.score === undefined ? [] : [[result.score.name, result.score.configuration] as const],
    ),
  );
  if (scores.size === 0) return null;
  const rows = [...scores].map(
    ([name, configuration]) =>
      html`<tr>
        <th scope="row">${metricLabel(name).title}</th>
        <td class="words" data-of="Name"><code>${name}</code></td>
        <td class="words" data-of="Settings"><code>${JSON.stringify(configuration)}</code></td>
      </tr>`,
  );
  const table = html`<table>
    <thead>
      <tr>
        <th scope="col">Score</th>
        <th scope="col" class="words">Name</th>
        <th scope="col" class="words">Settings</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<section>
    <h2>How it was computed</h2>
    <p class="quiet">Seed ${String(comparison.seed)}.</p>
    ${region("Settings", table)}
  </section>`;
}
