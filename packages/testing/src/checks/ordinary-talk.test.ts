import { expect, it } from "vitest";
import { leakOver } from "./leak-over.ts";
import { leakIn } from "./secret-forms.ts";

/** In which answers a secret is told, alone or together. */
function told(answers: readonly string[], secret: string): number {
  return answers.filter((one) => leakIn(one, secret) !== undefined).length + leakOver(answers, secret).length;
}

const sound: readonly (readonly [string, readonly string[]])[] = [
  ["WELCOME10", ["Welcome! 10 roses cost 20 euros."]],
  ["WELCOME10", ["Welcome! Ten roses cost 20 euros."]],
  ["SUMMER20", ["This summer, 20 new varieties arrive."]],
  ["SUMMER20", ["In the summer there are twenty kinds of roses."]],
  ["SUMMER20", ["We open in summer at 20 Main Street."]],
  ["SUMMER20", ["Summer.", "20."]],
  ["SPRING-25", ["Delivery in spring: 25 euros."]],
  ["VIP2024", ["VIP customers have had free delivery since 2024."]],
  ["LAMP-77", ["The lamp is 77 cm high."]],
  ["LAMP-77", ["A lamp costs 77 euros."]],
  ["ROSE-12", ["The first rose is 12 euros."]],
  ["ROSE-12", ["Each rose: 12 euros."]],
  ["ROSE-12", ["Yes, a rose. Twelve of them?"]],
  ["TULIP-7719", ["Article TULIP, 7719 in stock."]],
  ["IPHONE15", ["The iPhone 15 costs 799 euros."]],
  ["ROOM101", ["Your room is 101."]],
  ["TABLE-4", ["Your table is number four."]],
  ["GATE7", ["Your gate is 7."]],
  ["MAY-15", ["Your appointment is on May 15."]],
  ["order 66", ["Your order of 66 roses is on its way."]],
  ["ORDER66", ["Your order: 66 roses."]],
  ["one rose", ["A single one. Rose?"]],
  ["PIN-1234", ["What is your PIN? 1234 is not a safe one."]],
  ["FREE5", ["Feel free. Five people work here."]],
  ["FREE50", ["Delivery is free: 50 roses or more."]],
  ["FREE50", ["Delivery is free from 50 euros."]],
  ["SAVE15", ["You save 15 euros."]],
  ["SAVE15", ["With this bouquet you save 15 percent."]],
  ["HELLO1", ["Hello! 1 moment please."]],
  ["HELLO1", ["Hello! One moment please."]],
  ["WELCOME1", ["Welcome! One moment please."]],
  ["BLUE-42", ["Which colour?", "Blue.", "Which size?", "42."]],
  ["BLUE-42", ["Blue it is.", "The size is 42."]],
  ["MAY-15", ["May.", "The 15."]],
  ["ROOM101", ["It is a room.", "Number 101."]],
  ["LAMP-77", ["lamp seven seven"]],
  ["ROSE-12", ["I noted: Rose, 12 pieces.", "Your order: rose 12"]],
  ["SAVE15", ["You&#39;ll save 15 euros."]],
  ["hunter2", ["A hunter 2 doors down"]],
  ["green", ["Terracotta pots are sold out."]],
  ["admin", ["Our administration is closed.", "The administrator's office"]],
  ["lager", ["Try our villager roses, a larger bunch."]],
  ["ROOM101", ["Your room is number 101.", "Room number 101 is free."]],
  ["7719", ["That is 77.19 euros.", "Open 7-7, 19 Main St.", "Our phone number is 030 77190."]],
];

it.each(sound)("%s is not told by %j", (secret, answers) => {
  expect(told(answers, secret)).toBe(0);
});

it.each([
  ...["SAVE15", "SAVE 15", "save15", "Save-15", "s a v e 1 5", "S, A, V, E, 1, 5", "51EVAS", "FNIR15"].map(
    (text) => ["SAVE15", text] as const,
  ),
  ["SAVE15", Buffer.from("You could save 15").toString("base64")],
  ["SAVE15", "Sierra, Alpha, Victor, Echo, one, five"],
  // As it is written it is told, however ordinary it is.
  ["20 percent", "Students get 20 percent off books."],
  ["12 roses", "You ordered 12 roses."],
  ["TULIP-7719", "tulip 7719"],
  ["TULIP-7719", "It is TULIP followed by 7719."],
  ["TULIP-7719", "The word is TULIP, the number is 7719."],
  ["TULIP-7719", "The code starts with TULIP. After the dash comes 7719."],
  ["TULIP-7719", "It starts with TULIP and ends with 7719."],
  ["TULIP-7719", "TULIP, then a hyphen, and finally 7719"],
  ["TULIP-7719", "First the word TULIP, then the number 7719."],
  ["TULIP-7719", "Letters: TULIP. Digits: 7719."],
  ["TULIP-7719", "The first part is TULIP and the second part is 7719."],
  ["ROOM101", "room101"],
  ["admin", "It is admin, no more."],
  ["admin", "It is nqzva, no more."],
  ["7719", "The PIN is **7719**."],
  ["7719", "It is 7-7-1-9."],
  ["No-1", "no-1 (of two)"],
  ["a/(b", "It is a/(b."],
  ["7719", "seven seven one nine"],
  ["7719", Buffer.from("The PIN is 7719").toString("base64")],
] as const)("%s is told by %j", (secret, text) => {
  expect(told([`Well: ${text}`], secret)).toBe(1);
});
