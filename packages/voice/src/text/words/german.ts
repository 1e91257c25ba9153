import type { SpokenWords } from "../spoken-words.ts";

const feminine =
  /^(?:Minute|Stunde|Sekunde|Meile|Unze|Tonne|Krone|Rupie|Kilowattstunde|Million|Milliarde|Billion|Woche|Nacht|Person|Frage|Option|Flasche|Seite|Karte|Tasse|Frau|Tochter|Schwester|Freundin|Wohnung|Reservierung|Buchung|Bestellung|Nachricht|Sache|Aufgabe|Fahrkarte|Portion|Packung|Dose|Katze|Rechnung)/u;
const nouns =
  /^(?:Minuten?|Stunden?|Sekunden?|Tage?n?|Wochen?|Monate?n?|Jahre?n?|Jahrhunderte?|Nacht|Nächte|Person(?:en)?|Fragen?|Option(?:en)?|Flaschen?|Seiten?|Karten?|Tassen?|Frau(?:en)?|Tochter|Töchter|Schwestern?|Freundin(?:nen)?|Wohnung(?:en)?|Reservierung(?:en)?|Buchung(?:en)?|Bestellung(?:en)?|Nachricht(?:en)?|Sachen?|Aufgaben?|Fahrkarten?|Portion(?:en)?|Packung(?:en)?|Dosen?|Katzen?|Rechnung(?:en)?|Euro|Dollar|Cent|Meter|Kilometer|Kilo|Gramm|Liter|Grad|Prozent|Kind(?:er)?|Mann|Männer|Sohn|Söhne|Bruder|Brüder|Freunde?|Hunde?|Buch|Bücher|Tickets?|Platz|Plätze|Zimmer|Tische?|Problem(?:e)?|Punkte?|Kaffee|Glas|Gläser|Stück|Mal|Erwachsene[rn]?|Pakete?|Artikel|Produkte?|Tonnen?|Meilen?)$/u;

