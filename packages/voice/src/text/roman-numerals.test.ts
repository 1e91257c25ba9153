import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

describe("Roman numerals", () => {
  it.each([
    ["en", "Henry VIII met Elizabeth II.", "Henry the eighth met Elizabeth the second."],
    [
      "en",
      "World War II, Rocky III, Chapter IV, Part I",
      "World War two, Rocky three, Chapter four, Part one",
    ],
    [
      "en",
      "Charles I of Spain, Mary I, George V and Leo XIV",
      "Charles the first of Spain, Mary the first, George the fifth and Leo the fourteenth",
    ],
    ["en", "Super Bowl XXXIX and XXIX", "Super Bowl thirty-nine and XXIX"],
    ["de", "Ludwig XIV. und Friedrich II.", "Ludwig der Vierzehnte und Friedrich der Zweite."],
    [
      "de",
      "von Karl V., für Karl V., Elisabeth II. mit Katharina II.",
      "von Karl dem Fünften, für Karl den Fünften, Elisabeth die Zweite mit Katharina der Zweiten.",
    ],
    [
      "de",
      "der Hof Ludwigs XIV. war im XIX. Jahrhundert fern",
      "der Hof Ludwigs des Vierzehnten war im neunzehnten Jahrhundert fern",
    ],
    [
      "fr",
      "Louis XIV, François Ier, le XIXe siècle, la Ve République",
      "Louis quatorze, François premier, le dix-neuvième siècle, la cinquième République",
    ],
    ["fr", "Élisabeth Ire et Élisabeth II", "Élisabeth première et Élisabeth deux"],
    [
      "es",
      "Felipe VI, Alfonso XIII, Isabel II, el siglo XXI",
      "Felipe sexto, Alfonso trece, Isabel segunda, el siglo veintiuno",
    ],
    [
      "it",
      "Luigi XIV, Elisabetta II, il XX secolo, capitolo III",
      "Luigi quattordicesimo, Elisabetta seconda, il ventesimo secolo, capitolo tre",
    ],
    ["pt", "João VI, Pedro II, século XXI", "João sexto, Pedro segundo, século vinte e um"],
    ["nl", "Willem II, hoofdstuk IV", "Willem de tweede, hoofdstuk vier"],
    ["sv", "Karl XVI Gustaf, kapitel III", "Karl den sextonde Gustaf, kapitel tre"],
  ])("in %s: %s", async (language, written, said) => {
    expect((await speakableText(written, language)).text).toBe(said);
  });

  it.each([
    [
      "en",
      "an IV drip. The IV line. I think so. Charles I think you know. Vitamin C, XXL, XX chromosomes. The XI group. IVs hurt. the part I like",
    ],
    ["fr", "Ver de terre. Les XII travaux"],
    ["es", "Vera y Vicente"],
    ["de", "Vers eins. Ich. Ein IV Wert"],
  ])("leaves in %s what only looks like one: %s", async (language, written) => {
    expect((await speakableText(written, language)).text).toBe(written);
  });
});

describe("what is written in signs", () => {
  it.each([
    [
      "en",
      "1 1/2 tsp, 2 1/2 kg, 1/2 kg",
      "one and a half teaspoons, two and a half kilograms, one half kilogram",
    ],
    ["en", "50/50, 2 x 4 = 8, 2 x 4 boards", "fifty fifty, two times four equals eight, two by four boards"],
    [
      "en",
      "10^6, 5^2, 2^-3, 1e-6, 2.5e10, 3e5",
      "ten to the power of six, five squared, two to the power of minus three, one times ten to the power of minus six, two point five times ten to the power of ten, three e five",
    ],
    ["en", "5 GHz, 1 kHz, 3 MHz", "five gigahertz, one kilohertz, three megahertz"],
    ["de", "10^6, 1e-3, 5 GHz", "zehn hoch sechs, eins mal zehn hoch minus drei, fünf Gigahertz"],
    ["de", "12,-- € und 5,- € und € 5,–", "zwölf Euro und fünf Euro und fünf Euro"],
    [
      "es",
      "3.º piso, 1.er piso, 1.º de mayo, el 3.º fue",
      "tercer piso, primer piso, primero de mayo, el tercero fue",
    ],
    ["es", "1/2 kg, 3 kHz", "medio kilogramo, tres kilohercios"],
    ["it", "gli anni '60 e l'80 %", "gli anni sessanta e l'ottanta percento"],
    ["nl", "de jaren '80, € 1.250,- betaald", "de jaren tachtig, twaalfhonderd vijftig euro betaald"],
    ["pt", "101 kHz", "cento e um quilohertz"],
    ["fr", "10^6 et 2 1/2 h", "dix puissance six et deux et demi heures"],
    ["sv", "12 kHz, 10^6", "tolv kilohertz, tio upphöjt till sex"],
  ])("in %s: %s", async (language, written, said) => {
    expect((await speakableText(written, language)).text).toBe(said);
  });
});
