import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

/** Language, what is written, and what is said: dates, and what looks like them. */
const rows: readonly (readonly [language: string, written: string, spoken: string])[] = [
  ["sv", "Vi ses den 3/4 2024.", "Vi ses den tredje april två tusen och tjugo-fyra."],
  ["sv", "Julafton är 24/12.", "Julafton är tjugofjärde december."],
  ["sv", "24/12-26/12", "tjugofjärde december till tjugosjätte december"],
  ["sv", "fredag 5/6", "fredag femte juni"],
  ["en", "2024/12/25", "December twenty-fifth, twenty twenty-four"],
  ["en", "on 3/4, due 3/15", "on March fourth, due March fifteenth"],
  ["en", "Friday, 3/15", "Friday, March fifteenth"],
  ["en", "05/2024 to 12/2024", "May twenty twenty-four to December twenty twenty-four"],
  ["en", "12/24-12/26", "December twenty-fourth to December twenty-sixth"],
  ["en", "03/05", "March fifth"],
  ["en-GB", "24/12", "twenty-fourth December"],
  ["da", "den 24/12", "den fireogtyvende december"],
  ["da", "24/12-2024", "fireogtyvende december totusinde og fireogtyve"],
  ["da", "d. 3/4 2024", "den tredje april totusinde og fireogtyve"],
  ["nb", "den 3/4 2024", "den tredje april to tusen og tjue-fire"],
  ["fi", "24/12", "kahdeskymmenesneljäs joulukuuta"],
  ["fi", "Nähdään 24.12.", "Nähdään kahdeskymmenesneljäs joulukuuta."],
  ["fr", "le 14/7", "le quatorze juillet"],
  ["es", "el 3/4", "el tres de abril"],
  ["it", "il 25/4", "il venticinque aprile"],
  ["pt", "dia 7/9", "dia sete de setembro"],
  ["nl", "op 5/12", "op vijf december"],
  ["de", "am 3/10", "am dritten Oktober"],
  ["cs", "24/12", "dvacátého čtvrtého prosince"],
  ["ru", "05/2024", "май две тысячи двадцать четвёртого года"],
  ["zh", "2024/1/15", "二零二四年一月十五日"],
  ["ja", "2024/12/25", "二千二十四年十二月二十五日"],
  // Parts of something, scores, names.
  ["en", "3/4 cup of milk", "three quarters cup of milk"],
  ["en", "on 3/4 of them", "on three quarters of them"],
  ["en", "1/2, 2/3 and 2 1/4", "one half, two thirds and two and a quarter"],
  ["en", "from 1/2 to 3/4", "from one half to three quarters"],
  ["en", "I got 12/25 right", "I got twelve out of twenty-five right"],
  ["en", "40/50 points, 4/5 stars", "forty out of fifty points, four out of five stars"],
  ["en", "open 24/7 since 9/11", "open twenty-four seven since nine eleven"],
  ["en", "blood pressure 120/80", "blood pressure one hundred twenty out of eighty"],
  ["en-GB", "on 9/11, in 16/9", "on nine eleven, in sixteen out of nine"],
  ["sv", "3/4 av dem, 7/10", "tre fjärdedelar av dem, sju av tio"],
  ["sv", "öppet 24/7", "öppet tjugo-fyra sju"],
  ["sv", "den 31/13", "den trettio-ett av tretton"],
  ["en", "3/4 2000 people", "three quarters two thousand people"],
  ["nl", "op 1/2 uur", "op een half uur"],
  ["it", "il 2/3 degli italiani", "il due terzi degli italiani"],
  ["pt", "nota de 7/10", "nota de sete de dez"],
  ["fr", "15/20 et 3/4", "quinze sur vingt et trois quarts"],
  ["de", "13/8 Zoll", "dreizehn von acht Zoll"],
  ["en", "done by 3/15, pay me by 4/2", "done by March fifteenth, pay me by April second"],
  [
    "en",
    "It is due on Friday, or finish it by 12/7.",
    "It is due on Friday, or finish it by December seventh.",
  ],
  ["en", "It fell by 7/10.", "It fell by seven out of ten."],
  ["en-GB", "in 21/9 and 18/9", "in twenty-one out of nine and eighteen out of nine"],
  ["sv", "den 21/9, i 21/9", "den tjugoförsta september, i tjugo-ett av nio"],
  ["fr", "au format 16/9, le 16/9", "au format seize sur neuf, le seize septembre"],
  ["en", "2/3 2019 levels", "two thirds twenty nineteen levels"],
  ["en", "on 2/3 2019 we met", "on February third, twenty nineteen we met"],
  ["sv", "2/3 2019 kom hon", "andra mars två tusen och nitton kom hon"],
  ["es", "4/5 de ellos", "cuatro de cinco de ellos"],
];

describe("numbers with a slash", () => {
  it.each(rows)("in %s of %j are a date where they are meant so", async (language, written, spoken) => {
    expect((await speakableText(written, language)).text).toBe(spoken);
  });
});
