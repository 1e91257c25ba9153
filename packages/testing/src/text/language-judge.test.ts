import { eld } from "eld/small";
import { expect, it } from "vitest";
import { checkLanguage } from "../checks/language-check.ts";
import { talkOfBot } from "../testing/talk-of-bot.ts";
import { answersOfBots } from "../testing/answers-of-bots.ts";
import { languageJudge } from "./language-judge.ts";
import { languageCode, languages } from "./languages.ts";

it("knows the languages that its detector knows", () => {
  expect(Object.values(eld.info().Languages)).toEqual(languages);
  expect(languageCode("nb")).toBe("no");
  expect(languageCode("zz")).toBeUndefined();
  expect(languageCode("constructor")).toBeUndefined();
});

/** How many of each language's answers are taken for it, for another language, and for neither. */
async function tally(of: string, expected: string) {
  const judge = await languageJudge(expected);
  const counts = { it: 0, other: 0, unsure: 0 };
  for (const text of answersOfBots[of] ?? []) counts[judge(text).is]++;
  return counts;
}

// The table of docs/testing-chatbots.md.
it("takes no answer in a language for another one, and few for it that are in another", async () => {
  const codes = Object.keys(answersOfBots);
  const table: Record<string, readonly number[]> = {};
  for (const code of codes) {
    const own = await tally(code, code);
    const foreign = await Promise.all(codes.filter((one) => one !== code).map((one) => tally(one, code)));
    const sum = (name: keyof typeof own) => foreign.reduce((total, counts) => total + counts[name], 0);
    table[code] = [own.it, own.unsure, own.other, sum("other"), sum("unsure"), sum("it")];
  }
  expect(Object.values(answersOfBots).flat()).toHaveLength(216);
  expect(table).toEqual({
    en: [31, 5, 0, 120, 53, 7],
    de: [30, 6, 0, 124, 56, 0],
    fr: [29, 7, 0, 123, 57, 0],
    es: [28, 8, 0, 123, 53, 4],
    it: [27, 9, 0, 123, 56, 1],
    nl: [31, 5, 0, 127, 53, 0],
  });
});

it.each([
  ["ru", "en", "Ваш заказ отменён.", "unsure"],
  ["ru", "en", "Ваш заказ был отменён сегодня утром.", "other"],
  ["zh", "en", "您好，您的订单已经取消。", "other"],
  ["en", "ja", "Your order has been cancelled.", "other"],
  ["ja", "zh", "ご注文はキャンセルされました。", "other"],
])("sees scripts: %s where %s is expected: %s", async (_, expected, text, is) => {
  expect((await languageJudge(expected))(text).is).toBe(is);
});

it.each([
  ["en", "Today: penne all'arrabbiata, pollo alla cacciatora, panna cotta con frutti di bosco."],
  ["en", "Menu del giorno: minestrone, risotto ai funghi porcini, vitello tonnato, 25 euros."],
  ["en", "Plat du jour: filet de bœuf aux champignons, gratin dauphinois, tarte aux pommes de la maison."],
  ["en", "Schweinsbraten mit Knödel, Wiener Schnitzel mit Kartoffelsalat, Apfelstrudel mit Vanillesoße."],
  ["en", "In German, you say: Ich hätte gern ein Glas Wasser, bitte."],
  ["en", "Roses, tulips, lilies. Bouquet: La Vie en Rose, Fleurs du Jardin, Belle de Nuit."],
  ["de", "Heute: fish and chips, bangers and mash, sticky toffee pudding."],
  ["fr", "Nous avons fish and chips, burger with bacon and cheese, apple pie."],
])("is not sure of foreign names among other words where %s is expected: %s", async (expected, text) => {
  expect((await languageJudge(expected))(text).is).toBe("unsure");
});

it.each([
  ["en", "Der Tisch ist für morgen Abend reserviert, und wir freuen uns auf Sie."],
  ["en", "Il tavolo è prenotato per domani sera, ma non abbiamo più la pizza con i funghi."],
  ["de", "The table is booked for tomorrow, and the schnitzel is very good."],
])("is sure of sentences where %s is expected: %s", async (expected, text) => {
  expect((await languageJudge(expected))(text).is).toBe("other");
});

const english = "Your order is on its way, and it will be with you in two or three days.";
const german = "Ihre Bestellung ist unterwegs und wird in zwei oder drei Tagen bei Ihnen sein.";

it.each<[string[], boolean | null, RegExp]>([
  [[english, english], true, /^every clear answer is in en$/],
  [[english, "Ok."], true, /^every clear answer is in en; the language of 1 of 2 answers is unclear$/],
  [[english, german], false, /^1 of 2 answers are in de$/],
  [[german, "Ok.", german], false, /^2 of 3 answers are in de; the language of 1 of 3 answers is unclear$/],
  [["Ok.", "Yes."], null, /^no answer is long enough/],
  [
    ["Your order is", "on its way and", "will be with you", "in two days"],
    true,
    /^(?:the answers together|every clear answer)/,
  ],
])("of the answers %j of a bot that is to speak English: %j", async (lines, passed, reason) => {
  const verdict = await checkLanguage("en", talkOfBot(...lines));
  expect(verdict.passed).toBe(passed);
  expect(verdict.reason).toMatch(reason);
  const other = passed === false ? lines.filter((line) => line === german) : [];
  expect((verdict.evidence ?? []).map(({ quote }) => quote)).toEqual(other);
});
