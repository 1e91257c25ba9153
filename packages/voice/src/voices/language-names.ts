import { nameKey } from "./name-key.ts";

/** Codes of three letters that speech engines have voices for; those of two letters are all known. */
const longCodes =
  "ast bho bpy ceb chr ckb doi fil grc hak haw hmn hyw kaa kmr kok lij ltg mai mni mto nan nci nds nog nso pap quc sat scn sco shn sma smj szl vec wuu yue".split(
    " ",
  );

/** What people call languages besides the names that CLDR has, by tag. */
const otherNames: Readonly<Record<string, string>> = {
  "ar-EG": "egyptian arabic, masri",
  az: "azeri, azərbaycanca",
  ba: "башкирский, башҡортса",
  be: "byelorussian, belarussian, белорусский",
  bn: "bengali, bangla bhasha",
  bpy: "bishnupriya manipuri, ইমার ঠার",
  ca: "valencian, valencià, valenciano, catalán",
  chr: "tsalagi, ᏣᎳᎩ ᎦᏬᏂᎯᏍᏗ",
  cv: "чӑвашла, чувашский",
  cy: "gymraeg",
  "de-AT": "österreichisch, österreichisches deutsch",
  "de-CH": "swiss german, schweizerdeutsch, schwyzerdütsch, schwiizerdütsch",
  el: "modern greek, ellinika",
  es: "castellano, espanol",
  "es-419": "latino spanish, español latino, español latinoamericano",
  "es-ES": "castilian, castilian spanish, peninsular spanish, european spanish",
  eu: "euskera",
  fa: "farsi",
  "fa-AF": "dari",
  fi: "suomen kieli",
  fil: "tagalog, filipino",
  fo: "faeroese, føroyskt mál",
  "fr-CA": "québécois, joual, français québécois",
  fy: "frisian, frysk",
  ga: "irish gaelic, gaelic irish",
  gd: "gaelic, scots gaelic, gaelic scottish, gàidhlig na h-alba",
  gn: "guaraní, avañe'ẽ",
  grc: "ancient greek, classical greek, ἀρχαία ἑλληνική, αρχαία ελληνικά",
  hak: "hakka, chinese hakka, 客家話, 客家话, 客話",
  haw: "hawaiian",
  he: "ivrit, modern hebrew",
  hmn: "hmong",
  ht: "haitian, haitian kreyol, kreyòl, kreyòl ayisyen, creole haitian",
  hy: "eastern armenian, հայերէն արեւելեան",
  hyw: "western armenian, արեւմտահայերէն",
  id: "bahasa, bahasa indonesia",
  kaa: "karakalpak, qaraqalpaq, qaraqalpaqsha, qaraqalpaq tili, қарақалпақ тили",
  kk: "қазақша, казахский, kazak",
  kl: "greenlandic, west greenlandic",
  ko: "hangukmal, 한국말, 조선말",
  kok: "goan konkani",
  ku: "kurmanji, kurmancî, northern kurdish",
  ckb: "sorani, central kurdish",
  ky: "kirghiz, kirgiz, кыргыз тили",
  la: "lingua latina, latina, latine",
  lb: "luxemburgish, letzeburgesch",
  ltg: "latgalīšu, latgaļu, latgalīšu volūda",
  mi: "te reo, te reo māori, reo māori",
  mn: "mongolian",
  ms: "bahasa melayu, bahasa malaysia, malaysian",
  mto: "totontepec mixe, mixe",
  my: "myanmar, myanma, မြန်မာဘာသာ",
  nan: "hokkien, taiwanese hokkien, min nan, southern min, 閩南語, 台語",
  nb: "bokmål, norsk bokmål",
  nci: "nahuatl, classical nahuatl, nāhuatl, nāhuatlahtōlli",
  "nl-BE": "flemish, vlaams, belgian dutch",
  nn: "nynorsk, norsk nynorsk",
  no: "norsk",
  nog: "nogay, ногайский, ногай тили, ногайша",
  nso: "sepedi, northern sotho",
  ny: "chichewa, chewa",
  om: "afaan oromo, afaan oromoo, oromoo",
  or: "oriya",
  pa: "panjabi, eastern punjabi, gurmukhi",
  "pa-PK": "western punjabi, shahmukhi, پنجابی",
  pap: "papiamentu",
  ps: "pushto",
  pt: "portugues",
  "pt-BR": "brazilian, brasileiro, português brasileiro, portuguese brazilian",
  "pt-PT": "european portuguese, português europeu, iberian portuguese",
  qu: "kichwa, quichua, runa simi",
  quc: "k'iche', kiche, quiche, quiché, qatzijob'al",
  rm: "romansch",
  rn: "kirundi",
  ro: "moldovan, moldavian, limba română, romana",
  ru: "russkiy, русский язык",
  "ru-LV": "latvian russian",
  rw: "kinyarwanda",
  sd: "سندھی, सिन्धी",
  shn: "tai yai, လိၵ်ႈတႆး",
  si: "sinhalese, singhalese, සිංහල භාෂාව",
  sl: "slovene, slovenski jezik",
  smj: "lule sami, lule saami, julevsámegiella",
  so: "af soomaali, soomaali",
  sr: "srpski, serbian cyrillic",
  "sr-Latn": "srpski latinica, serbian latin",
  st: "sotho, sesotho",
  sw: "swahili, kiswahili",
  ti: "tigrigna, ትግርኛ",
  tk: "turkmen, türkmençe, türkmen dili",
  tn: "setswana",
  tr: "turkce",
  tt: "tatarça, татарча, татар теле",
  ug: "uighur, uygur, uyghurche, ئۇيغۇر تىلى",
  uk: "ukrainska, українська мова, ukrayinska",
  uz: "o'zbekcha, o'zbek tili, ўзбек",
  vi: "tieng viet",
  wuu: "shanghainese, wu chinese, chinese wu",
  xh: "isixhosa",
  yue: "cantonese, chinese cantonese, cantonese chinese, guangdonghua, 廣東話, 广东话, 粤语",
  zh: "mandarin, mandarin chinese, chinese mandarin, standard chinese, standard mandarin, putonghua, pǔtōnghuà, guoyu, 普通话, 普通話, 国语, 國語, 汉语, 漢語, 华语, 華語, 中国话, 中國話",
  "zh-Hans": "simplified chinese, chinese simplified, 简体中文",
  "zh-Hant": "traditional chinese, chinese traditional, 繁體中文",
  "zh-TW": "taiwanese mandarin",
  zu: "isizulu",
};

