import type { SpokenWords } from "../spoken-words.ts";

const feminine =
  /^(?:livre|heure|minute|seconde|tonne|once|couronne|roupie|mile|page|semaine|nuit|journée|année|personne|fois|chose|table|question|option|boîte|bouteille|place|réservation|tasse|maison|femme|fille|amie|sœur|chambre|carte|part)/iu;
const nouns =
  /^(?:heures?|minutes?|secondes?|jours?|journées?|semaines?|mois|ans?|années?|nuits?|siècles?|personnes?|fois|choses?|tables?|questions?|options?|boîtes?|bouteilles?|places?|réservations?|tasses?|maisons?|femmes?|filles?|amies?|amis?|sœurs?|frères?|chambres?|cartes?|parts?|pages?|tonnes?|euros?|dollars?|centimes?|mètres?|kilomètres?|kilos?|grammes?|litres?|degrés?|enfants?|hommes?|garçons?|chiens?|chats?|billets?|problèmes?|points?|cafés?|verres?|œufs?|adultes?|colis|articles?|produits?|messages?)$/iu;

export const french: SpokenWords = {
  abbreviations: {
    "m.": { said: "monsieur", before: "name" },
    mme: "madame",
    mlle: "mademoiselle",
    dr: "docteur",
    "dr.": "docteur",
    "etc.": { said: "et cetera", mayEnd: true },
    "p. ex.": "par exemple",
    "c.-à-d.": "c'est-à-dire",
    "env.": "environ",
    "tél.": "téléphone",
    "av.": "avenue",
    "bd.": "boulevard",
    "n°": "numéro",
    nº: "numéro",
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
    "<": "inférieur à",
    ">": "supérieur à",
    "#": "dièse",
    "×": "fois",
    "÷": "divisé par",
    "±": "plus ou moins",
    "~": "environ",
    "§": "paragraphe",
    "²": "au carré",
    "³": "au cube",
  },
  between: { range: "à", score: "à", by: "sur", per: "par", of: "sur", times: "fois", power: "puissance" },
  version: "version",
  clock: { between: "heures", whole: "heures", one: "heure", after: /^\s?heures?\b/u },
  day: (value, numbers) => (value === 1 ? "premier" : numbers.toCardinal(value)),
  ordinal: {
    marks: "ers?|res?|ères?|es?|èmes?|ièmes?|nde?",
    say: (value, mark, numbers) => {
      if (mark.startsWith("n")) return value === 2 ? `second${mark.slice(2)}` : undefined;
      const ordinal = numbers.toOrdinal(value);
      return value === 1 && /^è?r/.test(mark) ? "première" : ordinal;
    },
  },
  decade: undefined,
  counted: (number, noun) => {
    if (/(?:million|milliard)s?$/u.test(number))
      return `${number} ${/^[aeiouéh]/iu.test(noun) ? "d'" : "de "}${noun}`;
    return `${feminine.test(noun) ? number.replace(/\bun$/u, "une") : number} ${noun}`;
  },
  nouns,
  currencies: { USD: ["dollar", "dollars"], GBP: ["livre", "livres"], JPY: ["yen", "yens"] },
  cents: { USD: ["cent", "cents"], EUR: ["centime", "centimes"], GBP: ["penny", "pence"] },
  andCents: "",
  scales: { k: ["mille", "mille"], m: ["million", "millions"], md: ["milliard", "milliards"] },
  scaleWords: "mille|millions?|milliards?",
  powers: {
    square: (unit) =>
      unit.replace(/^\p{L}+?(s?)$/u, (name: string, plural: string) => `${name} carré${plural}`),
    cubic: (unit) =>
      unit.replace(/^\p{L}+?(s?)$/u, (name: string, plural: string) => `${name} cube${plural}`),
  },
  units: {
    W: ["watt", "watts"],
    kW: ["kilowatt", "kilowatts"],
    kWh: ["kilowattheure", "kilowattheures"],
    V: ["volt", "volts"],
    Hz: ["hertz", "hertz"],
  },
  fractions: {
    half: "demi",
    third: "tiers",
    quarter: "quart",
    twoThirds: "deux tiers",
    threeQuarters: "trois quarts",
  },
  oneOf: (part) => `un ${part}`,
  andFraction: (part) => `et ${/^(?:deux|trois) |^demi/.test(part) ? part : `un ${part}`}`,
};
