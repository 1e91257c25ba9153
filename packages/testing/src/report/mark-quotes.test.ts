import * as fc from "fast-check";
import { expect, it } from "vitest";
import { markQuotes } from "./mark-quotes.ts";

const marked = (text: string, ...quotes: string[]): string => String(markQuotes(text, quotes));

it("marks what is quoted, once where quotes overlap, and nothing that is not there", () => {
  expect(marked("We close at six.", "close", "six")).toBe("We <mark>close</mark> at <mark>six</mark>.");
  expect(marked("We close at six.", "at six", "close at")).toBe("We <mark>close at</mark><mark> six</mark>.");
  expect(marked("We close at six.", "close at six", "at")).toBe("We <mark>close at six</mark>.");
  expect(marked("We close.", "", "Close")).toBe("We close.");
  expect(marked("a <b> & c", "<b>")).toBe("a <mark>&lt;b&gt;</mark> &amp; c");
});

it("never changes the text, and marks exactly the places that some quote covers", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 12 });
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 4 }), (said, quotes) => {
      const shown = marked(said, ...quotes);
      expect(shown.replaceAll(/<\/?mark>/g, "")).toBe(said);
      const covered = Array.from(said, (_, at) =>
        quotes.some((quote) => {
          const start = said.indexOf(quote);
          return quote !== "" && start !== -1 && at >= start && at < start + quote.length;
        }),
      );
      let inside = false;
      const places = (shown.match(/<\/?mark>|[abc]/g) ?? []).flatMap((part) => {
        if (part.startsWith("<")) inside = part === "<mark>";
        return part.startsWith("<") ? [] : [inside];
      });
      expect(places).toEqual(covered);
    }),
  );
});
