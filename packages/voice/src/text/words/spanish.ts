import type { Counted, SpokenWords } from "../spoken-words.ts";

const feminine =
  /^(?:libra|hora|milla|onza|tonelada|corona|rupia|yarda|pulgada|semana|noche|persona|vez|veces|habitaci|cosa|mesa|pregunta|opci|cita|caja|botella|página|cuenta|entrada|llamada|tarjeta|palabra|plaza|reserva|taza|casa|mujer|niña|chica|amiga|hija|hermana|mañana|tarde)/iu;
const masculine =
  "minutos?|segundos?|días?|mes|meses|años?|siglos?|euros?|dólar|dólares|pesos?|céntimos?|centavos?|metros?|kilómetros?|kilos?|gramos?|litros?|grados?|niños?|hijos?|hermanos?|hombres?|amigos?|chicos?|perros?|gatos?|libros?|billetes?|boletos?|asientos?|correos?|mensajes?|pedidos?|problemas?|puntos?|pasos?|vasos?|cafés?|huevos?|coches?|cuartos?|pisos?|adultos?|paquetes?|artículos?|productos?";
const feminines =
  "horas?|semanas?|noches?|personas?|vez|veces|habitación|habitaciones|cosas?|mesas?|preguntas?|opción|opciones|citas?|cajas?|botellas?|páginas?|cuentas?|entradas?|llamadas?|tarjetas?|palabras?|plazas?|reservas?|tazas?|casas?|mujer|mujeres|niñas?|chicas?|amigas?|hijas?|hermanas?|mañanas?|tardes?|libras?|millas?|toneladas?";

/** A noun after "primer" and "tercer", which lose their ending before one. */
const beforeNoun =
  /^\s(?!(?:de|del|y|o|u|e|en|a|al|con|para|por|que|es|fue|se|la|el|los|las)(?!\p{L}))\p{Ll}/u;

export const spanish: SpokenWords = {
  abbreviations: {
    "sr.": "señor",
    "sra.": "señora",
    "srta.": "señorita",
    "dr.": "doctor",
    "dra.": "doctora",
    "ud.": "usted",
    "uds.": "ustedes",
    "etc.": { said: "etcétera", mayEnd: true },
    "p. ej.": "por ejemplo",
    "aprox.": "aproximadamente",
    "ee. uu.": { said: "Estados Unidos", mayEnd: true },
    "ee.uu.": { said: "Estados Unidos", mayEnd: true },
    "ee. uu": "Estados Unidos",
    eeuu: "Estados Unidos",
    "tel.": "teléfono",
    "avda.": "avenida",
    "núm.": "número",
    nº: "número",
    "n.º": "número",
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
    "<": "menor que",
    ">": "mayor que",
    "#": "número",
    "×": "por",
    "÷": "entre",
    "±": "más menos",
    "~": "unos",
    "§": "párrafo",
    "²": "al cuadrado",
    "³": "al cubo",
  },
  between: { range: "a", score: "a", by: "por", per: "por", of: "de", times: "veces", power: "elevado a" },
  version: "versión",
  clock: { between: "y", whole: "en punto", after: /^\s?h(?:oras?)?\b/u, feminine: true },
  day: (value, numbers) => numbers.toCardinal(value),
  ordinal: {
    marks: String.raw`\.?(?:[ºª]|er|ero|era)`,
    say: (value, mark, numbers, _before, after) => {
      const ordinal = numbers.toOrdinal(value);
      if (mark.endsWith("er") || (mark.endsWith("º") && beforeNoun.test(after)))
        return ordinal.replace(/(primer|tercer)o$/u, "$1");
      return /[ªa]$/u.test(mark) ? ordinal.replaceAll(/o\b/gu, "a") : ordinal;
    },
  },
  decade: undefined,
  counted: (number, noun) => {
    if (/mill(?:ón|ones)$/u.test(number)) return `${number} de ${noun}`;
    if (feminine.test(noun)) return `${agreeing(number)} ${noun}`;
    return `${number.replace(/veintiuno$/u, "veintiún").replace(/\buno$/u, "un")} ${noun}`;
  },
  nouns: new RegExp(`^(?:${masculine}|${feminines})$`, "iu"),
  feminine: agreeing,
  currencies: {
    USD: ["dólar", "dólares"],
    GBP: ["libra", "libras"],
    JPY: ["yen", "yenes"],
    ...pesos(["peso", "pesos"]),
  },
  cents: {
    USD: ["centavo", "centavos"],
    EUR: ["céntimo", "céntimos"],
    GBP: ["penique", "peniques"],
    ...pesos(["centavo", "centavos"]),
  },
  andCents: "con",
  scales: { k: ["mil", "mil"], m: ["millón", "millones"] },
  scaleWords: "mil|mill(?:ón|ones)|billones",
  powers: {
    square: (unit) => (unit.endsWith("s") ? `${unit} cuadrados` : `${unit} cuadrado`),
    cubic: (unit) => (unit.endsWith("s") ? `${unit} cúbicos` : `${unit} cúbico`),
  },
  units: {
    W: ["vatio", "vatios"],
    kW: ["kilovatio", "kilovatios"],
    kWh: ["kilovatio hora", "kilovatios hora"],
    V: ["voltio", "voltios"],
    Hz: ["hercio", "hercios"],
  },
  fractions: {
    half: "medio",
    third: "tercio",
    quarter: "cuarto",
    twoThirds: "dos tercios",
    threeQuarters: "tres cuartos",
  },
  oneOf: (part) => (part === "medio" ? "medio" : `un ${part}`),
  andFraction: (part) => `y ${/^(?:dos|tres) |^medio/.test(part) ? part : `un ${part}`}`,
};

function pesos(names: Counted): Readonly<Record<string, Counted>> {
  return Object.fromEntries(["MXN", "ARS", "CLP", "COP", "CUP", "DOP", "UYU"].map((code) => [code, names]));
}

/** A number as it is counted with a feminine noun. */
function agreeing(number: string): string {
  return number.replace(/uno$/u, "una").replaceAll(/cientos\b/gu, "cientas");
}
