/** Numbers as words in one language, from a library that has them; `undefined` where it has none. */
export interface NumberWords {
  toCardinal(value: number | string | bigint): string;
  toOrdinal(value: number | string | bigint): string;
}

interface Chinese {
  toCardinal(value: number | string | bigint, options?: { readonly formal: boolean }): string;
}

/** Language → the region whose words stand for all of it. */
const locales: Readonly<Record<string, string>> = {
  am: "am-ET",
  ar: "ar-SA",
  az: "az-AZ",
  bn: "bn-BD",
  cs: "cs-CZ",
  da: "da-DK",
  de: "de-DE",
  el: "el-GR",
  en: "en-US",
  es: "es-ES",
  fa: "fa-IR",
  fi: "fi-FI",
  fil: "fil-PH",
  fr: "fr-FR",
  gu: "gu-IN",
  ha: "ha-NG",
  he: "he-IL",
  hi: "hi-IN",
  hr: "hr-HR",
  hu: "hu-HU",
  id: "id-ID",
  it: "it-IT",
  ja: "ja-JP",
  ka: "ka-GE",
  kn: "kn-IN",
  ko: "ko-KR",
  lt: "lt-LT",
  lv: "lv-LV",
  mr: "mr-IN",
  ms: "ms-MY",
  nb: "nb-NO",
  nl: "nl-NL",
  no: "nb-NO",
  pa: "pa-IN",
  pl: "pl-PL",
  pt: "pt-PT",
  ro: "ro-RO",
  ru: "ru-RU",
  sr: "sr-Cyrl-RS",
  sv: "sv-SE",
  sw: "sw-KE",
  ta: "ta-IN",
  te: "te-IN",
  th: "th-TH",
  tr: "tr-TR",
  uk: "uk-UA",
  ur: "ur-PK",
  vi: "vi-VN",
  yo: "yo-NG",
  zh: "zh-Hans-CN",
};

/** Regions that say numbers in their own way. */
const regional: ReadonlySet<string> = new Set(["en-GB", "en-IN", "en-AU", "es-MX", "fr-BE"]);

/** The words for numbers in a language. @param language BCP 47 tag @returns nothing when no words are known */
export async function numberWords(language: string): Promise<NumberWords | undefined> {
  const [base = "", region] = language.split("-");
  const local = `${base}-${region}`;
  const locale = regional.has(local) ? local : locales[base];
  if (locale === undefined) return undefined;
  const words = (await import(`n2words/${locale}`)) as NumberWords & Chinese;
  if (local === "pt-BR") return respelled(words, asInBrazil);
  // Its Ukrainian has a Latin letter that looks the same.
  if (base === "uk") return respelled(words, (said) => said.replaceAll("i", "і"));
  // Its Chinese numerals are those of cheques, where nobody asks for others, and say the one of ten.
  return locale.startsWith("zh")
    ? { ...words, toCardinal: (value) => words.toCardinal(value, { formal: false }).replace(/^一十/u, "十") }
    : words;
}

function respelled(words: NumberWords, spell: (said: string) => string): NumberWords {
  return {
    toCardinal: (value) => spell(words.toCardinal(value)),
    toOrdinal: (value) => spell(words.toOrdinal(value)),
  };
}

/** How the names of millions, billions and so on begin in Portugal, where each is a million times the one before. */
const longScale = ["mil", "bil", "tril", "quatril"];
/** And in Brazil, where each is a thousand times the one before. */
const shortScale = ["mil", "bil", "tril", "quatril", "quintil", "sextil", "septil", "octil"];

/** Portuguese numbers as Brazilians spell and count them: a thousand millions are a billion. */
function asInBrazil(said: string): string {
  return said
    .replaceAll("dezasseis", "dezesseis")
    .replaceAll("dezassete", "dezessete")
    .replaceAll("dezanove", "dezenove")
    .replaceAll(
      /((?:^|(?:ão|ões) (?:e )?)um )?(mil )?(?<!\p{L})(mil|bil|tril|quatril)(?:h|i)(ão|ões|onésimo)(?!\p{L})/gu,
      (_, one: string | undefined, thousand: string | undefined, name: string, end: string) => {
        const place = 2 * longScale.indexOf(name) + (thousand === undefined ? 0 : 1);
        // One thousand millions are several, and one billion is one.
        const counted = one !== undefined && end === "ões" ? "ão" : end;
        return `${one ?? ""}${shortScale[place]}${end === "onésimo" ? "i" : "h"}${counted}`;
      },
    );
}
