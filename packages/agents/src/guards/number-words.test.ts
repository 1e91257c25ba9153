import { describe, expect, it } from "vitest";
import { withDigits } from "./number-words.ts";

describe("numbers in words", () => {
  it.each([
    ["Half past seven, twenty-five", "half past 7, 25"],
    ["the sixth of May", "the 6th of may"],
    ["am zwölften Juni, fünfundzwanzig", "am 12th juni, 25"],
    ["am ersten, am dritten, am siebten, am einunddreißigsten", "am 1th, am 3th, am 7th, am 31th"],
    ["quatre-vingt-dix-neuf, soixante et onze, vingt et un", "99, 71, 21"],
    ["treinta y cinco; quinientos; a las once", "35; 500; a las 11"],
    ["the red one, just one, once", "the red one, just 1, once"],
    ["One thousand two hundred and forty, two hundred", "1240, 200"],
    ["Une table pour deux", "une table pour 2"],
    ["Sept 5, sept nuits", "sept 5, 7 nuits"],
    ["zweitausend, deux cents, San José", "2000, 200, san jose"],
    ["deux cent cinquante, cent, mille neuf cent quatre-vingt-dix", "250, 100, 1990"],
    ["hundert, einhundert, zweihundertfünfzig, hunderteins", "100, 100, 250, 101"],
    ["eintausend, fünfundzwanzigtausend, zweitausendsechsundzwanzig", "1000, 25000, 2026"],
    ["a hundred, a hundred and twenty, nineteen hundred, a thousand", "100, 120, 1900, 1000"],
    ["cien, ciento veinte, mil, dos mil quinientos, doscientas", "100, 120, 1000, 2500, 200"],
    ["three hundred thousand, mil doscientos treinta y uno", "300000, 1231"],
    ["between one hundred and five hundred", "between 100 and 500"],
    ["one thousand and two thousand", "1000 and 2000"],
    ["un cent, one cent, fifty cent, ten cents", "un cent, 1 cent, 50 cent, 10 cents"],
    [
      "ten percent, dix pour cent, mil gracias, tausend Dank",
      "10 percent, 10 pour cent, mil gracias, tausend dank",
    ],
    ["I'm a hundred percent sure", "im a hundred percent sure"],
    ["First I need to check my calendar.", "first i need to check my calendar."],
    ["Second, zum ersten, Juni", "second, zum 1th, juni"],
    ["June fifth, third of May, the second", "june 5th, 3th of may, the 2th"],
    ["primero necesito, el primero de mayo", "primero necesito, el 1th de mayo"],
    ["Sixth.", "6th."],
  ])("%j are %j", (text, digits) => {
    expect(withDigits(text)).toBe(digits);
  });
});
