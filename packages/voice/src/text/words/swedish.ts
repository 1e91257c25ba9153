import type { NumberWords } from "../number-words.ts";
import type { SpokenWords } from "../spoken-words.ts";

const neuter = /^(?:(?:kilo|milli)?gram$|kilo$|pund|ton|uns|procent|megabyte|gigabyte)/u;

export const swedish: SpokenWords = {
  abbreviations: {
    "kl.": "klockan",
    "t.ex.": "till exempel",
    "t. ex.": "till exempel",
    "bl.a.": "bland annat",
    "bl. a.": "bland annat",
    "dvs.": "det vill säga",
    "d.v.s.": "det vill säga",
    "osv.": { said: "och så vidare", mayEnd: true },
    "o.s.v.": { said: "och så vidare", mayEnd: true },
    "m.m.": { said: "med mera", mayEnd: true },
    "ca.": "cirka",
    ca: "cirka",
    "nr.": { said: "nummer", before: "number" },
    "tel.": "telefon",
    "dr.": "doktor",
    "prof.": "professor",
    "inkl.": "inklusive",
    "exkl.": "exklusive",
  },
  signs: {
    ".": "punkt",
    "@": "snabel-a",
    "/": "snedstreck",
    "-": "bindestreck",
    _: "understreck",
    "&": "och",
    "+": "plus",
    "=": "är lika med",
    "<": "mindre än",
    ">": "större än",
    "#": "nummer",
    "×": "gånger",
    "÷": "delat med",
    "±": "plus minus",
    "~": "ungefär",
    "§": "paragraf",
    "²": "i kvadrat",
    "³": "i kubik",
  },
  between: {
    range: "till",
    score: "mot",
    by: "gånger",
    per: "per",
    of: "av",
    times: "gånger",
    power: "upphöjt till",
  },
  version: "version",
  clock: { between: "", whole: "", nought: "noll", after: /(?!)/u, said: /(?:\bkl\.?|\bklockan)\s*$/iu },
  year: (value, numbers) =>
    value < 1100 || value > 1999
      ? numbers.toCardinal(value)
      : `${numbers.toCardinal(Math.floor(value / 100))}hundra${value % 100 === 0 ? "" : ` ${numbers.toCardinal(value % 100)}`}`,
  day: (value, numbers) => ordinalOf(value, numbers),
  ordinal: { marks: ":[ea]", say: (value, _mark, numbers) => ordinalOf(value, numbers) },
  decade: undefined,
  counted: (number, noun) => `${neuter.test(noun) ? number : number.replace(/ett$/u, "en")} ${noun}`,
  currencies: {
    USD: ["dollar", "dollar"],
    GBP: ["pund", "pund"],
    JPY: ["yen", "yen"],
    SEK: ["krona", "kronor"],
  },
  cents: { USD: ["cent", "cent"], EUR: ["cent", "cent"], GBP: ["penny", "pence"], SEK: ["öre", "öre"] },
  andCents: "och",
  scales: {
    m: ["miljon", "miljoner"],
    k: ["tusen", "tusen"],
    mkr: ["miljon kronor", "miljoner kronor"],
    mn: ["miljon", "miljoner"],
    md: ["miljard", "miljarder"],
  },
  scaleWords: "tusen|miljon(?:er)?|miljard(?:er)?",
  powers: { square: (unit) => `kvadrat${unit}`, cubic: (unit) => `kubik${unit}` },
  units: {
    W: ["watt", "watt"],
    kW: ["kilowatt", "kilowatt"],
    kWh: ["kilowattimme", "kilowattimmar"],
    V: ["volt", "volt"],
    Hz: ["hertz", "hertz"],
  },
  fractions: {
    half: "halv",
    third: "tredjedel",
    quarter: "fjärdedel",
    twoThirds: "två tredjedelar",
    threeQuarters: "tre fjärdedelar",
  },
  oneOf: (part) => (part === "halv" ? "en halv" : `en ${part}`),
  andFraction: (part) => `och ${/^(?:två|tre) /.test(part) ? part : `en ${part}`}`,
};

/** The library has Swedish ordinals up to twenty only: twenty-first is `tjugoförsta`, thirtieth `trettionde`. */
function ordinalOf(value: number, numbers: NumberWords): string {
  const [tens, rest] = [Math.floor(value / 10) * 10, value % 10];
  if (value < 20) return numbers.toOrdinal(value);
  return rest === 0 ? `${numbers.toCardinal(tens)}nde` : numbers.toCardinal(tens) + numbers.toOrdinal(rest);
}
