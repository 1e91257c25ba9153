import type { SpokenWords } from "../spoken-words.ts";

const feminine =
  /^(?:libra|hora|milha|onça|tonelada|coroa|rupia|jarda|polegada|semana|noite|criança|mensage|pessoa|vez|coisa|mesa|pergunta|opç|consulta|caixa|garrafa|página|conta|chamada|palavra|reserva|xícara|casa|mulher|menina|amiga|filha|irmã(?!o)|manhã|tarde)/iu;
const masculine =
  "minutos?|segundos?|dias?|mês|meses|anos?|séculos?|euros?|dólar|dólares|real|reais|cêntimos?|centavos?|metros?|quilómetros?|quilômetros?|quilos?|gramas?|litros?|graus?|filhos?|irmãos?|homem|homens|amigos?|meninos?|livros?|bilhetes?|ingressos?|lugar|lugares|quartos?|problemas?|pontos?|passos?|copos?|cafés?|ovos?|carros?|adultos?|pacotes?|artigos?|produtos?|pedidos?";
const feminines =
  "horas?|crianças?|mensagem|mensagens|semanas?|noites?|pessoas?|vez|vezes|coisas?|mesas?|perguntas?|opção|opções|consultas?|caixas?|garrafas?|páginas?|contas?|chamadas?|palavras?|reservas?|xícaras?|casas?|mulher|mulheres|meninas?|amigas?|filhas?|irmãs?|manhãs?|tardes?|libras?|milhas?|toneladas?";

export const portuguese: SpokenWords = {
  abbreviations: {
    "sr.": "senhor",
    "sra.": "senhora",
    "dr.": "doutor",
    "dra.": "doutora",
    "prof.": "professor",
    "profa.": "professora",
    "etc.": { said: "etcétera", mayEnd: true },
    "p. ex.": "por exemplo",
    "p.ex.": "por exemplo",
    "aprox.": "aproximadamente",
    "tel.": "telefone",
    "av.": "avenida",
    nº: "número",
    "n.º": "número",
  },
  signs: {
    ".": "ponto",
    "@": "arroba",
    "/": "barra",
    "-": "hífen",
    _: "sublinhado",
    "&": "e",
    "+": "mais",
    "=": "igual a",
    "<": "menor que",
    ">": "maior que",
    "#": "número",
    "×": "vezes",
    "÷": "dividido por",
    "±": "mais ou menos",
    "~": "cerca de",
    "§": "parágrafo",
    "²": "ao quadrado",
    "³": "ao cubo",
  },
  between: { range: "a", score: "a", by: "por", per: "por", of: "de", times: "vezes", power: "elevado a" },
  version: "versão",
  clock: { between: "e", whole: "horas", one: "hora", after: /^\s?horas?\b/u, feminine: true },
  day: (value, numbers) => (value === 1 ? "primeiro" : numbers.toCardinal(value)),
  ordinal: {
    marks: String.raw`\.?[ºª]`,
    say: (value, mark, numbers) => {
      const ordinal = numbers.toOrdinal(value);
      return mark.endsWith("ª") ? ordinal.replaceAll(/o\b/gu, "a") : ordinal;
    },
  },
  decade: undefined,
  counted: (number, noun) => {
    if (/(?:milh(?:ão|ões)|bilh(?:ão|ões))$/u.test(number)) return `${number} de ${noun}`;
    return `${feminine.test(noun) ? agreeing(number) : number} ${noun}`;
  },
  nouns: new RegExp(`^(?:${masculine}|${feminines})$`, "iu"),
  feminine: agreeing,
  currencies: {
    EUR: ["euro", "euros"],
    USD: ["dólar", "dólares"],
    GBP: ["libra", "libras"],
    JPY: ["iene", "ienes"],
    BRL: ["real", "reais"],
  },
  cents: {
    USD: ["centavo", "centavos"],
    EUR: ["cêntimo", "cêntimos"],
    GBP: ["péni", "pence"],
    BRL: ["centavo", "centavos"],
  },
  andCents: "e",
  scales: {
    m: ["milhão", "milhões"],
    k: ["mil", "mil"],
    mi: ["milhão", "milhões"],
    bi: ["bilhão", "bilhões"],
  },
  scaleWords: "mil|milh(?:ão|ões)|bilh(?:ão|ões)",
  powers: {
    square: (unit) => (unit.endsWith("s") ? `${unit} quadrados` : `${unit} quadrado`),
    cubic: (unit) => (unit.endsWith("s") ? `${unit} cúbicos` : `${unit} cúbico`),
  },
  units: {
    W: ["watt", "watts"],
    kW: ["quilowatt", "quilowatts"],
    kWh: ["quilowatt-hora", "quilowatts-hora"],
    V: ["volt", "volts"],
    Hz: ["hertz", "hertz"],
  },
  kilo: "quilo",
  fractions: {
    half: "meio",
    third: "terço",
    quarter: "quarto",
    twoThirds: "dois terços",
    threeQuarters: "três quartos",
  },
  oneOf: (part) => (part === "meio" ? "meio" : `um ${part}`),
  andFraction: (part) => `e ${/^(?:dois|três) |^meio/.test(part) ? part : `um ${part}`}`,
};

/** A number as it is counted with a feminine noun. */
function agreeing(number: string): string {
  return number
    .replace(/\bum$/u, "uma")
    .replace(/\bdois$/u, "duas")
    .replaceAll(/(?<=\p{L})entos\b/gu, "entas");
}
