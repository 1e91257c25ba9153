import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { userFaults } from "./user-guards.ts";

const isInvented = async (name: string, value: string, question: string, answer: string) => {
  const turns = [
    { speaker: "Bot", text: question },
    { speaker: "User", text: answer },
  ];
  return (
    "invented_fact" in (await userFaults(new Dialog({ turns }), { user: "User", facts: { [name]: value } }))
  );
};

type Row = readonly [
  name: string,
  value: string,
  question: string,
  right: readonly string[],
  wrong: readonly string[],
];

const days: readonly Row[] = [
  [
    "check-in date",
    "14 March",
    "What is your check-in date?",
    ["The 14th.", "Friday the 14th."],
    ["The 15th."],
  ],
  ["departure date", "2026-11-30", "When do you leave?", ["On the 30th, please."], ["The 29th, please."]],
  ["departure date", "2026-05-02", "When do you leave?", ["On the 2nd."], ["On the 3rd."]],
  ["days", "14-16 March", "Which days?", ["The 14th to the 16th"], ["The 14th to the 17th"]],
  [
    "Anreise",
    "14. März",
    "Wann reisen Sie an?",
    ["Am 14.", "Am 14ten.", "Am 14ten März."],
    ["Am 17ten.", "Am 17."],
  ],
  ["date d'arrivée", "14 mars", "Quand arrivez-vous ?", ["Le 14."], ["Le 16."]],
  ["date d'arrivée", "1 mars", "Quand arrivez-vous ?", ["Le 1er.", "Le 1er mars."], ["Le 2."]],
  ["fecha de llegada", "14 de marzo", "¿Cuándo llega?", ["El 14.", "El 14º."], ["El 18.", "El 18º."]],
  ["fecha de llegada", "1 de marzo", "¿Cuándo llega?", ["El 1º.", "El 1º de marzo."], ["El 2º."]],
  ["appointment", "June 21st", "Which date?", ["the 21"], ["the 22"]],
  ["Termin", "21.06.2026", "Welcher Tag?", ["Der 21ste."], ["Der 22ste."]],
  ["rendez-vous", "21 juin", "Quel jour ?", ["Le 21e."], ["Le 22e."]],
  // A number of nights is no day.
  ["nights", "14", "How many nights?", ["14"], ["The 14th"]],
];

const budget = "What is your budget?";
const price = "What was the price?";
const amounts: readonly Row[] = [
  [
    "budget",
    "$80",
    budget,
    ["$80.00", "80.00", "USD80", "USD 80.00", "80 dollars"],
    ["$81.00", "$80.50", "$8000"],
  ],
  ["budget", "$12", budget, ["$12.00", "12.00 dollars"], ["$13.00"]],
  [
    "budget",
    "$1,250",
    budget,
    ["$1,250.00", "1250", "1.25k", "1.250k", "About $1.25k.", "about 1.3k", "1 250,00"],
    ["$1,250.50", "1.35k", "1.251k", "125"],
  ],
  ["budget", "$1,250.00", budget, ["$1,250", "$1250"], ["$1,350"]],
  ["budget", "12k", budget, ["£12,000.00", "12000"], ["13k", "£12"]],
  ["Budget", "1.250 €", "Wie hoch ist Ihr Budget?", ["1.250,00 Euro", "1250 Euro"], ["1.350,00 Euro"]],
  ["budget", "1 250 €", "Quel est votre budget ?", ["1 250,00 €", "1250 euros"], ["Environ 1 950,00 €"]],
  ["precio", "99 €", "¿Cuál era el precio?", ["99,00 €", "EUR 99"], ["98,00 €"]],
  ["price", "$80.50", price, ["80.5", "$80,50"], ["80.6", "$80.05"]],
  ["salary", "€45,000", "What salary?", ["45 thousand", "45 K", "45k a year"], ["46 thousand"]],
  ["Gehalt", "45.000 €", "Welches Gehalt?", ["45 Tausend Euro"], ["46 Tausend Euro"]],
  // A year in form, and an amount in truth.
  ["price", "$1,920", price, ["1920 dollars"], ["1927 dollars", "$1927"]],
  ["price", "CHF 1'250", price, ["1250 Franken"], ["1260 Franken"]],
  ["arrival time", "7:30 pm", "What time do you arrive?", ["7.30 pm"], ["8.30 pm"]],
];

