import type { SpokenWords } from "../spoken-words.ts";

const feminine =
  /^(?:libbr|sterlin|or[ae]$|onc|tonnellat|coron|rupi|iard|miglia|settiman|nott|person|volt[ae]|cos[ae]|domand|opzion|bottigli|pagin|prenotazion|tazz|cas[ae]|donn|ragazz[ae]|amica|amiche|figli[ae]$|sorell|camer[ae]$|cart[ae]|giornat|parol|stanz)/iu;
const nouns =
  /^(?:or[ae]|minut[oi]|second[oi]|giorn[oi]|giornat[ae]|settiman[ae]|mes[ei]|ann[oi]|nott[ei]|secol[oi]|person[ae]|volt[ae]|cos[ae]|domand[ae]|opzion[ei]|bottigli[ae]|pagin[ae]|prenotazion[ei]|tazz[ae]|cas[ae]|donn[ae]|ragazz[aeio]|amic[oai]|amiche|figli[aeo]?|sorell[ae]|fratell[oi]|camer[ae]|cart[ae]|parol[ae]|stanz[ae]|tavol[oi]|euro|dollar[oi]|centesim[oi]|metr[oi]|chilometr[oi]|chil[oi]|gramm[oi]|litr[oi]|grad[oi]|bambin[oi]|uom[oi]n?i?|can[ei]|gatt[oi]|bigliett[oi]|post[oi]|problem[ai]|punt[oi]|caffè|bicchier[ei]|uov[oa]|adult[oi]|pacc[oh]i?|articol[oi]|prodott[oi]|messagg[io]+)$/iu;

export const italian: SpokenWords = {
  abbreviations: {
    "sig.": "signor",
    "sig.ra": "signora",
    "sig.na": "signorina",
    "dott.": "dottor",
    "dott.ssa": "dottoressa",
    "dr.": "dottor",
    "prof.": "professor",
    "avv.": "avvocato",
    "ing.": "ingegner",
    "ecc.": { said: "eccetera", mayEnd: true },
    "p. es.": "per esempio",
    "p.es.": "per esempio",
    "es.": { said: "esempio", before: "name" },
    "ca.": "circa",
    "tel.": "telefono",
    "v.le": "viale",
    "p.zza": "piazza",
    "n.": { said: "numero", before: "number" },
  },
  signs: {
    ".": "punto",
    "@": "chiocciola",
    "/": "barra",
    "-": "trattino",
    _: "trattino basso",
    "&": "e",
    "+": "più",
    "=": "uguale",
    "<": "minore di",
    ">": "maggiore di",
    "#": "numero",
    "×": "per",
    "÷": "diviso",
    "±": "più o meno",
    "~": "circa",
    "§": "paragrafo",
    "²": "al quadrato",
    "³": "al cubo",
  },
  between: { range: "a", score: "a", by: "per", per: "a", of: "su", times: "volte", power: "alla" },
  version: "versione",
  clock: { between: "e", whole: "", after: /(?!)/u, feminine: true, said: /(?:\bore|\balle)\s*$/iu },
  day: (value, numbers) => (value === 1 ? "primo" : numbers.toCardinal(value)),
  ordinal: {
    marks: String.raw`\.?[ºª]`,
    say: (value, mark, numbers) => {
      const ordinal = numbers.toOrdinal(value);
      return mark.endsWith("ª") ? ordinal.replace(/o$/u, "a") : ordinal;
    },
  },
  decade: undefined,
  counted: (number, noun) => {
    if (/(?:milion[ei]|miliard[oi])$/u.test(number)) return `${number} di ${noun}`;
    if (number === "uno" && feminine.test(noun) && /^[aeiou]/u.test(noun)) return `un'${noun}`;
    return `${number === "uno" ? (feminine.test(noun) ? "una" : "un") : number} ${noun}`;
  },
  nouns,
  feminine: (number) => (number === "uno" ? "una" : number),
  currencies: { USD: ["dollaro", "dollari"], GBP: ["sterlina", "sterline"], JPY: ["yen", "yen"] },
  cents: { USD: ["centesimo", "centesimi"], EUR: ["centesimo", "centesimi"], GBP: ["penny", "pence"] },
  andCents: "e",
  scales: {
    m: ["milione", "milioni"],
    k: ["mila", "mila"],
    mln: ["milione", "milioni"],
    mld: ["miliardo", "miliardi"],
  },
  scaleWords: "mila|milion[ei]|miliard[oi]",
  powers: {
    square: (unit) => (unit.endsWith("o") ? `${unit} quadrato` : `${unit} quadrati`),
    cubic: (unit) => (unit.endsWith("o") ? `${unit} cubo` : `${unit} cubi`),
  },
  units: {
    W: ["watt", "watt"],
    kW: ["chilowatt", "chilowatt"],
    kWh: ["chilowattora", "chilowattora"],
    V: ["volt", "volt"],
    Hz: ["hertz", "hertz"],
  },
  fractions: {
    half: "mezzo",
    third: "terzo",
    quarter: "quarto",
    twoThirds: "due terzi",
    threeQuarters: "tre quarti",
  },
  oneOf: (part) => (part === "mezzo" ? "mezzo" : `un ${part}`),
  andFraction: (part) => `e ${/^(?:due|tre) |^mezzo/.test(part) ? part : `un ${part}`}`,
};
