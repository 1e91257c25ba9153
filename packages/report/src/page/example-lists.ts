import { html, type Html } from "@sdialog/core/internal";
import type { ComparisonData, ComparisonExample, Extreme } from "@sdialog/evaluation";
import { formatNumber } from "../format-cell.ts";

/** Longer dialogues are cut here, and the page says so. */
const mostTurns = 200;

/** The dialogues at both ends of one score, each a button that opens its transcript; nothing where there are none. */
export function exampleLists(comparison: ComparisonData, evaluator: string): Html | null {
  const cells = comparison.results.filter((cell) => cell.evaluator === evaluator && cell.result?.extremes);
  const directed = cells.flatMap(({ result }) => Object.values(result?.statistics ?? {})[0]?.better ?? [])[0];
  const lists = cells.flatMap(({ dataset, result }) => {
    const { lowest = [], highest = [] } = result?.extremes ?? {};
    const [first, last] =
      directed === "higher"
        ? ["Worst", "Best"]
        : directed === "lower"
          ? ["Best", "Worst"]
          : ["Lowest", "Highest"];
    return [
      html`<div class="ends">
        <h4>${dataset}</h4>
        <div>
          <p>${first}</p>
          ${buttons(comparison, dataset, lowest)}
        </div>
        <div>
          <p>${last}</p>
          ${buttons(comparison, dataset, highest)}
        </div>
      </div>`,
    ];
  });
  if (lists.length === 0) return null;
  const name = directed === undefined ? "Lowest and highest dialogues" : "Worst and best dialogues";
  return html`<details>
    <summary>${name}</summary>
    ${lists}
  </details>`;
}

function buttons(comparison: ComparisonData, dataset: string, extremes: readonly Extreme[]): Html {
  const items = extremes.map(({ id, index, value }) => {
    const place = placeOf(comparison, dataset, index);
    const text = html`<b>${formatNumber(value)}</b> <small>${String(id)}</small>`;
    return html`<li>
      ${place === -1 ? text : html`<button type="button" popovertarget="talk-${place}">${text}</button>`}
    </li>`;
  });
  return html`<ul>
    ${items}
  </ul>`;
}

function placeOf({ examples = [] }: ComparisonData, dataset: string, index: number): number {
  return examples.findIndex((example) => example.dataset === dataset && example.index === index);
}

/** The transcripts that the lists open, over the page. */
export function transcripts({ examples = [] }: ComparisonData): Html[] {
  return examples.map(transcript);
}

function transcript({ dataset, dialog }: ComparisonExample, place: number): Html {
  const { turns } = dialog;
  const left = turns.length - mostTurns;
  return html`<div
    popover
    id="talk-${place}"
    class="talk"
    role="dialog"
    aria-label="Dialogue ${String(dialog.id)}"
  >
    <header>
      <p>
        <b>${String(dialog.id)}</b><br /><small
          >${dataset}, ${turns.length} ${turns.length === 1 ? "turn" : "turns"}</small
        >
      </p>
      <button type="button" popovertarget="talk-${place}" popovertargetaction="hide">Close</button>
    </header>
    <ol class="turns" tabindex="0" aria-label="Turns">
      ${turns.slice(0, mostTurns).map(
        ({ speaker, text }) =>
          html`<li>
            <b>${speaker ?? "somebody"}</b>
            <p dir="auto">${text === "" ? "(nothing)" : text}</p>
          </li>`,
      )}
    </ol>
    ${left > 0 ? html`<p class="quiet turns">and ${left} more turns</p>` : null}
  </div>`;
}