const howMany = "How many people are there?";
const families: readonly Row[] = [
  [
    "number of people",
    "5",
    howMany,
    [
      "2 adults and 3 children",
      "Two adults and three kids.",
      "4 adults and 1 child.",
      "My wife and I and three kids.",
    ],
    ["2 adults and 4 children", "Two adults and two kids.", "4 adults and 2 children", "6 adults"],
  ],
  [
    "number of guests",
    "4",
    "How many guests?",
    ["2 adults, one child and a baby."],
    ["2 adults, 2 kids, 1 baby", "2 adults and 4 kids"],
  ],
  ["number of people", "22", howMany, ["10 adults and 12 children"], ["10 adults and 13 children"]],
  [
    "Personen",
    "5",
    "Wie viele Personen?",
    ["2 Erwachsene und 3 kleine Kinder"],
    ["2 Erwachsene und 4 Kinder"],
  ],
  [
    "nombre de personnes",
    "5",
    "Combien de personnes ?",
    ["2 adultes et 3 enfants"],
    ["2 adultes et 4 enfants"],
  ],
  ["número de personas", "5", "¿Cuántas personas?", ["2 adultos y 3 niños"], ["2 adultos y 4 niños"]],
  [
    "number of children",
    "3",
    "How many children?",
    ["3 kids", "2 adults and 3 kids"],
    ["4 kids", "3 adults and 4 kids"],
  ],
  // Who counts a family says nothing of rooms or nights.
  ["number of rooms", "2", "How many rooms?", ["We are 2 adults and 3 children"], ["3 rooms"]],
  ["number of nights", "4", "How many nights?", ["We are 2 adults and 3 children"], ["3 nights"]],
];

const number = "What is your phone number?";
const numbers: readonly Row[] = [
  [
    "phone number",
    "+49 151 2345678",
    number,
    ["0049 151 2345678", "00491512345678", "011 49 151 2345678", "My number is +49 (0)151 2345678"],
    ["0049 151 2345679", "0044 151 2345678", "+44 151 2345678", "011 49 151 2345670"],
  ],
  [
    "phone number",
    "0049 151 2345678",
    number,
    ["+49 151 2345678", "It's 0151 2345678"],
    ["It's 0044 151 2345678"],
  ],
  ["phone number", "0151 2345678", number, ["My number is +49 151 2345678"], ["0049 151 2345679"]],
  ["phone number", "+33 6 12 34 56 78", number, ["It is 00 33 6 12 34 56 78"], ["06 12 34 56 79"]],
  ["phone number", "+1 415 555 0132", number, ["001 415 555 0132"], ["001 415 555 0133"]],
  // An area code that begins like the sign for another country.
  ["phone number", "011 4123 4567", number, ["+54 11 4123 4567"], ["+54 11 4123 4568"]],
];

const code = "What is your code?";
const codes: readonly Row[] = [
  [
    "postcode",
    "LS1 4AP",
    "What is your postcode?",
    ["LS1 4AP", "ls14ap", "LS1"],
    ["LS9 9ZZ", "ls1 4aq", "SW1A 1AA"],
  ],
  ["postcode", "SW1A 1AA", "What is your postcode?", ["sw1a1aa"], ["EC4M 7AN", "It's M1 1AE."]],
  ["postal code", "K1A 0B1", "What is your postal code?", ["k1a0b1"], ["M5V 3L9", "K1A 0B2"]],
  ["postal code", "1012 AB", "What is your postal code?", ["1012AB", "1012-AB"], ["1013 AB", "1012 AC"]],
  ["licence plate", "B-XY 7", "What is your licence plate?", ["B XY 7"], ["B XY 8"]],
  ["licence plate", "AB12 CDE", "What is your licence plate?", ["ab12cde"], ["AB12 CDF"]],
  [
    "booking code",
    "QX7RTZ",
    code,
    ["qx7-rtz", "Q X 7 R T Z", "Let me check."],
    ["QX7RTY", "Fine, it is MK4LPW."],
  ],
  ["flight number", "LH 400", "What is your flight number?", ["lh400"], ["BA 400"]],
  ["city", "Leeds", "Which city?", ["Leeds, that would be gr8 4us"], ["Leeds, LS9 9ZZ"]],
  // What comes with an amount is no code.
  ["budget", "80 USD", budget, ["80 dollars"], ["90 USD", "80 EUR"]],
];

describe.each<readonly [string, readonly Row[]]>([
  ["a day", days],
  ["an amount", amounts],
  ["a family", families],
  ["a telephone number", numbers],
  ["a code", codes],
])("%s that is told in another way than it is known", (_, rows) => {
  const cases = rows.flatMap(([name, value, question, right, wrong]) => [
    ...right.map((answer) => [name, value, question, answer, false] as const),
    ...wrong.map((answer) => [name, value, question, answer, true] as const),
  ]);
  it.each(cases)("%s %j, %j %j: invented is %j", async (name, value, question, answer, isWrong) => {
    expect(await isInvented(name, value, question, answer)).toBe(isWrong);
  });
});
