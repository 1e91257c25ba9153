import { html, type Html } from "@sdialog/core/internal";

/** A text in which the quoted passages are marked. A quote that is not in it, word for word, marks nothing. */
export function markQuotes(text: string, quotes: readonly string[]): Html {
  const ranges = quotes
    .map((quote) => ({ start: text.indexOf(quote), end: text.indexOf(quote) + quote.length }))
    .filter(({ start }) => start !== -1)
    .toSorted((a, b) => a.start - b.start);
  const parts: Html[] = [];
  let done = 0;
  for (const { start, end } of ranges) {
    if (end <= done) continue;
    const from = Math.max(start, done);
    parts.push(html`${text.slice(done, from)}<mark>${text.slice(from, end)}</mark>`);
    done = end;
  }
  return html`${parts}${text.slice(done)}`;
}
