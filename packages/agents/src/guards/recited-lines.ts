import { registered } from "@sdialog/core";
import { countNames } from "@sdialog/core/internal";

/** What prompts hold that nobody says in a conversation. */
interface Recitable {
  /** Headings, as words: what stands alone on a line before a colon. */
  readonly headings: ReadonlySet<string>;
  /** Sentences and parts of sentences between slots, as words. */
  readonly sentences: readonly string[];
}

let known: { readonly count: number; readonly recitable: Recitable } | undefined;

/**
 * The first line or sentence of a text that is one of a prompt's. They are read out of the templates of all prompts there
 * are, those of other packages included, so that a new template is known by itself.
 *
 * @param words the text's {@link plainWords}
 * @returns the line, or the words of the sentence; nothing when the text recites none
 */
export function findRecited(text: string, words: string): string | undefined {
  const { headings, sentences } = recitable();
  const lines = text.includes(":") ? text.split("\n") : [];
  const heading = lines.find(
    (line) => line.includes(":") && headings.has(plainWords(line.slice(0, line.indexOf(":")))),
  );
  if (heading !== undefined) return heading;
  return sentences.find((sentence) => words.includes(sentence));
}

function recitable(): Recitable {
  const count = countNames("prompt");
  if (known?.count === count) return known.recitable;
  const headings = new Set<string>();
  const sentences = new Set<string>();
  for (const { prompt } of registered("prompt")) {
    for (const line of withoutTags(prompt.standard.text).split("\n")) {
      const whole = line.trim();
      const heading = plainWords(whole);
      // A word before a colon is a name, or what a message begins with.
      if (whole.endsWith(":") && !whole.includes(slot) && heading.includes(" ")) headings.add(heading);
      for (const part of whole.split(slot).flatMap((between) => between.split(/[.!?;:]/))) {
        const sentence = plainWords(part);
        if (sentence.split(" ").length >= fewestWords) sentences.add(sentence);
      }
    }
  }
  known = { count, recitable: { headings, sentences: [...sentences] } };
  return known.recitable;
}

/** Fewer words than these may come together by chance. */
export const fewestWords = 8;
/** Stands where a slot is filled. */
const slot = "\0";

function withoutTags(template: string): string {
  return template.replaceAll(/\{\{[#^/!][^{}]*\}\}/g, "").replaceAll(/\{\{[^{}]*\}\}/g, slot);
}

/** Lower-cased words with single blanks between them. */
export function plainWords(text: string): string {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(" ");
}
