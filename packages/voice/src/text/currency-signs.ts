import { ends } from "./written-form.ts";

/** Sign or code → code by ISO 4217. */
export const currencies: Readonly<Record<string, string>> = {
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
export const crowns: Readonly<Record<string, string>> = { sv: "SEK", da: "DKK", nb: "NOK", no: "NOK" };
const moneySigns = String.raw`(?:US|R|C|A)?\$|[€£¥₹₩₽₺₴₪₫฿]`;
/** Before an amount. */
export const signBefore = new RegExp(
  String.raw`([-−]?)(${moneySigns}|(?:${codes})(?=\s?\d))\s?([-−]?)(?=\d)`,
  "uy",
);
/** After one. */
export const signAfter = new RegExp(String.raw`\s?(${moneySigns}|(?:${codes}|zł|Kč|kr)${ends})`, "uy");
