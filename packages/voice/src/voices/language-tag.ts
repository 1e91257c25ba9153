import { isSpokenIn, regionCalled } from "./accent-regions.ts";
import { codes, foreignLanguageNames, languageNames } from "./language-names.ts";
import { nameWords } from "./name-key.ts";

/** What is said of the languages of a person. */
export interface StatedLanguages {
  /** BCP 47 tag of the one that is spoken: the mother tongue, or else the first. */
  readonly tag?: string | undefined;
  /** An accent that is foreign to this language: French in English. */
  readonly accent?: Accent | undefined;
  /** Tags of the others. */
  readonly others: readonly string[];
}

const between = /[,;/&+|\n]|(?<!\p{L})(?:and|und|et|y|e|och|plus|also)(?!\p{L})/iu;
const notNative = /\bnon[ -]?native\b/gi;
const native =
  /\b(?:native|mother tongue|first language|primary|mainly|mostly|L1|muttersprach\w*|maternelle|nativ[ao]|matern[ao]|madrelingua|moedertaal|modersmål)\b/i;
const lesser =
  /\b(?:some|little|bit|basic|basics|beginner|learning|learner|limited|second|secondary|intermediate|third|school|[AB][12]|etwas|wenig|grundkenntnisse|un peu|notions|un poco|básico)\b/i;
const accentNouns = /^(?:accent|akzent|accento|acento)$/;
/** Stands for "accent:" among the words. */
const accentColon = "accentcolon";
const accentWords = /^(?:accent|accents|accented|akzent|accento|acento|brogue|drawl|twang|lilt)$/;

/**
 * The languages that people name: `"German"`, `"Deutsch"`, `"Mexican Spanish"`, `"English (Scottish accent)"`, `"pt-BR"`,
 * `"English (native), some French"`.
 */
export function statedLanguages(text: string): StatedLanguages {
  const code = tagOfCode(text.trim());
  if (code !== undefined) return { tag: code, others: [] };
  const found = clausesOf(text).flatMap((clause) => languagesIn(clause));
  const spoken =
    found.find(({ rank }) => rank === "native") ?? found.find(({ rank }) => rank !== "lesser") ?? found[0];
  if (spoken === undefined) return { others: [] };
  const others = found.filter((other) => other !== spoken).map(({ tag }) => tag);
  return {
    tag: spoken.tag,
    ...(spoken.accent === undefined ? {} : { accent: spoken.accent }),
    others: [...new Set(others)].filter((tag) => tag !== spoken.tag),
  };
}

/** The BCP 47 tag of what is spoken, see {@link statedLanguages}. @returns nothing when no language is found in it */
export function languageTag(text: string): string | undefined {
  return statedLanguages(text).tag;
}

/** What an accent's name may mean; nothing that is known, when it is not understood. */
export interface Accent {
  /** As a tag has it: `GB-scotland`. */
  readonly region?: string | undefined;
  /** BCP 47 tag. */
  readonly language?: string | undefined;
}

/** The accent that a text names: `"Scottish"`, `"a slight French accent"`. */
export function accentNamed(text: string): Accent | undefined {
  const words = wordsOf(text);
  const names = namesIn(words);
  return names.find((name) => isAccent(name, words, names)) ?? names.at(-1);
}

/** The accent that a description of a voice speaks of: `"a soft Scottish voice"`, `"warm, with a French accent"`. */
export function accentDescribed(text: string): Accent | undefined {
  const words = wordsOf(text);
  const names = namesIn(words);
  return (
    names.find((name) => isAccent(name, words, names)) ?? names.find(({ language }) => language === undefined)
  );
}

/** A language with an accent: in its tag where the language is at home in the region, else apart. */
export function withAccent(
  tag: string,
  accent: Accent | undefined,
): { readonly tag: string; readonly accent?: Accent } {
  const [code = ""] = tag.split("-");
  if (accent?.region !== undefined && isSpokenIn(code, accent.region))
    return { tag: `${code}-${accent.region}` };
  if (accent?.language?.split("-")[0] === code)
    return { tag: accent.language === code ? tag : accent.language };
  return accent === undefined
    ? { tag }
    : { tag, accent: { region: accent.region, language: accent.language } };
}

/** A name that stands in a text, and what it may mean. */
interface FoundName extends Accent {
  /** Position of its first word, and of the one after its last. */
  readonly from: number;
  readonly to: number;
}

interface FoundLanguage {
  readonly tag: string;
  readonly accent?: Accent | undefined;
  readonly rank: "native" | "lesser" | undefined;
}

/** The parts of a text between commas and conjunctions; a part that names no language says more about the one before it. */
function clausesOf(text: string): string[] {
  const clauses: string[] = [];
  for (const part of text.split(between)) {
    const words = wordsOf(part);
    const names = namesIn(words);
    const ownName =
      tagOfCode(part.trim()) !== undefined ||
      names.some((name) => name.language !== undefined && !isAccent(name, words, names));
    if (ownName || clauses.length === 0) clauses.push(part);
    else clauses[clauses.length - 1] += ` ${part}`;
  }
  return clauses;
}

