import { ends } from "./written-form.ts";

/** Sign or code → code by ISO 4217. */
const currencies: Readonly<Record<string, string>> = {
  US$: "USD",
  R$: "BRL",
  C$: "CAD",
  A$: "AUD",
  $: "USD",
  "€": "EUR",
  "£": "GBP",
  "¥": "JPY",
  "₹": "INR",
  "₩": "KRW",
  "₽": "RUB",
  "₺": "TRY",
  "₴": "UAH",
  "₪": "ILS",
  "₫": "VND",
  "฿": "THB",
  zł: "PLN",
  Kč: "CZK",
};
const codes = "USD|EUR|GBP|JPY|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|CNY|BRL|MXN";
/** Crowns by the language that they are written in. */
const crowns: Readonly<Record<string, string>> = { sv: "SEK", da: "DKK", nb: "NOK", no: "NOK" };
const moneySigns = String.raw`(?:US|R|C|A)?\$|[€£¥₹₩₽₺₴₪₫฿]`;
/** Where `$` is not the dollar. */
const pesos: Readonly<Record<string, string>> = {
  MX: "MXN",
  AR: "ARS",
  CL: "CLP",
  CO: "COP",
  CU: "CUP",
  DO: "DOP",
  UY: "UYU",
};

/** The code of a currency by its sign, as it is meant where a language is spoken: `$` in Mexico are pesos. */
export function currencyOf(sign: string, tag: string): string {
  const { language, region = "" } = new Intl.Locale(tag);
  if (sign === "kr") return crowns[language] ?? "SEK";
  if (sign === "$" && language === "es") return pesos[region] ?? "USD";
  if (sign === "¥" && (language === "zh" || language === "yue")) return "CNY";
  return currencies[sign] ?? sign;
}

/** Before an amount. */
export const signBefore = new RegExp(
  String.raw`([-−]?)(${moneySigns}|(?:${codes})(?=\s?\d))\s?([-−]?)(?=\.?\d)`,
  "uy",
);
/** After one. */
export const signAfter = new RegExp(String.raw`\s?(${moneySigns}|¢|(?:${codes}|zł|Kč|kr)${ends})`, "uy");
