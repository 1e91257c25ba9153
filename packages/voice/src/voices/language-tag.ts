/** Two-letter codes of the languages that people name most; others are understood by their code. */
const codes =
  "af am ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn ko ku ky lb lo lt lv mk ml mn mr ms mt my nb ne nl nn no or pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tl tr uk ur uz vi yo yue zh zu".split(
    " ",
  );

/** What a place or a people is called in English → its region. Adjectives that are languages too are told apart by the language. */
const regions: Readonly<Record<string, string>> = {
  american: "US",
  us: "US",
  "new york": "US-x-nyc",
  british: "GB",
  uk: "GB",
  english: "GB",
  london: "GB",
  scottish: "GB-scotland",
  scots: "GB-scotland",
  lancashire: "GB-x-gbclan",
  "west midlands": "GB-x-gbcwmd",
  "received pronunciation": "GB-x-rp",
  caribbean: "029",
  jamaican: "029",
  irish: "IE",
  australian: "AU",
  canadian: "CA",
  indian: "IN",
  "south african": "ZA",
  "new zealand": "NZ",
  mexican: "MX",
  argentinian: "AR",
  colombian: "CO",
  "latin american": "419",
  castilian: "ES",
  spanish: "ES",
  brazilian: "BR",
  portuguese: "PT",
  belgian: "BE",
  swiss: "CH",
  austrian: "AT",
  taiwanese: "TW",
};

let byName: ReadonlyMap<string, string> | undefined;

/** What each language is called, in English and in itself, in lower case. */
function languageNames(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames(["en"], { type: "language" });
  byName ??= new Map(
    codes.flatMap((code) => {
      const own = new Intl.DisplayNames([code], { type: "language" }).of(code);
      return [english.of(code), own].flatMap((name) =>
        name === undefined ? [] : [[name.toLowerCase(), code]],
      );
    }) as [string, string][],
  );
  return byName;
}

/**
 * The BCP 47 tag of a language as people name it: `"German"`, `"Deutsch"`, `"Mexican Spanish"`, `"English (Scottish
 * accent)"`, `"pt-BR"`.
 *
 * @param text the language, where an accent may be named too
 * @returns nothing when no language is found in it
 */
export function languageTag(text: string): string | undefined {
  const folded = text.trim().toLowerCase();
  const code = /^([a-z]{2,3})(?:[-_]([a-z]{2}|\d{3}))?$/.exec(folded);
  if (code !== null && (codes.includes(code[1] ?? "") || code[2] !== undefined))
    return code[2] === undefined ? code[1] : `${code[1]}-${code[2].toUpperCase()}`;
  const words = folded.split(/[^\p{L}\p{M}]+/u).filter((word) => word !== "");
  const names = languageNames();
  // The last name is the language, those before it say whose: "Mexican Spanish".
  const at = words.findLastIndex((word) => names.has(word));
  const language = at === -1 ? undefined : names.get(words[at] ?? "");
  if (language === undefined) return undefined;
  const region = accentRegion(words.filter((_, index) => index !== at).join(" "));
  return region === undefined ? language : `${language}-${region}`;
}

/** The region whose accent is named in a text: `"a soft Scottish accent"` → `GB-scotland`. */
export function accentRegion(text: string): string | undefined {
  const folded = ` ${text
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .join(" ")} `;
  const named = Object.keys(regions).find((name) => folded.includes(` ${name} `));
  return named === undefined ? undefined : regions[named];
}
