import type { Notebook, NotebookCell, Output } from "./notebook.ts";

/** A notebook as a page in Markdown: prose as it stands, code, and below it what it printed and showed. */
export function lessonPage({ cells }: Notebook): string {
  return `${cells.flatMap(cellText).join("\n\n")}\n`;
}

function cellText({ cell_type, source, outputs = [] }: NotebookCell): string[] {
  const text = source.join("");
  if (cell_type === "markdown") return [text];
  const printed = outputs.map(printedBy).join("").trimEnd();
  return [
    fenced(text, "ts"),
    ...(printed === "" ? [] : ["Prints:", fenced(printed, "text")]),
    ...outputs.flatMap(shownBy),
  ];
}

/** What an output printed; what a cell prints in several pieces is one text. */
function printedBy({ output_type, text }: Output): string {
  return output_type === "stream" ? joined(text) : "";
}

/** The picture an output shows. It stands on paper of its own, also on a dark page. */
function shownBy({ data }: Output): string[] {
  if (typeof data !== "object" || data === null || !("image/svg+xml" in data)) return [];
  const shown: Readonly<Record<string, unknown>> = { ...data };
  const base64 = Buffer.from(joined(shown["image/svg+xml"])).toString("base64");
  const name = joined(shown["text/plain"]).replaceAll(/[<>"&]/g, "");
  return [`<img src="data:image/svg+xml;base64,${base64}" alt="${name}">`];
}

/** A text of Jupyter's: whole, or by lines. */
function joined(text: unknown): string {
  return Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "";
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}
