import { InvalidArgumentError } from "@sdialog/core";
import { writeAtomic } from "@sdialog/core/fs";
import { Comparison, type ComparisonData } from "@sdialog/evaluation";
import { renderCsv } from "./render-csv.ts";
import { renderHtml } from "./render-html.ts";
import { renderMarkdown } from "./render-markdown.ts";
import { renderTable } from "./render-table.ts";

const renderers: Readonly<Record<string, (comparison: ComparisonData) => string | Promise<string>>> = {
  html: renderHtml,
  json: (comparison) => `${JSON.stringify(new Comparison(comparison), null, 2)}\n`,
  csv: renderCsv,
  md: renderMarkdown,
  txt: renderTable,
};

/**
 * Writes a comparison as the path's extension says: `.html`, `.json`, `.csv`, `.md` or `.txt`.
 *
 * @throws InvalidArgumentError for another extension; FileError when it cannot be written
 */
export async function saveComparison(comparison: ComparisonData, path: string): Promise<void> {
  const extension = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const render = Object.hasOwn(renderers, extension) ? renderers[extension] : undefined;
  if (render === undefined) {
    throw new InvalidArgumentError(`A comparison cannot be saved as "${path}"`, {
      hint: `Use one of the extensions ${Object.keys(renderers)
        .map((known) => `.${known}`)
        .join(", ")}.`,
    });
  }
  await writeAtomic(path, await render(comparison));
}
