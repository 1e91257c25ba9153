/** What is written in signs or shortened, and how one language says it. */
export interface SpokenWords {
  /** Abbreviation with its dots, in lower case → words. */
  readonly abbreviations: Readonly<Record<string, string>>;
  /** What a sign in an address, or between words, is called. */
  readonly signs: Readonly<Record<"." | "@" | "/" | "-" | "_" | "&" | "+" | "=" | "#", string>>;
  /** What stands between hours and minutes, and after whole hours. */
  readonly clock: { readonly between: string; readonly whole: string };
  /** Whether 1984 is said as 19 hundreds and 84 (`hundreds`), as 19 84 (`pairs`) or as any other number. */
  readonly years: "pairs" | "number";
  /** What is put to the ordinal of a date's day (German: am fünften); `undefined` where the day is an ordinary number. */
  readonly dayEnding: string | undefined;
}

const english: SpokenWords = {
  abbreviations: {
    "dr.": "doctor",
    "mr.": "mister",
    "mrs.": "missis",
    "ms.": "miz",
    "prof.": "professor",
    "st.": "saint",
    "jr.": "junior",
    "sr.": "senior",
    "vs.": "versus",
    "etc.": "et cetera",
    "e.g.": "for example",
    "i.e.": "that is",
    "approx.": "approximately",
    "dept.": "department",
    "apt.": "apartment",
    "ave.": "avenue",
    "blvd.": "boulevard",
    "no.": "number",
    "inc.": "incorporated",
    "ltd.": "limited",
    "tel.": "telephone",
    "min.": "minutes",
    "w/o": "without",
    "w/": "with",
    asap: "as soon as possible",
    fyi: "for your information",
  },
  signs: {
    ".": "dot",
    "@": "at",
    "/": "slash",
    "-": "dash",
    _: "underscore",
    "&": "and",
    "+": "plus",
    "=": "equals",
    "#": "number",
  },
  clock: { between: "", whole: "o'clock" },
  years: "pairs",
  dayEnding: "",
};

const german: SpokenWords = {
  abbreviations: {
    "dr.": "Doktor",
    "prof.": "Professor",
    "hr.": "Herr",
    "fr.": "Frau",
    "z. b.": "zum Beispiel",
    "z.b.": "zum Beispiel",
    "d. h.": "das heißt",
    "d.h.": "das heißt",
    "u. a.": "unter anderem",
    "usw.": "und so weiter",
    "bzw.": "beziehungsweise",
    "ca.": "circa",
    "nr.": "Nummer",
    "str.": "Straße",
    "tel.": "Telefon",
    "evtl.": "eventuell",
    "ggf.": "gegebenenfalls",
    "inkl.": "inklusive",
    "min.": "Minuten",
    "std.": "Stunden",
    "vgl.": "vergleiche",
  },
  signs: {
    ".": "Punkt",
    "@": "ät",
    "/": "Schrägstrich",
    "-": "Bindestrich",
    _: "Unterstrich",
    "&": "und",
    "+": "plus",
    "=": "gleich",
    "#": "Nummer",
  },
  clock: { between: "Uhr", whole: "Uhr" },
  years: "number",
  dayEnding: "n",
};

const french: SpokenWords = {
  abbreviations: {
    "m.": "monsieur",
    mme: "madame",
    mlle: "mademoiselle",
    dr: "docteur",
    "dr.": "docteur",
    "etc.": "et cetera",
    "p. ex.": "par exemple",
    "c.-à-d.": "c'est-à-dire",
    "env.": "environ",
    "tél.": "téléphone",
    "av.": "avenue",
    "n°": "numéro",
  },
  signs: {
    ".": "point",
    "@": "arobase",
    "/": "barre oblique",
    "-": "tiret",
    _: "tiret bas",
    "&": "et",
    "+": "plus",
    "=": "égale",
    "#": "dièse",
  },
  clock: { between: "heures", whole: "heures" },
  years: "number",
  dayEnding: undefined,
};

const spanish: SpokenWords = {
  abbreviations: {
    "sr.": "señor",
    "sra.": "señora",
    "srta.": "señorita",
    "dr.": "doctor",
    "dra.": "doctora",
    "ud.": "usted",
    "uds.": "ustedes",
    "etc.": "etcétera",
    "p. ej.": "por ejemplo",
    "aprox.": "aproximadamente",
    "tel.": "teléfono",
    "avda.": "avenida",
    "núm.": "número",
  },
  signs: {
    ".": "punto",
    "@": "arroba",
    "/": "barra",
    "-": "guion",
    _: "guion bajo",
    "&": "y",
    "+": "más",
    "=": "igual",
    "#": "número",
  },
  clock: { between: "y", whole: "en punto" },
  years: "number",
  dayEnding: undefined,
};

const byLanguage: Readonly<Record<string, SpokenWords>> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
};

/** How a language says signs and abbreviations; nothing for one that nobody has written down yet. @param language BCP 47 tag */
export function spokenWords(language: string): SpokenWords | undefined {
  return byLanguage[language.split("-")[0] ?? ""];
}
