import { html, Html } from "@sdialog/core/internal";
import type { ComparisonData } from "@sdialog/evaluation";
import { type Figure, figures } from "../figures.ts";
import { renderSvg } from "../render-svg.ts";
import { exampleLists } from "./example-lists.ts";

/** All pictures on one grid, each with what it shows in words, its cumulative curves and its examples. */
export async function figureGrid(comparison: ComparisonData): Promise<Html | null> {
  const bare = { titled: false, paper: null } as const;
  const drawn = figures(comparison, bare);
  if (drawn.length === 0) return null;
  const curves = new Map(
    figures(comparison, { ...bare, kind: "ecdf" }).map((figure) => [figure.name, figure]),
  );
  const cards: Html[] = [];
  for (const [index, figure] of drawn.entries()) {
    const curve = curves.get(figure.name);
    const ecdf = curve === undefined ? null : await picture(curve, `e${index}`);
    cards.push(card(comparison, figure, await picture(figure, `f${index}`), ecdf));
  }
  return html`<section>
    <h2>Pictures</h2>
    <div class="grid">${cards}</div>
  </section>`;
}

function card(
  comparison: ComparisonData,
  { name, title, caption }: Figure,
  svg: Html,
  ecdf: Html | null,
): Html {
  return html`<figure>
    <h3>${title}</h3>
    <figcaption>${caption.join(". ")}</figcaption>
    ${svg}
    ${
      ecdf === null
        ? null
        : html`<details>
            <summary>Cumulative shares</summary>
            ${ecdf}
          </details>`
    }
    ${exampleLists(comparison, name)}
  </figure>`;
}

/** The drawing as part of the page: what it refers to inside itself has names of its own. */
async function picture({ spec }: Figure, prefix: string): Promise<Html> {
  return new Html((await renderSvg(spec)).replaceAll(/\bclip(\d+)\b/g, `${prefix}-clip$1`));
}