/** The languages of a clause: usually one. */
function languagesIn(clause: string): FoundLanguage[] {
  const plain = clause.replaceAll(notNative, " ");
  const rank = native.test(plain) ? "native" : lesser.test(plain) ? "lesser" : undefined;
  const code = tagOfCode(clause.trim());
  if (code !== undefined) return [{ tag: code, rank }];
  const words = wordsOf(clause);
  const names = namesIn(words);
  const accents = names.filter((name) => isAccent(name, words, names));
  const languages = names.filter((name) => name.language !== undefined && !accents.includes(name));
  // Of names beside each other the last is the language, and those before it say whose: "Irish English".
  const heads = languages.filter(({ to }) => !languages.some(({ from }) => from === to));
  const [head, ...rest] = heads;
  if (head?.language === undefined) return [];
  const qualifier = [...accents, ...names.filter((name) => !heads.includes(name))].find(
    (name) => name.region !== undefined || name.language !== head.language,
  );
  const region = regionByCode(clause);
  return [
    { ...withAccent(head.language, qualifier ?? (region === undefined ? undefined : { region })), rank },
    ...rest.flatMap(({ language }) =>
      language === undefined ? [] : [{ tag: language, rank: "lesser" as const }],
    ),
  ];
}

function wordsOf(text: string): string[] {
  return nameWords(text.replaceAll(/\b(?:accent|akzent|accento|acento)\s*:/gi, ` ${accentColon} `));
}

/** Names of languages and of regions in a text, the longest first where they overlap. */
function namesIn(words: readonly string[]): FoundName[] {
  const found: FoundName[] = [];
  let from = 0;
  while (from < words.length) {
    const name = nameAt(words, from);
    if (name !== undefined && !isDenied(name, words)) found.push(name);
    from = name?.to ?? from + 1;
  }
  return found;
}

const denial =
  /^(?:no|not|never|don|dont|doesn|doesnt|cannot|without|kein|keine|nicht|ohne|pas|sans|sin|não|nao|non|senza|geen|niet|zonder|inte|ingen)$/;

/** "Not English", "no French", "does not speak German", "pas de français". */
function isDenied({ from }: FoundName, words: readonly string[]): boolean {
  let before = from - 1;
  while (
    before > 0 &&
    /^(?:speaks?|know|knows|any|de|t|hablo|habla|parle|parla|falo|fala)$/.test(words[before] ?? "")
  )
    before--;
  return denial.test(words[before] ?? "");
}

function nameAt(words: readonly string[], from: number): FoundName | undefined {
  for (let length = Math.min(4, words.length - from); length > 0; length--) {
    const name = words.slice(from, from + length).join(" ");
    const language = languageNames().get(name);
    const region = regionCalled(name);
    if (language !== undefined || region !== undefined) return { from, to: from + length, language, region };
  }
  const foreign = foreignLanguageNames().get(words[from] ?? "");
  return foreign === undefined ? undefined : { from, to: from + 1, language: foreign };
}

/** "French accent", "French-accented", "accent: French", "accent français". */
function isAccent({ from, to }: FoundName, words: readonly string[], names: readonly FoundName[]): boolean {
  const before = /^(?:from|of)$/.test(words[from - 1] ?? "") ? from - 2 : from - 1;
  // Between two names the word belongs to the one before it, unless there is a colon.
  const isNamed = accentNouns.test(words[before] ?? "") && !names.some(({ to: end }) => end === before);
  const follows = accentWords.test(words[to] ?? "");
  return follows || isNamed || words[from - 1] === accentColon;
}

/** "Spanish (MX)". */
function regionByCode(clause: string): string | undefined {
  const code = /(?<![\p{L}\d])(?:[A-Z]{2}|\d{3})(?![\p{L}\d])/u.exec(clause)?.[0];
  if (code === undefined) return undefined;
  const [tag] = Intl.getCanonicalLocales(`und-${code}`);
  return new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code) === undefined
    ? undefined
    : tag?.slice("und-".length);
}

/** A text that is a tag itself: `pt_br`, `zh-Hans`, `zh-yue`. */
function tagOfCode(text: string): string | undefined {
  if (!/^[a-z]{2,3}(?:[-_][a-z\d]{1,8})*$/i.test(text)) return undefined;
  const [first = "", ...rest] = text.toLowerCase().split(/[-_]/);
  // Chinese languages may stand behind the code of all of them.
  const extended = first === "zh" && codes().includes(rest[0] ?? "") && rest[0]?.length === 3;
  try {
    const [tag = ""] = Intl.getCanonicalLocales((extended ? rest : [first, ...rest]).join("-"));
    return codes().includes(tag.split("-")[0] ?? "") ? tag : undefined;
  } catch {
    return undefined;
  }
}
