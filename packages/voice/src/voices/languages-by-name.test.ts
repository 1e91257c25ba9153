import { describe, expect, it } from "vitest";
import { espeak } from "../speech/espeak/espeak.ts";
import { castVoices } from "./cast-voices.ts";
import { Dialog } from "@sdialog/core";
import { statedLanguages } from "./language-tag.ts";
import { voiceTraits } from "./voice-traits.ts";

const model = await espeak();
const voices = await model.voices();

const cast = (persona: Readonly<Record<string, unknown>>, language = "en") => {
  const dialog = new Dialog({ turns: [{ speaker: "Ann", text: "Hi" }], personas: { Ann: persona } });
  const {
    voice,
    language: tag,
    missed,
  } = castVoices(dialog, voices, { model: "espeak", language }).get("Ann")!;
  return [voice.replace(/\+.*/, ""), tag, ...missed];
};

/** What people call the languages of eSpeak's voices, in English and in themselves. */
const called: Readonly<Record<string, string>> = {
  af: "Afrikaans",
  am: "Amharic, አማርኛ",
  an: "Aragonese",
  ar: "Arabic, العربية",
  as: "Assamese, অসমীয়া",
  az: "Azerbaijani, Azeri, azərbaycan",
  ba: "Bashkir, башҡорт",
  be: "Belarusian, беларуская",
  bg: "Bulgarian, български",
  bn: "Bengali, Bangla, বাংলা",
  bpy: "Bishnupriya Manipuri, Bishnupriya",
  bs: "Bosnian, bosanski",
  ca: "Catalan, català, Valencian",
  chr: "Cherokee, ᏣᎳᎩ",
  zh: "Mandarin, Chinese, Mandarin Chinese, Standard Chinese, Chinese (Mandarin), Putonghua, 中文, 普通话, 汉语, 國語",
  cs: "Czech, čeština",
  cv: "Chuvash, чӑваш",
  cy: "Welsh, Cymraeg",
  da: "Danish, dansk",
  de: "German, Deutsch",
  el: "Greek, Ελληνικά, Modern Greek",
  en: "English",
  es: "Spanish, español, espanol, castellano",
  et: "Estonian, eesti",
  eu: "Basque, euskara, Euskera",
  fa: "Persian, Farsi, فارسی",
  fi: "Finnish, suomi",
  fo: "Faroese, føroyskt",
  fr: "French, français, francais",
  ga: "Irish, Gaeilge, Irish Gaelic",
  gd: "Scottish Gaelic, Gàidhlig, Scots Gaelic",
  gn: "Guarani, Guaraní",
  grc: "Ancient Greek, Classical Greek",
  gu: "Gujarati, ગુજરાતી",
  hak: "Hakka, Hakka Chinese, 客家话",
  haw: "Hawaiian, ʻŌlelo Hawaiʻi, 'Olelo Hawai'i",
  he: "Hebrew, עברית",
  hi: "Hindi, हिन्दी",
  hr: "Croatian, hrvatski",
  ht: "Haitian Creole, Haitian, Kreyòl, kreyòl ayisyen",
  hu: "Hungarian, magyar",
  hy: "Armenian, հայերեն",
  hyw: "Western Armenian",
  id: "Indonesian, Bahasa Indonesia, Indonesia",
  is: "Icelandic, íslenska",
  it: "Italian, italiano",
  ja: "Japanese, 日本語",
  ka: "Georgian, ქართული",
  kaa: "Karakalpak, Kara-Kalpak",
  kk: "Kazakh, қазақ тілі, қазақша",
  kl: "Greenlandic, Kalaallisut",
  kn: "Kannada, ಕನ್ನಡ",
  ko: "Korean, 한국어, 한국말",
  kok: "Konkani, कोंकणी",
  ku: "Kurdish, Kurmanji, kurdî",
  ky: "Kyrgyz, Kirghiz, кыргызча",
  la: "Latin, lingua Latina",
  lb: "Luxembourgish, Lëtzebuergesch",
  lt: "Lithuanian, lietuvių",
  ltg: "Latgalian",
  lv: "Latvian, latviešu",
  mi: "Māori, Maori, te reo Māori",
  mk: "Macedonian, македонски",
  ml: "Malayalam, മലയാളം",
  mr: "Marathi, मराठी",
  ms: "Malay, Bahasa Melayu, Melayu",
  mt: "Maltese, Malti",
  mto: "Totontepec Mixe",
  my: "Burmese, Myanmar, မြန်မာ",
  no: "Norwegian, norsk",
  nb: "Bokmål, Norwegian Bokmål, norsk bokmål",
  nci: "Nahuatl, Classical Nahuatl",
  ne: "Nepali, नेपाली",
  nl: "Dutch, Nederlands",
  nog: "Nogai, Nogay",
  om: "Oromo, Afaan Oromo",
  or: "Odia, Oriya, ଓଡ଼ିଆ",
  pa: "Punjabi, Panjabi, ਪੰਜਾਬੀ",
  pap: "Papiamento, Papiamentu",
  pl: "Polish, polski, język polski",
  pt: "Portuguese, português, portugues",
  qu: "Quechua, Runasimi, Kichwa",
  quc: "K'iche', K’iche’, Quiché, Kʼicheʼ",
  ro: "Romanian, română, Moldovan",
  ru: "Russian, русский",
  sd: "Sindhi, سنڌي",
  shn: "Shan",
  si: "Sinhala, Sinhalese, සිංහල",
  sk: "Slovak, slovenčina",
  sl: "Slovenian, Slovene, slovenščina",
  smj: "Lule Sami",
  sq: "Albanian, shqip",
  sr: "Serbian, српски, srpski",
  sv: "Swedish, svenska",
  sw: "Swahili, Kiswahili",
  ta: "Tamil, தமிழ்",
  te: "Telugu, తెలుగు",
  th: "Thai, ไทย",
  ti: "Tigrinya, ትግርኛ",
  tk: "Turkmen, türkmen dili, türkmençe",
  tn: "Tswana, Setswana",
  tr: "Turkish, Türkçe, turkce",
  tt: "Tatar, татар, татарча",
  ug: "Uyghur, Uighur, ئۇيغۇرچە",
  uk: "Ukrainian, українська",
  ur: "Urdu, اردو",
  uz: "Uzbek, o‘zbek, o'zbekcha",
  vi: "Vietnamese, Tiếng Việt, tieng viet",
  yue: "Cantonese, Chinese (Cantonese), Cantonese Chinese, 粵語, 廣東話",
};

