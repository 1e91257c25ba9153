import { html, Html } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { colorsOf } from "../palette.ts";

/** The datasets with their colours in all pictures, and how many dialogues each has. */
export function setList(comparison: ComparisonData): Html {
  const colors = colorsOf(comparison);
  return html`<ul class="sets" aria-label="Datasets">
    ${comparison.datasets.map(
      ({ name, n }) =>
        html`<li>
          ${dot(colors.get(name) as string)} <b>${name}</b>
          <small
            >${n}
            ${n === 1 ? "dialogue" : "dialogues"}${name === comparison.reference ? ", the reference" : ""}</small
          >
        </li>`,
    )}
  </ul>`;
}

function dot(color: string): Html {
  return new Html(
    `<svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><circle cx="5" cy="5" r="5" fill="${color}"/></svg>`,
  );
}
