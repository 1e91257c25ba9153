import { madeOnce } from "@sdialog/core/internal";

/** What is measured in a unit: of money each currency is one of its own. */
export type Dimension =
  | "mass"
  | "length"
  | "area"
  | "volume"
  | "duration"
  | "data"
  | "share"
  | "temperature"
  | "money";

/** A unit as one of the things that its word can mean: a pound is weighed, and paid. */
export interface Unit {
  readonly dimension: Dimension;
  /** How much of the first unit of its dimension it is. */
  readonly factor: number;
  /** What is paid with it; dollars are those of several countries. */
  readonly currency?: string | undefined;
  /** Units of one system are converted without rounding. */
  readonly system: string;
}

/** Units by their words in small letters without accents, and how much of the first one each of them is. */
const measures: Readonly<Record<Exclude<Dimension, "money">, string>> = {
  mass: `metric 1: kg kilo kilos kilogram kilograms kilogramm kilogrammes kilogramme kilogramo kilogramos
    metric 0.001: g gr gram grams gramm gramme grammes gramo gramos
    metric 0.000001: mg milligram milligrams milligramm milligrammes miligramos
    metric 1000: t ton tons tonne tonnes tonnen tonelada toneladas
    metric 0.5: pfund livre livres
    imperial 0.45359237: lb lbs pound pounds libra libras
    imperial 6.35029318: stone st
    imperial 0.028349523: oz ounce ounces unze unzen once onces onza onzas`,
  length: `metric 1: m meter meters metre metres metern metro metros
    metric 0.01: cm centimeter centimeters centimetre centimetres zentimeter zentimetern centimetro centimetros
    metric 0.001: mm millimeter millimeters millimetre millimetres milimetro milimetros
    metric 1000: km kilometer kilometers kilometre kilometres kilometern kilometro kilometros kms
    imperial 1609.344: mile miles mi meile meilen milla millas
    imperial 0.3048: ft foot feet fuss pied pieds pie pies ′
    imperial 0.0254: inch inches zoll pouce pouces pulgada pulgadas ″
    imperial 0.9144: yard yards yd yds`,
  area: `metric 1: m2 m² qm sqm quadratmeter quadratmetern square_metres square_meters metres_carres metre_carre metros_cuadrados
    metric 10000: hectare hectares hektar hectarea hectareas ha
    imperial 0.09290304: sqft square_feet sq_ft
    imperial 4046.8564: acre acres`,
  volume: `metric 1: l liter liters litre litres litern litro litros
    metric 0.001: ml milliliter millilitres millilitre mililitros
    metric 0.01: cl
    imperial 3.785411784: gallon gallons gallone gallonen galon galones
    imperial 0.473176: pint pints`,
  duration: `clock 1: min mins minute minutes minuten minuto minutos
    clock 0.016666666666666666: sec secs second seconds sekunde sekunden seconde secondes segundo segundos
    clock 60: h hr hrs hour hours stunde stunden std heure heures hora horas
    clock 1440: day days tag tage tagen jour jours dia dias
    nights 1440: night nights nacht nachte nachten nuit nuits noche noches
    clock 10080: week weeks woche wochen semaine semaines semana semanas
    clock 20160: fortnight fortnights
    months 43830: month months monat monate monaten mois mes meses
    months 525960: year years yr yrs jahr jahre jahren an ans annee annees ano anos`,
  data: `metric 1: gb gig gigs gigabyte gigabytes go
    metric 0.001: mb megabyte megabytes mo
    metric 1000: tb terabyte terabytes`,
  share: `metric 1: % percent prozent pour_cent por_ciento`,
  // A degree alone is one of either; they are not converted.
  temperature: `celsius 1: °c celsius degrees_celsius degree_celsius grad_celsius degres_celsius grados_celsius centigrade
    fahrenheit 1: °f fahrenheit degrees_fahrenheit grad_fahrenheit
    celsius 1: ° degree degrees grad degre degres grado grados
    fahrenheit 1: ° degree degrees grad degre degres grado grados`,
};

const money = `usd cad aud mxn: $
  usd: usd us$
  cad: cad
  aud: aud
  usd cad aud: dollar dollars buck bucks dolar dolares
  eur: € eur euro euros balles
  gbp: £ gbp quid pound pounds pfund
  chf: chf franken franc francs sfr
  mxn: mxn
  mxn ars cop: peso pesos
  jpy: ¥ jpy yen
  inr: ₹ inr rupee rupees
  krw: ₩ krw won`;
const coins = `usd cad aud eur: cent cents
  gbp: penny pence p
  eur chf: centime centimes centimos centimo rappen`;

const unitTable = madeOnce((): ReadonlyMap<string, readonly Unit[]> => {
  const table = new Map<string, Unit[]>();
  const add = (words: string, unit: Unit): void => {
    for (const word of words
      .trim()
      .split(/\s+/)
      .map((one) => one.replaceAll("_", " ")))
      table.set(word, [...(table.get(word) ?? []), unit]);
  };
  for (const [dimension, lines] of Object.entries(measures))
    for (const line of lines.split("\n")) {
      const [head = "", words = ""] = line.split(":");
      const [system = "", factor] = head.trim().split(" ");
      add(words, { dimension: dimension as Dimension, factor: Number(factor), system });
    }
  for (const [lines, factor] of [
    [money, 1],
    [coins, 0.01],
  ] as const)
    for (const line of lines.split("\n")) {
      const [currency = "", words = ""] = line.split(":");
      add(words, { dimension: "money", factor, currency: ` ${currency.trim()} `, system: "money" });
    }
  return table;
});

/** What a word for a unit can mean; nothing for other words. */
export function unitsOf(word: string): readonly Unit[] {
  return unitTable().get(word) ?? [];
}

/** All words for units, in small letters without accents. */
export const unitWords = (): readonly string[] => [...unitTable().keys()];

/** A pattern of all words for units, longer ones first. */
export const anyUnit = madeOnce((): string => anyOf(unitWords()));

/** A pattern of the words for currencies. */
export const anyCurrency = madeOnce((): string =>
  anyOf([...unitTable()].flatMap(([word, units]) => (units.some(isCurrency) ? [word] : []))),
);

const isCurrency = ({ dimension, factor }: Unit): boolean => dimension === "money" && factor === 1;

const anyOf = (words: readonly string[]): string =>
  words
    .toSorted((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(/[$]/g, String.raw`\$`))
    .join("|");