describe("every language of eSpeak", () => {
  it("has tags as BCP 47 writes them", () => {
    const tags = [...new Set(voices.flatMap(({ languages }) => languages))];
    expect(tags.map((tag) => new Intl.Locale(tag).toString())).toEqual(tags);
  });

  it("has names here", () => {
    const spoken = new Set(voices.map(({ languages: [tag = ""] }) => tag.split("-")[0]));
    expect([...spoken].filter((code) => called[code ?? ""] === undefined)).toEqual([]);
  });

  it.each(Object.entries(called).flatMap(([code, names]) => names.split(", ").map((name) => [name, code])))(
    "%s is %s, and spoken",
    (name, code) => {
      for (const written of [name, name.toLowerCase(), `fluent ${name}`]) {
        expect(statedLanguages(written), written).toEqual({ tag: code, others: [] });
      }
      expect(cast({ language: name }).slice(1)).toEqual([code]);
    },
  );

  it.each(
    voices.flatMap(({ languages }) => languages).filter((tag, index, all) => all.indexOf(tag) === index),
  )("%s is a tag", (tag) => {
    expect(cast({ language: tag }).slice(2)).toEqual([]);
  });
});

describe("a language with its accent, and several", () => {
  it.each<readonly [string, string | undefined, ...string[]]>([
    ["Flemish", "nl-BE", "accent"],
    ["Not English, German", "de"],
    ["No French, only Dutch", "nl"],
    ["not English but German", "de"],
    ["German (no English)", "de"],
    ["German, does not speak English", "de"],
    ["kein Englisch, Deutsch", "de"],
    ["français, pas d'anglais", "fr"],
    ["No hablo inglés, español", "es"],
    ["Haitian Creole", "ht"],
    ["zh-Hans", "zh-Hans"],
    ["zh-Hant", "zh-Hant"],
    ["zh_CN", "zh-CN"],
    ["zh-yue", "yue"],
    ["cmn", "zh"],
    ["sr-Latn", "sr-Latn"],
    ["sr-Latn-RS", "sr-Latn-RS"],
    ["iw", "he"],
    ["de-DE", "de-DE"],
    ["EN-us", "en-US"],
    ["Mexican Spanish", "es-MX"],
    ["Spanish (Mexico)", "es-MX"],
    ["Spanish (MX)", "es-MX"],
    ["Latin American Spanish", "es-419"],
    ["Castilian", "es-ES"],
    ["Chilean Spanish", "es-CL", "accent"],
    ["French (Canada)", "fr-CA", "accent"],
    ["Canadian French", "fr-CA", "accent"],
    ["Québécois", "fr-CA", "accent"],
    ["French (Belgium)", "fr-BE"],
    ["Swiss French", "fr-CH"],
    ["Brazilian Portuguese", "pt-BR"],
    ["Portuguese (Brazil)", "pt-BR"],
    ["Brazilian", "pt-BR"],
    ["European Portuguese", "pt-PT"],
    ["Swiss German", "de-CH", "accent"],
    ["English (United Kingdom)", "en-GB"],
    ["English (UK)", "en-GB"],
    ["English (GB)", "en-GB"],
    ["Indian English", "en-IN", "accent"],
    ["Irish English", "en-IE", "accent"],
    ["fluent English with a French accent", "en", "accent"],
    ["English with a slight Mexican accent", "en", "accent"],
    ["French-accented English", "en", "accent"],
    ["English, German accent", "en", "accent"],
    ["English (accent: Polish)", "en", "accent"],
    ["English with a Scottish accent", "en-GB-scotland"],
    ["English, Scottish accent", "en-GB-scotland"],
    ["Welsh English", "en", "accent"],
    ["Spanisch", "es"],
    ["inglés", "en"],
    ["English (native), French (fluent)", "en", "other languages"],
    ["French (fluent), English (native)", "en", "other languages"],
    ["English, some Spanish", "en", "other languages"],
    ["some English, Spanish", "es", "other languages"],
    ["English and Spanish", "en", "other languages"],
    ["Spanish/English", "es", "other languages"],
    ["German, English, French", "de", "other languages"],
    ["Bilingual English and French", "en", "other languages"],
    ["Mother tongue: Polish; also English", "pl", "other languages"],
    ["English (second language), Polish (mother tongue)", "pl", "other languages"],
    ["non-native English, native Polish", "pl", "other languages"],
    ["American English, basic Spanish", "en-US", "other languages"],
    ["English but also some French", "en", "other languages"],
    ["en, fr", "en", "other languages"],
  ])("%s is %s", (text, tag, ...missed) => {
    expect(cast({ language: text }).slice(1)).toEqual([tag, ...missed]);
  });

  it.each([
    "Klingon",
    "Elvish",
    "American Sign Language",
    "tlh",
    "xx",
    "xx-YY",
    "whatever he likes",
    "Simlish (native)",
  ])("%s is nothing that is known", (text) => expect(statedLanguages(text).tag).toBeUndefined());
});

