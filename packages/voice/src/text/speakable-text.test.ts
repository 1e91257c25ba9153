import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

/** Language → what is written → what is said. */
const said: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  en: {
    "This is ~~old~~ new, 2 *3* 4": "This is old new, two times three times four",
    "One\n\nTwo\n \n Three": "One. Two. Three",
    "0123,456, 123,456 and 1234,567":
      "one hundred twenty-three point four five six, one hundred twenty-three thousand four hundred fifty-six and one thousand two hundred thirty-four point five six seven",
    "999999999999999999.5 and 1999999999999999999.5":
      "nine hundred ninety-nine quadrillion nine hundred ninety-nine trillion nine hundred ninety-nine billion nine hundred ninety-nine million nine hundred ninety-nine thousand nine hundred ninety-nine point five and one nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine nine five",
    "150K people came": "one hundred fifty thousand people came",
    "It has 500K views.": "It has five hundred thousand views.",
    "about 85k-100k a year": "about eighty-five thousand to one hundred thousand a year",
    "We have 2M users": "We have two million users",
    "It is worth 1.5B.": "It is worth one point five billion.",
    "They sold 20M copies in 3M homes": "They sold twenty million copies in three million homes",
    "10K steps a day": "ten thousand steps a day",
    "He has 2k followers": "He has two thousand followers",
    "8K subscribers": "eight thousand subscribers",
    "a 70B-parameter model and 7B parameters":
      "a seventy billion-parameter model and seven billion parameters",
    "7B people live here": "seven billion people live here",
    "Our audience is 12M.": "Our audience is twelve million.",
    "1M-2M visitors": "one million to two million visitors",
    "250K+ downloads": "two hundred fifty thousand plus downloads",
    "1.2K likes": "one point two thousand likes",
    "from 50K to 75K": "from fifty thousand to seventy-five thousand",
    "40k miles on it": "forty thousand miles on it",
    "about 300M people": "about three hundred million people",
    "3.5M in sales": "three point five million in sales",
    "5K people": "five thousand people",
    "seat 14B, row 5K, gate 10K": "seat one four B, row five K, gate one zero K",
    "a 4K TV, a 4K-monitor, 8K video, 4K cameras":
      "a four K TV, a four K-monitor, eight K video, four K cameras",
    "my 401k, a 401K plan": "my four zero one k, a four zero one K plan",
    "a 5K run and a 10K race": "a five K run and a one zero K race",
    "18K gold": "one eight K gold",
    "Room 101B and apartment 204M": "Room one zero one B and apartment two zero four M",
    "flight BA12B, COVID-19": "flight B A one two B, COVID nineteen",
    "bus 12M": "bus one two M",
    "You are in 14B.": "You are in one four B.",
    "I live in 12B, near 3A.": "I live in one two B, near three A.",
    "a 12V socket, 5G, 3D": "a twelve volts socket, five G, three D",
    "**Hi!** I paid $5.20 on 2024-03-05 at 2:30 pm.":
      "Hi! I paid five dollars twenty on March fifth, twenty twenty-four at two thirty p. m.",
    "It is *really* 3.14, 1,234, -5 or 50%!":
      "It is really three point one four, one thousand two hundred thirty-four, minus five or fifty percent!",
    "Order AB-1234 for 884213, the 21st.":
      "Order A B one two three four for eight eight four two one three, the twenty-first.",
    "Dr. Who, e.g. Mr. X & Co., vs. No. 5. No.":
      "doctor Who, for example mister X and Co., versus number five. No.",
    "St. John St. and A&B, and/or w/o": "saint John street and A and B, and or without",
    "In 1984, 2005 and 1900 it was 03/04/2021.":
      "In nineteen eighty-four, two thousand five and nineteen hundred it was March fourth, twenty twenty-one.",
    "May 5th, 2024; 5 May; Sept. 3; I may 5 times":
      "May fifth, twenty twenty-four; fifth May; September third; I may five times",
    "2024-03-05T14:30:00Z, 12/25/24, 2/30/2024":
      "March fifth, twenty twenty-four, fourteen thirty, December twenty-fifth, twenty twenty-four, two, three zero, two zero two four",
    "9:05, 5pm, 10 a.m., 14:30:15, 12:30-14:00, 3:2":
      "nine oh five, five p. m., ten a. m., fourteen thirty and fifteen seconds, twelve thirty to fourteen o'clock, three to two",
    "the 1990s, '80s and 20s": "the nineteen nineties, eighties and twenties",
    "5 km, 1 kg, 20-km, 100m², 98.6°F, 5 min. later":
      "five kilometers, one kilogram, twenty kilometer, one hundred square meters, ninety-eight point six degrees Fahrenheit, five minutes later",
    "$1, $1.01, $0.05, -$3, $1.459, $1.5 million, $2m, €3/month, USD 20":
      "one dollar, one dollar one cent, five cents, minus three dollars, one point four five nine dollars, one point five million dollars, two million dollars, three euros per month, twenty US dollars",
    "1000000 people, $5k, 12,34,567, 1'234.5, 100,00 €":
      "one million people, five thousand dollars, one million two hundred thirty-four thousand five hundred sixty-seven, one thousand two hundred thirty-four point five, one hundred euros",
    "10-12, 5–10%, 2020–2024, 9-5, 5-year-old":
      "ten to twelve, five to ten percent, twenty twenty to twenty twenty-four, nine to five, five-year-old",
    "Open 9am-5pm, 10am-6pm, 9 a.m.-5 p.m., 9:30am - 5pm, 5 km-7 km":
      "Open nine a. m. to five p. m., ten a. m. to six p. m., nine a. m. to five p. m., nine thirty a. m. to five p. m., five kilometers to seven kilometers",
    "1/2, 2½, 3/4, 7/10, 24/7":
      "one half, two and a half, three quarters, seven out of ten, twenty-four seven",
    "2+2=4, 2*3, 3x4, 3x, x² + y, ±2, ~5, #1, § 5":
      "two plus two equals four, two times three, three by four, three times, x squared plus y, plus or minus two, about five, number one, section five",
    "Call +44 20 7946 0958, (555) 123-4567, 555-1234 or 1-800-555-0199":
      "Call plus four four, two zero, seven nine four six, zero nine five eight, five five five, one two three, four five six seven, five five five, one two three four or one, eight zero zero, five five five, zero one nine nine",
    "4111 1111 1111 1111 and DE89 3704 0044 0532 01":
      "four one one one, one one one one, one one one one, one one one one and D E eight nine, three seven zero four, zero zero four four, zero five three two, zero one",
    "COVID-19, SAVE20, mp3, B2B, A4, v1.2.3, 192.168.0.1":
      "COVID nineteen, SAVE twenty, mp three, B two B, A four, version one dot two dot three, one nine two dot one six eight dot zero dot one",
    "Seat 14B, apartment 12B, a 4K TV, gate 5M, 2bn people":
      "Seat one four B, apartment one two B, a four K TV, gate five M, two billion people",
    "5M EUR, 5 M EUR, £3k, €1.5B, 2M €":
      "five million euros, five million euros, three thousand pounds, one point five billion euros, two million euros",
    "Python 3.11.10, Node 20.11.10, 1.10.22 and 5.3.2024":
      "Python three dot eleven dot ten, Node twenty dot eleven dot ten, one dot ten dot twenty-two and March fifth, twenty twenty-four",
    "It did.It works. Fine.At five. Shop.Example.com":
      "It did.It works. Fine.At five. Shop dot Example dot com",
    "5'10\" and 3 sq. ft. big": "five foot ten and three square feet big",
    "Mail a.b@mail.example, example.com, #deal, @ann or https://www.shop.example/x-y.":
      "Mail a dot b at mail dot example, example dot com, hashtag deal, at ann or shop dot example slash x dash y.",
  },
  "en-GB": {
    "On 03/04/2021 for £3 and £0.01": "On third April twenty twenty-one for three pounds and one penny",
  },
  de: {
    "Es war am 2024-03-05. Der 2024-03-05 war es.":
      "Es war am fünften März zweitausendvierundzwanzig. Der fünfte März zweitausendvierundzwanzig war es.",
    "150K Follower und 2M Nutzer, Sitz 14B, 20 m, 5m":
      "einhundertfünfzigtausend Follower und zwei Millionen Nutzer, Sitz eins vier B, zwanzig Meter, fünf Meter",
    "Dr. Meier wohnt z. B. in Nr. 5, zahlt 1.234,50 € am 5.3.2024 um 14:30 Uhr.":
      "Doktor Meier wohnt zum Beispiel in Nummer fünf, zahlt eintausendzweihundertvierunddreißig Euro fünfzig am fünften März zweitausendvierundzwanzig um vierzehn Uhr dreißig.",
    "Der 3. Versuch im 2. Stock, der 5. Mai, am 24.12., 1984":
      "Der dritte Versuch im zweiten Stock, der fünfte Mai, am vierundzwanzigsten Dezember, neunzehnhundertvierundachtzig",
    "Installieren Sie Version 2.1. Dann weiter in Abschnitt 4.2. Ende.":
      "Installieren Sie Version zwei komma eins. Dann weiter in Abschnitt vier komma zwei. Ende.",
    "Version 2.1. ist da. Vom 1.2. bis 5.3. Danach nicht. Am Montag, 7.4. Gut. Es war 1.2.–5.3. und 6.3. um drei.":
      "Version zwei komma eins. ist da. Vom ersten Februar bis fünften März. Danach nicht. Am Montag, siebten April. Gut. Es war ersten Februar bis fünften März und sechsten März um drei.",
    "Kapitel 4.2. lesen, Rechnung 05.03.24, Python 3.11.10 kam am 5.10.21, Version 3.11.2010, heute 3.11.10, v1.2":
      "Kapitel vier komma zwei. lesen, Rechnung fünften März zweitausendvierundzwanzig, Python drei Punkt elf Punkt zehn kam am fünften Oktober zweitausendeinundzwanzig, Version drei Punkt elf Punkt zwei null eins null, heute dritten November zweitausendzehn, Version eins Punkt zwei",
    "1 Uhr, 9.15 Uhr, 1 h, 1 €, 21 €, 0,99 €, 1 Std., 2 Mio. €, 1 Mio.":
      "ein Uhr, neun Uhr fünfzehn, eine Stunde, ein Euro, einundzwanzig Euro, neunundneunzig Cent, eine Stunde., zwei Millionen Euro, eine Million",
    "1 Stunde, 1 Tag, 1 Jahr, 1 Person, 1 und 2, 1 Uhr, 21 Tage":
      "eine Stunde, ein Tag, ein Jahr, eine Person, eins und zwei, ein Uhr, einundzwanzig Tage",
    "9-17 Uhr, 9 Uhr-17 Uhr, 9.30-17 Uhr":
      "neun bis siebzehn Uhr, neun Uhr bis siebzehn Uhr, neun Uhr dreißig bis siebzehn Uhr",
    "0.5 und 3.14, 1 500 km, 20 m², 50-60 %, 90er, 0171/2345678":
      "null komma fünf und drei komma eins vier, eintausendfünfhundert Kilometer, zwanzig Quadratmeter, fünfzig bis sechzig Prozent, neunziger, null eins sieben eins, zwei drei vier fünf sechs sieben acht",
  },
  fr: {
    "150K vues, 2M d'abonnés, siège 14B":
      "cent cinquante mille vues, deux millions d'abonnés, siège un quatre B",
    "Ça coûte 12,50 € à 15:00, 20 km.": "Ça coûte douze euros cinquante à quinze heures, vingt kilomètres.",
    "Le 1er mai, 2e étage, 1re place, 05/03/2024, n° 5":
      "Le premier mai, deuxième étage, première place, cinq mars deux mille vingt-quatre, numéro cinq",
    "1 heure, 1 jour, 1 semaine, 21 minutes, 1 personne, 1 ou 2":
      "une heure, un jour, une semaine, vingt et une minutes, une personne, un ou deux",
    "Ouvert 9h-17h, 9h30-17h, 9 heures-17 heures":
      "Ouvert neuf heures à dix-sept heures, neuf heures trente à dix-sept heures, neuf heures à dix-sept heures",
    "8h, 14h30, 1h, £21, 1 500,50 €, 2 M€, 20 m², 06.12.34.56.78":
      "huit heures, quatorze heures trente, une heure, vingt et une livres, mille cinq cents euros cinquante, deux millions d'euros, vingt mètres carrés, zéro six, un deux, trois quatre, cinq six, sept huit",
  },
  es: {
    "150K personas, 2M de usuarios, asiento 14B":
      "ciento cincuenta mil personas, dos millones de usuarios, asiento uno cuatro B",
    "Son 5 € y 3,5 kg, Sr. López.": "Son cinco euros y tres punto cinco kilogramos, señor López.",
    "El 1 de mayo de 2024, 1.º, 3er, 2ª, a las 14:30 y a la 1:00":
      "El uno de mayo de dos mil veinticuatro, primero, tercer, segunda, a las catorce y treinta y a la una en punto",
    "1 hora, 21 horas, 1 minuto, 1 día, 1 año, 200 personas, 21 personas, 1 vez, 1 de cada 3, opción 1, a las 14 horas":
      "una hora, veintiuna horas, un minuto, un día, un año, doscientas personas, veintiuna personas, una vez, uno de cada tres, opción uno, a las catorce horas",
    "v1.2": "versión uno punto dos",
    "De 9h-17h": "De nueve horas a diecisiete horas",
    "21 €, £21, £200, 2 millones de euros, 1 h, 912 345 678":
      "veintiún euros, veintiuna libras, doscientas libras, dos millones de euros, una hora, nueve uno dos, tres cuatro cinco, seis siete ocho",
  },
  it: {
    "150K persone, 2M utenti": "centocinquantamila persone, due milioni utenti",
    "Il 1 maggio 2024, 2º piano, 3ª volta, alle 14.30":
      "Il primo maggio duemilaventiquattro, secondo piano, terza volta, alle quattordici e trenta",
    "1 ora, 1 giorno, 1 anno, 1 settimana, 1 amica, 1 o 2":
      "un'ora, un giorno, un anno, una settimana, un'amica, uno o due",
    "5 g/l, 100 €/h": "cinque grammi a litro, cento euro a ora",
    "1 €, £1, 1.500,50 €, 0,99 €, 1 h, Sig.ra Bianchi":
      "un euro, una sterlina, millecinquecento euro e cinquanta, novantanove centesimi, un'ora, signora Bianchi",
  },
  pt: {
    "150K pessoas, 2M de usuários": "cento e cinquenta mil pessoas, dois milhões de usuários",
    "1 de maio de 2024, 1º andar, 2ª vez, às 14h30, às 2:00":
      "primeiro de maio de dois mil e vinte e quatro, primeiro andar, segunda vez, às catorze e trinta, às duas horas",
    "1 hora, 2 horas, 1 dia, 2 pessoas, 200 pessoas, 2 dias, 1 ou 2":
      "uma hora, duas horas, um dia, duas pessoas, duzentas pessoas, dois dias, um ou dois",
    "R$ 5,50, £2, £200, 1 €, 2 h, Sra. Lima":
      "cinco reais e cinquenta, duas libras, duzentas libras, um euro, duas horas, senhora Lima",
  },
  nl: {
    "1 mei 2024, 05-03-2024, 2de, 14.30 uur, bijv. dit":
      "één mei tweeduizend vierentwintig, vijf maart tweeduizend vierentwintig, tweede, veertien uur dertig, bijvoorbeeld dit",
    "€ 1.500,50, 20 m², 1 u, 06-12345678":
      "vijftienhonderd euro vijftig, twintig vierkante meter, één uur, nul zes, één twee drie vier vijf zes zeven acht",
  },
  sv: {
    "den 21 maj 2024, 3:e, kl. 14.30, t.ex. 1984":
      "den tjugoförsta maj två tusen och tjugo-fyra, tredje, klockan fjorton trettio, till exempel nittonhundra åttio-fyra",
    "20 mkr, 1 mkr": "tjugo miljoner kronor, en miljon kronor",
    "1 kr, 1 500,50 kr, 1 km, £1, 070-123 45 67":
      "en krona, tusen fem hundra kronor och femtio, en kilometer, ett pund, noll sju noll, ett två tre, fyra fem, sex sju",
  },
  da: { "7 kg": "syv kilogram" },
  ja: { "5月3日、1,000円": "五月三日、千円" },
  zh: {
    "2024年5月": "二零二四年五月",
    // What is said in another script does not run into a word in Latin letters.
    "￥35A，3D打印，5G网络": "三十五元 A，三 D打印，五 G网络",
  },
  ar: { "٥ كتب": "خمسة كتب" },
  xx: { "Left as 5 is": "Left as 5 is" },
};

