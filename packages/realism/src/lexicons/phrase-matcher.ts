import { unicodeTokenizer } from "@sdialog/evaluation/text";
import { lexicalFeatures, type Lexicon } from "./lexicon.ts";

interface Node {
  readonly next: Map<string, Node>;
  /** Words of which only the beginning is given, by length of the beginning. */
  readonly stems: Map<number, Map<string, Node>>;
  /** What follows up to {@link longestGap} words later. */
  gap: Node | null;
  /** What follows behind any number of particles. */
  afterParticles: Node | null;
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

const emptyNode = (): Node => ({
  next: new Map(),
  stems: new Map(),
  gap: null,
  afterParticles: null,
  phrases: 0,
  exceptions: 0,
});
/** How many words "…" stands for at most. */
const longestGap = 3;
/** How many particles "~" stands for at most. */
const mostParticles = 5;
// As typed on telephones and copied from books, too: ' ’ ‘ ʼ ＇.
const apostrophes = /['’‘ʼ＇]/gu;
const spelledTwoWays = /['’‘ʼ＇ß]/u;

/** The words of a text as they are compared: without apostrophes ("dont" is "don't"), ß as ss. Words are in lower case. */
export function phraseWords(words: readonly string[]): readonly string[] {
  return words.map((word) =>
    spelledTwoWays.test(word) ? word.replaceAll(apostrophes, "").replaceAll("ß", "ss") : word,
  );
}

/** What is blamed on somebody is not blamed where it is denied. */
const blame = 1 << lexicalFeatures.indexOf("accusatory_rate");

/** Finds the phrases of a lexicon in the words of a turn, all features in one pass. */
export class PhraseMatcher {
  readonly #anywhere = emptyNode();
  readonly #atStart = emptyNode();
  readonly #particles: ReadonlySet<string>;
  readonly #negations: ReadonlySet<string>;
  readonly #articles: ReadonlySet<string>;
  readonly #elision: RegExp | null;
  readonly #parts = new Map<string, readonly string[]>();

  constructor(lexicon: Lexicon) {
    const { elided } = lexicon;
    this.#elision = elided.length === 0 ? null : new RegExp(`^(?:${elided.join("|")})['’‘ʼ＇](?=.)`, "u");
    const setOf = (phrases: readonly string[]): ReadonlySet<string> =>
      new Set(spellings(phrases, lexicon).map((phrase) => this.#words(phrase, lexicon).join(" ")));
    this.#particles = setOf(lexicon.particles);
    this.#negations = setOf(lexicon.negations);
    this.#articles = setOf(lexicon.articles);
    for (const [index, feature] of lexicalFeatures.entries()) {
      const bit = 1 << index;
      for (const phrase of spellings(lexicon.phrases[feature], lexicon))
        this.#end(phrase, lexicon).phrases |= bit;
      for (const phrase of spellings(lexicon.except[feature] ?? [], lexicon))
        this.#end(phrase, lexicon).exceptions |= bit;
    }
    this.#parts.clear();
  }

  /** @param said the words of a turn in lower case; @returns a bit per feature, in the order of `lexicalFeatures` */
  match(said: readonly string[]): number {
    const words = this.#apart(said);
    const matched: Match[] = [];
    for (let start = 0; start < words.length; start++)
      this.#collect(this.#anywhere, words, start, start, matched);
    this.#collect(this.#atStart, words, 0, 0, matched);
    // "d'où" begins with "où".
    if (this.#elision?.test(said[0] ?? "") === true) this.#collect(this.#atStart, words, 1, 1, matched);
    const exceptions = matched.filter(({ node }) => node.exceptions !== 0);
    let found = 0;
    for (const { node, start, end } of matched) {
      if (node.phrases === 0) continue;
      // Longer phrases are sentences, before which another one may end: "It is not. You promised!"
      const isWord = end === start + 1;
      let excepted = isWord && (node.phrases & blame) !== 0 && this.#isDenied(words, start) ? blame : 0;
      // A phrase that lies within an exception does not count.
      for (const other of exceptions)
        if (other.start <= start && end <= other.end) excepted |= other.node.exceptions;
      found |= node.phrases & ~excepted;
    }
    return found;
  }

  /** Whether what begins at a place is denied: "that is not really a scam". */
  #isDenied(words: readonly string[], start: number): boolean {
    let last = start - 1;
    while (
      last >= 0 &&
      (this.#particles.has(words[last] as string) || this.#articles.has(words[last] as string))
    )
      last--;
    return this.#negations.has(words[last] ?? "") || this.#negations.has(`${words[last - 1]} ${words[last]}`);
  }

  /** Words as they are compared, elided ones by themselves: "m'énerve" is "m", "énerve". */
  #apart(words: readonly string[]): readonly string[] {
    const elision = this.#elision;
    if (elision === null) return phraseWords(words);
    return phraseWords(
      words.flatMap((word) => {
        const [before] = elision.exec(word) ?? [];
        return before === undefined ? [word] : [before, word.slice(before.length)];
      }),
    );
  }

  /** The words of a part of a phrase; alternatives have most parts in common. */
  #words(part: string, { language }: Lexicon): readonly string[] {
    let words = this.#parts.get(part);
    if (words === undefined) this.#parts.set(part, (words = this.#apart(tokenizerOf(language).words(part))));
    return words;
  }

  #end(phrase: string, lexicon: Lexicon): Node {
    let node = phrase.startsWith("^") ? this.#atStart : this.#anywhere;
    for (const part of phrase.replace(/^\^/, "").split(" ")) {
      if (part === "…") {
        node = node.gap ??= emptyNode();
        continue;
      }
      if (part === "~") {
        node = node.afterParticles ??= emptyNode();
        continue;
      }
      const isStem = part.endsWith("*");
      const words = this.#words(part, lexicon);
      for (const [index, word] of words.entries())
        node = isStem && index === words.length - 1 ? stemNode(node, word) : nextNode(node.next, word);
    }
    return node;
  }

  #collect(node: Node, words: readonly string[], start: number, place: number, matched: Match[]): void {
    if ((node.phrases | node.exceptions) !== 0) matched.push({ node, start, end: place });
    if (node.gap !== null)
      for (let skipped = 0; skipped <= longestGap; skipped++)
        this.#collect(node.gap, words, start, place + skipped, matched);
    if (node.afterParticles !== null)
      for (let skipped = 0; skipped <= mostParticles; skipped++) {
        this.#collect(node.afterParticles, words, start, place + skipped, matched);
        if (!this.#particles.has(words[place + skipped] ?? "")) break;
      }
    const word = words[place];
    if (word === undefined) return;
    const exact = node.next.get(word);
    if (exact !== undefined) this.#collect(exact, words, start, place + 1, matched);
    for (const [length, stems] of node.stems) {
      const stem = word.length < length ? undefined : stems.get(word.slice(0, length));
      if (stem !== undefined) this.#collect(stem, words, start, place + 1, matched);
    }
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

/**
 * Phrases with their spellings without accents, where no short word would become another one ("sí", "si"), and, where
 * words are elided, without apostrophes ("jai").
 */
function spellings(phrases: readonly string[], { accentsOptional, elided }: Lexicon): readonly string[] {
  const plain = accentsOptional
    ? phrases
        .filter((phrase) => phrase.length > 4)
        .map((phrase) => phrase.normalize("NFD").replaceAll(/\p{M}/gu, ""))
    : [];
  const all = [...phrases, ...plain];
  const joined = elided.length === 0 ? [] : all.map((phrase) => phrase.replaceAll("'", ""));
  return [...new Set([...all, ...joined])];
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
