/**
 * Phrases as they are written down in lists: words with a blank between them, in lower case. `a/b`: either word;
 * `[a/b]`: either, or none of them; `word*`: any ending; `…`: up to four words; `^`: only where a sentence
 * begins; `.`: where one ends.
 */
export type Phrases = readonly string[];

/** Phrases of a text in which commas and line breaks separate them. */
export function phrases(text: string): Phrases {
  return text.split(/[,\n]/).flatMap((phrase) => phrase.trim() || []);
}

/** Every wording of phrases, without choices in it: for lists that know none. */
export function allWordings(list: Phrases): readonly string[] {
  return list.flatMap((phrase) =>
    phrase
      .split(" ")
      .map((part) => choicesOf(part))
      .reduce<string[]>(
        (wordings, choices) =>
          wordings.flatMap((wording) => choices.map((choice) => `${wording} ${choice}`.trim())),
        [""],
      ),
  );
}

/** Finds any of some phrases, whatever its case, accents, apostrophes and punctuation. */
export type PhraseFinder = (text: string) => boolean;

/**
 * Made when it is first asked: lists are long, and few of them are looked for in every process.
 *
 * @param except phrases that do not count although they hold one of these: "how can I help my …"
 */
export function phraseFinder(list: Phrases, except: Phrases = []): PhraseFinder {
  let made: { readonly found: RegExp; readonly excepted: RegExp | undefined } | undefined;
  return (text) => {
    made ??= { found: anyOf(list), excepted: except.length === 0 ? undefined : anyOf(except) };
    const bare = bareText(text);
    return (
      (made.excepted === undefined ? bare : bare.replaceAll(made.excepted, ". ")).search(made.found) !== -1
    );
  };
}

/**
 * The words of a text without case, accents and apostrophes, a blank behind each, and a full stop of its own before and
 * behind every sentence.
 */
export function bareText(text: string): string {
  const words = text
    .normalize("NFD")
    .replaceAll(/[\p{M}'’`´]/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[.!?…;:]{1,9}(?=\s|["”“»)]|$)|[¿¡\n]/gu, " . ")
    .replaceAll(/[^\p{L}\p{N}.]+/gu, " ");
  return `. ${words.trim()} . `.replaceAll(/(?:\. )+/g, ". ");
}

function choicesOf(part: string): readonly string[] {
  // Stryker disable next-line ArrayDeclaration: only the second place is looked at
  const [, optional] = /^\[(.*)\]$/.exec(part) ?? [];
  return optional === undefined ? part.split("/") : ["", ...optional.split("/")];
}

function anyOf(list: Phrases): RegExp {
  return new RegExp(`(?<= |^)(?:${list.map(source).join("|")})`, "gu");
}

function source(phrase: string): string {
  const begins = phrase.startsWith("^");
  const parts = phrase
    .replace(/^\^/, "")
    .split(" ")
    .map((part) => {
      if (part === "…") return "(?:[^ .]+ ){0,4}";
      const choices = choicesOf(part);
      const words = choices.filter((choice) => choice !== "").map(wordSource);
      return `(?:${words.join("|")})${choices.includes("") ? "?" : ""}`;
    });
  return `${begins ? "\\. " : ""}${parts.join("")}`;
}

function wordSource(word: string): string {
  if (word === ".") return String.raw`\. `;
  const bare = bareText(word.replace(/\*$/, "")).replaceAll(/[. ]+/g, " ").trim();
  return `${bare}${word.endsWith("*") ? "[^ .]* " : " "}`;
}