/** Languages in which others are named too: `Spanisch`, `inglés`. */
const namingLanguages = ["de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ru"];

/** Words for a language itself, after or before its name. */
const languageWords = /^(?:тили|тілі|теле|чӗлхи|dili|tili)$/u;

let byName: ReadonlyMap<string, string> | undefined;
let byForeignName: ReadonlyMap<string, string> | undefined;

/** What each language is called, in English and in itself, as {@link nameKey} has it → its tag. */
export function languageNames(): ReadonlyMap<string, string> {
  byName ??= namesOf([...namesInEnglishAndItself(), ...otherNamesOfAll()]);
  return byName;
}

/** What each language is called in other languages. */
export function foreignLanguageNames(): ReadonlyMap<string, string> {
  byForeignName ??= namesOf(
    namingLanguages.flatMap((naming) => {
      const names = namesIn(naming);
      return codes().map((code) => [names(code), code] as const);
    }),
  );
  return byForeignName;
}

let known: readonly string[] | undefined;

/** Every code of a language that may be meant: all of two letters that CLDR names, and some of three. */
export function codes(): readonly string[] {
  if (known !== undefined) return known;
  const letters = [..."abcdefghijklmnopqrstuvwxyz"];
  const english = namesIn("en");
  const short = letters.flatMap((first) => letters.map((second) => first + second));
  // Withdrawn codes are those of others: iw is he.
  const current = short.filter(
    (code) => english(code) !== undefined && Intl.getCanonicalLocales(code)[0] === code,
  );
  known = [...current, ...longCodes];
  return known;
}

function namesIn(language: string): (code: string) => string | undefined {
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "none" });
  return (code) => names.of(code);
}

function namesInEnglishAndItself(): (readonly [string | undefined, string])[] {
  const english = namesIn("en");
  return codes().flatMap((code) => {
    const own = Intl.DisplayNames.supportedLocalesOf([code]).length === 0 ? undefined : namesIn(code)(code);
    return [
      [english(code), code],
      [own, code],
      // "kurdî (kurmancî)", "қазақ тілі": the name alone is enough.
      [own?.split(" (")[0], code],
      [
        own
          ?.split(" ")
          .filter((word) => !languageWords.test(word))
          .join(" "),
        code,
      ],
    ] as const;
  });
}

function otherNamesOfAll(): (readonly [string, string])[] {
  return Object.entries(otherNames).flatMap(([tag, names]) =>
    names.split(", ").map((name) => [name, tag] as const),
  );
}

/** The first language of a name keeps it. */
function namesOf(entries: readonly (readonly [string | undefined, string])[]): Map<string, string> {
  const names = new Map<string, string>();
  for (const [name, tag] of entries) {
    const key = name === undefined ? "" : nameKey(name);
    if (key.length > 1 && !names.has(key)) names.set(key, tag);
  }
  return names;
}
