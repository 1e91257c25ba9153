import { html, type Html } from "@sdialog/core/internal";
import type { ComparisonCell, ComparisonData } from "@sdialog/evaluation";
import { formatNumber } from "../format-cell.ts";
import { evaluatorTitle } from "../row-title.ts";
import { region } from "./score-table.ts";

const alpha = 0.05;

/** What differs from the reference beyond chance, in a sentence; nothing where nothing was tested. */
export function headline(comparison: ComparisonData): Html | null {
  const tests = tested(comparison);
  if (tests.length === 0) return null;
  const beyond = tests.filter(({ result }) => (result?.difference?.adjustedP ?? 1) < alpha);
  const against = comparison.reference ?? "the reference";
  const count = `${tests.length} ${tests.length === 1 ? "test" : "tests"}`;
  if (beyond.length === 0)
    return html`<p class="headline">No difference from ${against} beyond chance in ${count}.</p>`;
  const items = comparison.datasets.flatMap(({ name }) => {
    const own = beyond.filter(({ dataset }) => dataset === name);
    const titles = own.map(({ evaluator }) => evaluatorTitle(comparison, evaluator));
    return own.length === 0 ? [] : [html`<li><b>${name}</b>: ${titles.join("; ")}</li>`];
  });
  return html`<p class="headline">
      <b>${beyond.length} of ${count}</b> ${beyond.length === 1 ? "shows" : "show"} a difference from
      ${against} beyond chance:
    </p>
    <ul class="beyond">
      ${items}
    </ul>`;
}

/** Every test against the reference with its name, its p and the size of the effect. */
export function testsSection(comparison: ComparisonData): Html | null {
  const tests = tested(comparison);
  if (tests.length === 0) return null;
  const rows = tests.map(({ dataset, evaluator, result }) => {
    const { test, p, adjustedP, effect } = result?.difference ?? {};
    return html`<tr>
      <th scope="row">${evaluatorTitle(comparison, evaluator)}</th>
      <td class="words" data-of="Dataset">${dataset}</td>
      <td class="words" data-of="Test">${test ?? "–"}</td>
      <td data-of="p">${formatNumber(p)}</td>
      <td data-of="p, corrected">${formatNumber(adjustedP)}</td>
      <td data-of="Cliff’s δ">${formatNumber(effect)}</td>
    </tr>`;
  });
  return html`<section>
    <h2>Tests against ${comparison.reference ?? "the reference"}</h2>
    <details>
      <summary>
        ${tests.length === 1 ? "The test" : `All ${tests.length} tests`}, with p and the size of the effect
      </summary>
      ${region(
        "Tests",
        html`<table>
          <thead>
            <tr>
              <th scope="col">Score</th>
              <th scope="col" class="words">Dataset</th>
              <th scope="col" class="words">Test</th>
              <th scope="col">p</th>
              <th scope="col">p, corrected (Holm)</th>
              <th scope="col">Cliff’s δ</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`,
      )}
    </details>
  </section>`;
}

function tested({ results }: ComparisonData): ComparisonCell[] {
  return results.filter(({ result }) => result?.difference !== undefined);
}
