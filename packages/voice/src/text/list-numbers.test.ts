import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

/** Language, what is written, what is said, and which numbers of a list are left out. */
const rows: readonly (readonly [string, string, string, ...string[]])[] = [
  ["de", "24. Dezember wäre gut.", "vierundzwanzigster Dezember wäre gut."],
  ["de", "3. Mai passt mir.\n4. Mai auch.", "dritter Mai passt mir. vierter Mai auch."],
  ["de", "2. Stock, bitte.", "zweiter Stock, bitte."],
  ["de", "3. Reihe, 1. Kapitel, 2. Versuch", "dritte Reihe, erstes Kapitel, zweiter Versuch"],
  ["de", "1. Stock: Büro\n2. Stock: Küche", "erster Stock: Büro zweiter Stock: Küche"],
  ["de", "42. Endgültige Antwort.", "zweiundvierzig. Endgültige Antwort."],
  ["da", "24. december ville være fint.", "fireogtyvende december ville være fint."],
  ["da", "2. sal, tak.", "anden sal, tak."],
  ["nb", "31. mai passer bra.", "trettiførste mai passer bra."],
  ["nb", "3. etasje, takk.", "tredje etasje, takk."],
  ["fi", "24. joulukuuta sopii.", "kahdeskymmenesneljäs joulukuuta sopii."],
  ["fi", "2. kerros, kiitos.", "toinen kerros, kiitos."],
  ["cs", "24. prosince by šlo.", "dvacátého čtvrtého prosince by šlo."],
  ["de", "0. Mai, 32. Mai", "null. Mai, zweiunddreißig. Mai"],
  ["en", "1) May is nice,\n2) June too", "May is nice, June too", "1)", "2)"],
  ["en", "1. May is nice,\n2. June too", "first May is nice, second June too"],
  ["en", "31. May is nice,\n32. June too", "thirty-first May is nice, thirty-two. June too"],
  ["en", "42. Final answer.", "forty-two. Final answer."],
  ["en", "1) Maybe.", "one) Maybe."],
  ["en", "3. Yes.\n7. No.", "three. Yes. seven. No."],
  ["en", "1) Yes.\n2. No.", "one) Yes. two. No."],
  ["en", "I was born in\n1990. Great year.", "I was born in nineteen ninety. Great year."],
  ["es", "12. Gracias.", "doce. Gracias."],
  ["fr", "- 3. Pas plus.", "trois. Pas plus."],
  ["en", "Steps:\n1. Open it.\n2. Close it.", "Steps: Open it. Close it.", "1.", "2."],
  ["en", "1) Open it.\n\n2) Close it.", "Open it. Close it.", "1)", "2)"],
  ["en", "1. 5 eggs,\n2. 3 spoons", "five eggs, three spoons", "1.", "2."],
  ["en", "1. a,\n1. b,\n1. c", "a, b, c", "1.", "1.", "1."],
  ["en", "> 1. a,\n> 2. b", "a, b", "1.", "2."],
  ["en", "- 1. a,\n- 2. b", "a, b", "1.", "2."],
  ["en", "9. a,\n10. b", "a, b", "9.", "10."],
  ["en", "1. a\n   more,\n2. b,\n   - x,\n3. c", "a more, b, x, c", "1.", "2.", "3."],
  ["en", "1. a,\n   1. x,\n   2. y,\n2. b", "a, x, y, b", "1.", "1.", "2.", "2."],
  ["de", "1. Öffnen,\n2. Schließen", "Öffnen, Schließen", "1.", "2."],
  ["de", "1. Er kommt am 3. Mai.\n2. Er bleibt.", "Er kommt am dritten Mai. Er bleibt.", "1.", "2."],
  ["da", "1. Åbn den.\n2. Luk den.", "Åbn den. Luk den.", "1.", "2."],
  ["fi", "1. Avaa.\n2. Sulje.", "Avaa. Sulje.", "1.", "2."],
  ["cs", "1. Otevřít.\n2. Zavřít.", "Otevřít. Zavřít.", "1.", "2."],
  ["zh", "1. 打开。\n2. 关上。", "打开。 关上。", "1.", "2."],
];

describe("numbers at the beginning of lines", () => {
  it.each(rows)("in %s of %j are said, or those of a list", async (language, written, spoken, ...numbers) => {
    const { text, unspoken } = await speakableText(written, language);
    expect(text).toBe(spoken);
    expect(unspoken).toEqual(numbers.map((number) => ({ what: "list-number", text: number })));
  });

  it("are those of days in Scandinavia, Finland and Bohemia", async () => {
    const days = async (language: string, ...months: string[]) =>
      (await speakableText(months.join(", "), language)).text;
    expect(await days("da", "1. maj", "20. maj", "21. maj", "30. maj", "31. maj")).toBe(
      "første maj, tyvende maj, enogtyvende maj, tredivte maj, enogtredivte maj",
    );
    expect(await days("nb", "20. mai", "21. mai", "30. mai")).toBe(
      "tjuende mai, tjueførste mai, trettiende mai",
    );
    expect(await days("fi", "21. toukokuuta", "30. toukokuuta")).toBe(
      "kahdeskymmenesensimmäinen toukokuuta, kolmaskymmenes toukokuuta",
    );
    expect(await days("cs", "1. ledna", "23. února", "30. března")).toBe(
      "prvního ledna, dvacátého třetího února, třicátého března",
    );
  });
});
