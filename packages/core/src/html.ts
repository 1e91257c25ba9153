import { visibleText } from "./visible-text.ts";

/** Markup that is safe to be part of a page: made by {@link html}, or what a package says itself. */
export class Html {
  readonly #markup: string;

  constructor(markup: string) {
    this.#markup = markup;
  }

  toString(): string {
    return this.#markup;
  }
}

/** What can stand in a template: text and numbers are escaped, markup is not, nothing and `null` leave no trace. */
export type HtmlPart = string | number | Html | readonly HtmlPart[] | null | undefined;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Markup from a template. Everything that comes from elsewhere is escaped, in text and between the quotes of an
 * attribute alike, so that no model can write into the page; what would turn text around is shown instead.
 */
export function html(markup: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  return new Html(String.raw({ raw: markup }, ...parts.map(markupOf)));
}

function markupOf(part: HtmlPart): string {
  if (part === null || part === undefined) return "";
  if (part instanceof Html) return part.toString();
  if (typeof part === "object") return part.map(markupOf).join("");
  return escapeMarkup(visibleText(String(part)).toWellFormed());
}

/** Text for the content and the attributes of HTML and XML. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] as string);
}
