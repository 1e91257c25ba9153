import { unicodeTokenizer } from "@sdialog/evaluation/text";
import { lexicalFeatures, type Lexicon } from "./lexicon.ts";

interface Node {
  readonly next: Map<string, Node>;
  /** Words of which only the beginning is given, by length of the beginning. */
  readonly stems: Map<number, Map<string, Node>>;
  /** What follows up to {@link longestGap} words later. */
  gap: Node | null;
  /** Bits of the features of which a phrase ends here. */
  phrases: number;
  /** Bits of the features of which an exception ends here. */
  exceptions: number;
}

/** Where in the words of a turn a phrase or an exception was found. */
interface Match {
  readonly node: Node;
  readonly start: number;
  readonly end: number;
}

const emptyNode = (): Node => ({ next: new Map(), stems: new Map(), gap: null, phrases: 0, exceptions: 0 });
/** How many words "…" stands for at most. */
const longestGap = 3;
const spelledTwoWays = /['ß]/u;

/** The words of a text as phrases are compared: without apostrophes ("dont" is "don't"), ß as ss. Words are in lower case. */
export function phraseWords(words: readonly string[]): readonly string[] {
  return words.map((word) =>
    spelledTwoWays.test(word) ? word.replaceAll("'", "").replaceAll("ß", "ss") : word,
  );
}

/** Finds the phrases of a lexicon in the words of a turn, all features in one pass. */
export class PhraseMatcher {
  readonly #anywhere = emptyNode();
  readonly #atStart = emptyNode();

  constructor(lexicon: Lexicon) {
    for (const [index, feature] of lexicalFeatures.entries()) {
      const bit = 1 << index;
      for (const phrase of spellings(lexicon.phrases[feature], lexicon))
        this.#end(phrase, lexicon).phrases |= bit;
      for (const phrase of spellings(lexicon.except[feature] ?? [], lexicon))
        this.#end(phrase, lexicon).exceptions |= bit;
    }
  }

  /** @param words as {@link phraseWords} gives them; @returns a bit per feature, in the order of `lexicalFeatures` */
  match(words: readonly string[]): number {
    const matched: Match[] = [];
    for (let start = 0; start < words.length; start++) collect(this.#anywhere, words, start, start, matched);
    collect(this.#atStart, words, 0, 0, matched);
    const exceptions = matched.filter(({ node }) => node.exceptions !== 0);
    let found = 0;
    for (const { node, start, end } of matched) {
      if (node.phrases === 0) continue;
      let excepted = 0;
      // A phrase that lies within an exception does not count.
      for (const other of exceptions)
        if (other.start <= start && end <= other.end) excepted |= other.node.exceptions;
      found |= node.phrases & ~excepted;
    }
    return found;
  }

  #end(phrase: string, { language }: Lexicon): Node {
    let node = phrase.startsWith("^") ? this.#atStart : this.#anywhere;
    const tokenizer = tokenizerOf(language);
    for (const part of phrase.replace(/^\^/, "").split(" ")) {
      if (part === "…") {
        node = node.gap ??= emptyNode();
        continue;
      }
      const isStem = part.endsWith("*");
      const words = phraseWords(tokenizer.words(part));
      for (const [index, word] of words.entries())
        node = isStem && index === words.length - 1 ? stemNode(node, word) : nextNode(node.next, word);
    }
    return node;
  }
}

function collect(node: Node, words: readonly string[], start: number, place: number, matched: Match[]): void {
  if ((node.phrases | node.exceptions) !== 0) matched.push({ node, start, end: place });
  if (node.gap !== null)
    for (let skipped = 0; skipped <= longestGap; skipped++)
      collect(node.gap, words, start, place + skipped, matched);
  const word = words[place];
  if (word === undefined) return;
  const exact = node.next.get(word);
  if (exact !== undefined) collect(exact, words, start, place + 1, matched);
  for (const [length, stems] of node.stems) {
    const stem = word.length < length ? undefined : stems.get(word.slice(0, length));
    if (stem !== undefined) collect(stem, words, start, place + 1, matched);
  }
}

function stemNode({ stems }: Node, stem: string): Node {
  let ofLength = stems.get(stem.length);
  if (ofLength === undefined) stems.set(stem.length, (ofLength = new Map()));
  return nextNode(ofLength, stem);
}

function nextNode(nodes: Map<string, Node>, word: string): Node {
  let node = nodes.get(word);
  if (node === undefined) nodes.set(word, (node = emptyNode()));
  return node;
}

/** Phrases with their spellings without accents, where no short word would become another one ("sí", "si"). */
function spellings(phrases: readonly string[], { accentsOptional }: Lexicon): readonly string[] {
  if (!accentsOptional) return phrases;
  const plain = phrases
    .filter((phrase) => phrase.length > 4)
    .map((phrase) => phrase.normalize("NFD").replaceAll(/\p{M}/gu, ""));
  return [...new Set([...phrases, ...plain])];
}

const tokenizers = new Map<string, ReturnType<typeof unicodeTokenizer>>();

/** The tokeniser by which texts of a language are cut into words. */
export function tokenizerOf(language: string | null): ReturnType<typeof unicodeTokenizer> {
  const locale = language ?? "und";
  let tokenizer = tokenizers.get(locale);
  if (tokenizer === undefined) tokenizers.set(locale, (tokenizer = unicodeTokenizer({ locale })));
  return tokenizer;
}

const matchers = new Map<Lexicon, PhraseMatcher>();

/** The matcher of a lexicon, made once. */
export function matcherOf(lexicon: Lexicon): PhraseMatcher {
  let matcher = matchers.get(lexicon);
  if (matcher === undefined) matchers.set(lexicon, (matcher = new PhraseMatcher(lexicon)));
  return matcher;
}
