import { escapeMarkup } from "@sdialog/core/internal";
import type { ConvogenReproduction } from "@sdialog/runner";
import { convogenCells } from "./convogen-cells.ts";

/** The tables as a page that loads nothing: measured (95 % interval) and, in brackets, published. */
export function convogenPage(
  found: ConvogenReproduction,
  {
    model,
    judge,
    n,
    seed,
  }: { readonly model: string; readonly judge?: string; readonly n: number; readonly seed: number },
): string {
  const tables = convogenCells(found.tables).map(
    ({ title, header, rows }) =>
      `<h2>${escapeMarkup(title)}</h2>\n<table><thead><tr>${header.map((name) => `<th scope="col">${escapeMarkup(name)}</th>`).join("")}</tr></thead><tbody>${rows
        .map(
          ([first = "", ...rest]) =>
            `<tr><th scope="row">${escapeMarkup(first)}</th>${rest.map((text) => `<td>${escapeMarkup(text)}</td>`).join("")}</tr>`,
        )
        .join("\n")}</tbody></table>`,
  );
  const data = JSON.stringify(found).replaceAll("<", String.raw`\u003c`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>ConvoGen with ${escapeMarkup(model)}</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; display: block; overflow-x: auto; }
th, td { padding: .3rem .8rem; text-align: left; border-bottom: 1px solid #8884; white-space: nowrap; }
</style>
</head>
<body>
<main>
<h1>ConvoGen with ${escapeMarkup(model)}</h1>
<p>At most ${n} conversations of each experiment, seed ${seed}, ${judge === undefined ? "no judge" : `judged by ${escapeMarkup(judge)}`}. Each cell: the mean, its 95 % interval, and in brackets the value published in arXiv 2503.17460.</p>
<ul>${found.notes.map((note) => `<li>${escapeMarkup(note)}</li>`).join("")}</ul>
${tables.join("\n")}
</main>
<script type="application/json" id="tables">${data}</script>
</body>
</html>
`;
}