describe("speakableText", () => {
  it.each(
    Object.entries(said).flatMap(([language, table]) =>
      Object.entries(table).map((row) => [language, ...row] as const),
    ),
  )("%s: %s", async (language, written, spoken) => {
    expect((await speakableText(written, language)).text).toBe(spoken);
  });

  it.each([
    ["en", "Sure 😀👍🏽", "Sure", ["emoji"]],
    ["en", "1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ ★★ Four :'( ^_^", "Four", ["emoji", "emoji", "emoji", "emoji", "emoji", "emoji"]],
    [
      "en",
      "*sighs* Fine. [pause] Go on (laughs). <gasps>",
      "Fine. Go on.",
      ["stage-direction", "stage-direction", "stage-direction", "stage-direction"],
    ],
    [
      "de",
      "Klar (lacht). Na gut (eine lange Pause). Ja (und nein).",
      "Klar. Na gut. Ja (und nein).",
      ["stage-direction", "stage-direction"],
    ],
    [
      "fr",
      "Oui (rires). *soupire* Bon (et toi).",
      "Oui. Bon (et toi).",
      ["stage-direction", "stage-direction"],
    ],
    ["es", "Sí (suspira), bueno.", "Sí, bueno.", ["stage-direction"]],
    ["it", "Sì (ride).", "Sì.", ["stage-direction"]],
    ["pt", "Sim (risos).", "Sim.", ["stage-direction"]],
    ["nl", "Ja (zucht diep).", "Ja.", ["stage-direction"]],
    ["sv", "Ja (skrattar).", "Ja.", ["stage-direction"]],
    ["en", "I (and she) mean *this* one", "I (and she) mean this one", []],
    ...[
      ["de", "Bitte mit *Zucker* und mit *Lachs* servieren."],
      ["de", "Mein Freund (Nick) und der Zweck (Zuckerguss)."],
      ["de", "Wer zuletzt lacht, *lacht* am besten."],
      ["de", "Ich mag Tanz, *Musik*, und (Lachs mit Nickel)."],
      ["pt", "Falei com *Ricardo* ontem (rico em cultura)."],
      ["pt", "A casa (piscina aquecida) tem *risco*."],
      ["pt", "Sintomas: febre (tosse e dor)."],
      ["fr", "C'est une *hausse* des prix (rideau compris)."],
      ["es", "No lo *dudes* (duda razonable)."],
      ["it", "Un prezzo *ridotto* (esito positivo)."],
      ["nl", "Het was *snikheet* (schouderham)."],
      ["sv", "Det var *lerigt* (ler och sand)."],
      ["en", "I want a *clear* answer, and I *hum* it."],
      ["en", "*Look* at me (clear as day, looking forward to it)."],
      ["en", "*Smile* for the (wave of) cameras; it made me *laugh*."],
      ["en", "No. *Never.* Really. *Wow!* That is good. *Did you?*"],
      ["en", "I like dance, *music*, and art (music by Ann)."],
    ].map(([language = "", text = ""]) => [language, text, text.replaceAll("*", ""), []] as const),
    [
      "en",
      "Well, *sighs* I see. *laughs* fine, then. So *shrugs*",
      "Well, I see. fine, then. So",
      ["stage-direction", "stage-direction", "stage-direction"],
    ],
    [
      "en",
      "*sigh* Yes. (nervous laugh) No (looks away). *clears her throat* So.",
      "Yes. No. So.",
      ["stage-direction", "stage-direction", "stage-direction", "stage-direction"],
    ],
    [
      "de",
      "Ach, *räuspert sich*, ja. *seufz* Gut (zuckt mit den Schultern).",
      "Ach, ja. Gut.",
      ["stage-direction", "stage-direction", "stage-direction"],
    ],
    [
      "fr",
      "Non. *hausse les épaules* Enfin (rire nerveux).",
      "Non. Enfin.",
      ["stage-direction", "stage-direction"],
    ],
    [
      "es",
      "Pues (se ríe) no. *se encoge de hombros* Ya.",
      "Pues no. Ya.",
      ["stage-direction", "stage-direction"],
    ],
    ["en", "Look:\n```js\nx = 1\n```\nDone", "Look: Done", ["code"]],
    [
      "en",
      "# Title\n- one\n- [ ] [two](https://a.example/b_(c))\n> > three\n---\n***",
      "Title one two three",
      [],
    ],
    [
      "en",
      "![a cat](cat.png) <b>Bold</b> &amp; br&#97;ve &#x263A; it&rsquo;s",
      "Bold and brave it’s",
      ["emoji", "image"],
    ],
    ["en", "<https://a.example> <bob@a.example> \\*no\\*", "a dot example bob at a dot example no", []],
    ["en", "See https://a.example/b?c=1#d.", "See a dot example slash b.", ["address"]],
    [
      "en",
      "soft\u00ADhyphen zero\u200Bwidth \u202Eback\u202C \u0007bell",
      "softhyphen zerowidth back bell",
      [],
    ],
    ["en", "🎉", "", ["emoji"]],
    ["en", "...", "", []],
    ["en", "", "", []],
  ] as const)("in %s of %j says %j and tells what it leaves out", async (language, written, spoken, left) => {
    const { text, unspoken } = await speakableText(written, language);
    expect([text, unspoken.map(({ what }) => what).toSorted()]).toEqual([spoken, [...left].toSorted()]);
  });

  it("of any text leaves no digit in a language it knows, and no blank too many", async () => {
    const written = fc.array(
      fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(
          "12",
          "1,5",
          "3.5",
          "$",
          "€",
          "%",
          "km",
          "2024-02-30",
          "25:99",
          "é",
          "*a*",
          "#",
          "1/",
          "-",
          "1e5",
          "٣",
        ),
      ),
      { maxLength: 10 },
    );
    await fc.assert(
      fc.asyncProperty(
        written,
        fc.constantFrom("en", "de", "fr", "es", "it", "pt", "nl", "sv"),
        async (parts, language) => {
          const { text } = await speakableText(parts.join(" "), language);
          expect(text).toBe(text.trim());
          expect(text).not.toMatch(/\s{2}|\d/u);
        },
      ),
      { numRuns: 80 },
    );
  });
});
