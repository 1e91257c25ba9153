import { describe, expect, it } from "vitest";
import { withDigits } from "./number-words.ts";

describe("numbers in words", () => {
  it.each([
    ["Half past seven, twenty-five", "half past 7, 25"],
    ["the sixth of May", "the 6th of may"],
    ["am zwölften Juni, fünfundzwanzig", "am 12th juni, 25"],
    ["am ersten, dritten, siebten, einunddreißigsten", "am 1th, 3th, 7th, 31th"],
    ["quatre-vingt-dix-neuf, soixante et onze, vingt et un", "99, 71, 21"],
    ["treinta y cinco; quinientos; a las once", "35; 500; a las 11"],
    ["the red one, just one, once", "the red one, just 1, once"],
    ["One thousand two hundred and forty, two hundred", "1240, 200"],
    ["Une table pour deux", "une table pour 2"],
    ["Sept 5, sept nuits", "sept 5, 7 nuits"],
    ["zweitausend, deux cents, San José", "2000, 200, san jose"],
  ])("%j are %j", (text, digits) => {
    expect(withDigits(text)).toBe(digits);
  });
});