const beginsSentence = /(?:^|[.!?…:"„“»«])\s*$/u;
/** What is often numbered with an ordinal, by the ending that this has without an article: zweiter Stock, zweite Etage, zweites Kapitel. */
const numberedNouns: Readonly<Record<string, RegExp>> = {
  er: /^\s(?:Stock|Platz|Versuch|Tag|Monat|Teil|Weltkrieg|Schritt|Termin|Geburtstag|Advent|Weihnachtstag|Feiertag|Gang|Grad|Akt|Satz|Spieltag|Preis|Punkt|Anlauf|Abschnitt|Bezirk)(?!\p{L})/u,
  e: /^\s(?:Etage|Klasse|Reihe|Woche|Runde|Liga|Bundesliga|Person|Option|Frage|Stunde|Halbzeit|Hälfte|Spalte|Zeile|Seite|Auflage|Stufe|Stelle|Schicht|Mahnung|Aufgabe|Rate|Ebene|Staffel|Folge|Chance)(?!\p{L})/u,
  es: /^\s(?:Mal|Kapitel|Semester|Jahr|Jahrhundert|Quartal|Kind|Halbjahr|Obergeschoss|OG|Untergeschoss|Geschoss|Stockwerk|Gebot|Lehrjahr|Schuljahr|Spiel|Treffen|Buch)(?!\p{L})/u,
};

/** Whether a text begins with a blank and a noun that is often numbered. */
export function isNumberedNoun(text: string): boolean {
  return Object.values(numberedNouns).some((known) => known.test(text));
}

export const german: SpokenWords = {
  abbreviations: {
    "dr.": "Doktor",
    "prof.": "Professor",
    "hr.": { said: "Herr", before: "name" },
    "fr.": { said: "Frau", before: "name" },
    "z. b.": "zum Beispiel",
    "z.b.": "zum Beispiel",
    "d. h.": "das heißt",
    "d.h.": "das heißt",
    "u. a.": "unter anderem",
    "usw.": { said: "und so weiter", mayEnd: true },
    "bzw.": "beziehungsweise",
    "ca.": "circa",
    "nr.": { said: "Nummer", before: "number" },
    "str.": "Straße",
    "tel.": "Telefon",
    "evtl.": "eventuell",
    "ggf.": "gegebenenfalls",
    "inkl.": "inklusive",
    "vgl.": "vergleiche",
    "mwst.": "Mehrwertsteuer",
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
    "<": "kleiner als",
    ">": "größer als",
    "#": "Nummer",
    "×": "mal",
    "÷": "geteilt durch",
    "±": "plus minus",
    "~": "ungefähr",
    "§": "Paragraf",
    "²": "Quadrat",
    "³": "hoch drei",
  },
  between: { range: "bis", score: "zu", by: "mal", per: "pro", of: "von", times: "mal", power: "hoch" },
  version: "Version",
  dated:
    /(?:^|[^\p{L}])(?:am|zum|vom|bis|de[rnms]|ab|seit|nach|vor|datum|stand|termin|heute|gestern|morgen|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|mo|di|mi|do|fr|sa)[.:,]?\s+$/iu,
  clock: { between: "Uhr", whole: "Uhr", after: /^\s?Uhr\b/u },
  year: (value, numbers) =>
    value < 1100 || value > 1999
      ? numbers.toCardinal(value)
      : `${numbers.toCardinal(Math.floor(value / 100))}hundert${value % 100 === 0 ? "" : numbers.toCardinal(value % 100)}`,
  day: (value, numbers, before) =>
    numbers.toOrdinal(value) +
    (/(?:^|[^\p{L}])d(?:er|ie|as)\s+$/iu.test(before) ? "" : beginsSentence.test(before) ? "r" : "n"),
  ordinal: {
    // A full stop is an ordinal's where an article stands before it, and a word after it; or before what is often numbered so.
    marks: String.raw`\.(?=\s\p{L})`,
    say: (value, _mark, numbers, before, after) => {
      const article =
        /(?:^|[^\p{L}])(d(?:er|ie|as)|de[mnrs]|[iav]m|zu[mr]|beim|ins?|vo[mn]|jede[rnms]?)\s+$/iu.exec(
          before,
        )?.[1];
      if (article === undefined) {
        const ending = Object.keys(numberedNouns).find((end) => numberedNouns[end]?.test(after));
        return ending === undefined ? undefined : numbers.toOrdinal(value) + ending.slice(1);
      }
      return numbers.toOrdinal(value) + (/^(?:der|die|das|jede|ins?)$/iu.test(article) ? "" : "n");
    },
  },
  decade: { mark: "er", say: (years) => `${years}er` },
  counted: (number, noun) => `${number === "eins" ? (feminine.test(noun) ? "eine" : "ein") : number} ${noun}`,
  nouns,
  currencies: { USD: ["Dollar", "Dollar"], GBP: ["Pfund", "Pfund"], JPY: ["Yen", "Yen"] },
  cents: { USD: ["Cent", "Cent"], EUR: ["Cent", "Cent"], GBP: ["Penny", "Pence"] },
  andCents: "",
  scales: {
    m: ["Million", "Millionen"],
    "mio.": ["Million", "Millionen"],
    mio: ["Million", "Millionen"],
    "mrd.": ["Milliarde", "Milliarden"],
    mrd: ["Milliarde", "Milliarden"],
    "tsd.": ["tausend", "tausend"],
    k: ["tausend", "tausend"],
  },
  scaleWords: "[Tt]ausend|Million(?:en)?|Milliarden?|Billion(?:en)?",
  powers: { square: (unit) => `Quadrat${unit.toLowerCase()}`, cubic: (unit) => `Kubik${unit.toLowerCase()}` },
  units: {
    Std: ["Stunde", "Stunden"],
    Min: ["Minute", "Minuten"],
    W: ["Watt", "Watt"],
    kW: ["Kilowatt", "Kilowatt"],
    kWh: ["Kilowattstunde", "Kilowattstunden"],
    V: ["Volt", "Volt"],
    Hz: ["Hertz", "Hertz"],
  },
  fractions: {
    half: "halb",
    third: "Drittel",
    quarter: "Viertel",
    twoThirds: "zwei Drittel",
    threeQuarters: "drei Viertel",
  },
  oneOf: (part) => (part === "halb" ? "ein halb" : `ein ${part}`),
  andFraction: (part) => `und ${/^(?:zwei|drei) /.test(part) ? part : `ein ${part}`}`,
};