describe("an accent", () => {
  it.each<readonly [object, string, ...string[]]>([
    [{ accent: "Scottish" }, "en-GB-scotland"],
    [{ accent: "a Scottish accent" }, "en-GB-scotland"],
    [{ accent: "British" }, "en-GB"],
    [{ accent: "American" }, "en-US"],
    [{ accent: "Received Pronunciation" }, "en-GB-x-rp"],
    [{ accent: "French" }, "en", "accent"],
    [{ accent: "Southern drawl" }, "en", "accent"],
    [{ accent: "Cockney", language: "British English" }, "en-GB", "accent"],
    [{ accent: "Scottish", language: "British English" }, "en-GB-scotland"],
    [{ accent: "Mexican", language: "Spanish" }, "es-MX"],
    [{ accent: "none" }, "en"],
    [{ accent: "neutral" }, "en"],
    [{ accent: "no accent", language: "German" }, "de"],
    [{ voice_characteristics: "a warm Irish lilt" }, "en-IE", "accent"],
    [{ voice_characteristics: "deep, with a Russian accent" }, "en", "accent"],
    [{ voice_characteristics: "speaks slow English, warm" }, "en"],
    [{ language: ["English", "French"] }, "en", "other languages"],
  ])("%j", (persona, tag, ...missed) => {
    expect(cast(persona as Readonly<Record<string, unknown>>).slice(1)).toEqual([tag, ...missed]);
  });

  it("of English is not applied to the usual language, and noted", () => {
    expect(cast({ accent: "Scottish" }, "de").slice(1)).toEqual(["de", "accent"]);
    expect(cast({ accent: "Austrian" }, "de").slice(1)).toEqual(["de-AT", "accent"]);
  });

  it("that a voice has is taken, though it is of another language", () => {
    const french = { name: "french", languages: ["en-FR"], gender: "male" as const };
    const dialog = new Dialog({
      turns: [{ speaker: "Ann", text: "Hi" }],
      personas: { Ann: { accent: "French" } },
    });
    expect(castVoices(dialog, [...voices, french], { model: "x" }).get("Ann")).toMatchObject({
      voice: "french",
      language: "en",
      missed: [],
    });
  });
});

it("a person of whom nothing is said has no traits", () => {
  expect(voiceTraits({})).toEqual({ language: undefined, gender: undefined, age: undefined });
});
