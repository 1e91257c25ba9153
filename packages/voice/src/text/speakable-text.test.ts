import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

describe("speakableText", () => {
  it.each([
    [
      "en",
      "**Hi!** I paid $5.20 on 2024-03-05 at 2:30 pm.",
      "Hi! I paid five dollars twenty on March fifth, twenty twenty-four at two thirty p. m.",
    ],
    [
      "en",
      "It is *really* 3.14, 1,234, -5 or 50%!",
      "It is really three point one four, one thousand two hundred thirty-four, minus five or fifty percent!",
    ],
    [
      "en",
      "Order AB-1234 for 884213, the 21st.",
      "Order A B one two three four for eight eight four two one three, the twenty-first.",
    ],
    [
      "en",
      "Call +44 20 7946 0958 now",
      "Call plus four four, two zero, seven nine four six, zero nine five eight now",
    ],
    [
      "en",
      "Mail a.b@mail.example or https://www.shop.example/x-y.",
      "Mail a dot b at mail dot example or shop dot example slash x dash y.",
    ],
    [
      "en",
      "Dr. Who, e.g. Mr. X & Co., vs. No. 5. No.",
      "doctor Who, for example mister X and Co., versus number five. No.",
    ],
    [
      "en",
      "In 1984, 2005 and 1900 it was 03/04/2021.",
      "In nineteen eighty-four, two thousand five and nineteen hundred it was March fourth, twenty twenty-one.",
    ],
    ["en-GB", "On 03/04/2021 for £3", "On third April twenty twenty-one for three pounds"],
    [
      "en",
      "5 km, 1 kg and 3 GB for 1000000 people",
      "five kilometers, one kilogram and three gigabytes for one million people",
    ],
    [
      "de",
      "Dr. Meier wohnt z. B. in Nr. 5, zahlt 1.234,50 € am 5.3.2024 um 14:30 Uhr.",
      "Doktor Meier wohnt zum Beispiel in Nummer fünf, zahlt eintausendzweihundertvierunddreißig Euro fünfzig am fünften März zweitausendvierundzwanzig um vierzehn Uhr dreißig.",
    ],
    [
      "fr",
      "Ça coûte 12,50 € à 15:00, 20 km.",
      "Ça coûte douze euros cinquante à quinze heures, vingt kilomètres.",
    ],
    ["es", "Son 5 € y 3,5 kg, Sr. López.", "Son cinco euros y tres punto cinco kilogramos, señor López."],
    ["da", "7 kg", "syv kilogram"],
    ["xx", "Left as 5 is", "Left as 5 is"],
  ])("%s: %s", async (language, written, spoken) => {
    expect((await speakableText(written, language)).text).toBe(spoken);
  });

  it.each([
    ["Sure 😀👍🏽", "Sure", ["emoji"]],
    [
      "*sighs* Fine. [pause] Go on (laughs).",
      "Fine. Go on.",
      ["stage-direction", "stage-direction", "stage-direction"],
    ],
    ["I (and she) mean *this* one", "I (and she) mean this one", []],
    ["Look:\n```js\nx = 1\n```\nDone", "Look: Done", ["code"]],
    ["# Title\n- one\n- [two](https://a.example)\n> three", "Title one two three", []],
    ["![a cat](cat.png) <b>Bold</b> &amp; brave", "Bold and brave", ["image"]],
    ["🎉", "", ["emoji"]],
    ["...", "", []],
    ["", "", []],
  ])("of %j says %j and tells what it leaves out", async (written, spoken, left) => {
    const { text, unspoken } = await speakableText(written, "en");
    expect([text, unspoken.map(({ what }) => what).toSorted()]).toEqual([spoken, left.toSorted()]);
  });

  it("of any text leaves no digit in a language it knows, and says twice what it says once", async () => {
    const written = fc.array(
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom("12", "1,5", "3.5", "$", "€", "%", "km", "2024-02-30", "25:99", "é", "*a*", "#"),
      ),
      { maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(written, fc.constantFrom("en", "de", "fr", "es"), async (parts, language) => {
        const { text } = await speakableText(parts.join(" "), language);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/\s{2}|\*\*/);
      }),
      { numRuns: 100 },
    );
  });
});
