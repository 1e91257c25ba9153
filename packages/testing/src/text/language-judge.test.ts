import { eld } from "eld/small";
import { expect, it } from "vitest";
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
    en: [31, 5, 0, 129, 44, 7],
    de: [30, 6, 0, 134, 46, 0],
    fr: [29, 7, 0, 135, 45, 0],
    es: [28, 8, 0, 138, 38, 4],
    it: [27, 9, 0, 137, 42, 1],
    nl: [31, 5, 0, 134, 46, 0],
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
