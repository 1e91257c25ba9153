import { describe, expect, it } from "vitest";
import { speakableText } from "./speakable-text.ts";

/** Language and region → what is written → what is said there. */
const said: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "pt-BR": {
    "16 pessoas, 17 dias, 19 anos, 2016, 1000000000":
      "dezesseis pessoas, dezessete dias, dezenove anos, dois mil e dezesseis, um bilhão",
    "1.500.000.000 e 2.000.000.000": "um bilhão quinhentos milhões e dois bilhões",
    "1.000.000.000.000 e 2.000.000.000.000": "um trilhão e dois trilhões",
    "1.500.000.000.000 e 1.000.000.000.000.000": "um trilhão quinhentos bilhões e um quatrilhão",
    "Ligue 112. Ligue para 112, ligue para o 112":
      "Ligue um um dois. Ligue para um um dois, ligue para o um um dois",
  },
  pt: {
    "16 pessoas": "dezasseis pessoas",
    "1.000.000.000.000": "um bilião",
    "Chamo 112 pessoas": "Chamo cento e doze pessoas",
  },
  "en-GB-scotland": {
    "123 people": "one hundred and twenty-three people",
  },
  "es-MX": {
    "$1.5¢": "un peso con cincuenta",
    "Llame al 911, marque 911": "Llame al nueve uno uno, marque nueve uno uno",
    "Cuesta $500 o $1, no US$20.": "Cuesta quinientos pesos o un peso, no veinte dólares estadounidenses.",
    "$1,234.50 y MXN 20": "mil doscientos treinta y cuatro pesos con cincuenta y veinte pesos mexicanos",
  },
  "es-AR": {
    "$500 y $1.500": "quinientos pesos y mil quinientos pesos",
  },
  "es-CL": {
    "$5.000": "cinco mil pesos",
  },
  es: {
    $500: "quinientos dólares",
    "lun-vie": "lunes a viernes",
    "en EE.UU. y EE. UU.": "en Estados Unidos y Estados Unidos.",
    "50¢": "cincuenta centavos",
  },
  "es-US": {
    $500: "quinientos dólares",
  },
  da: {
    "kl. 17.30 og kl. 9": "klokken sytten tredive og klokken ni",
    "Vi ses kl. 17.30.": "Vi ses klokken sytten tredive.",
  },
  fi: {
    "klo 17.30 ja klo 9": "kello seitsemäntoista kolmekymmentä ja kello yhdeksän",
  },
  nb: {
    "kl. 17.30": "klokka sytten tretti",
  },
  pl: {
    "o godz. 17.30": "o godzinie siedemnaście trzydzieści",
    "Zadzwoń na 112, dzwoń pod 112": "Zadzwoń na jeden jeden dwa, dzwoń pod jeden jeden dwa",
    "ok. 5 osób": "około pięć osób",
    "No ok. Idę.": "No ok. Idę.",
  },
  ru: {
    "05.03.2024": "пятого марта две тысячи двадцать четвёртого года",
    "5 марта 2024 г.": "пятого марта две тысячи двадцать четвёртого года",
    "5 марта 2024": "пятого марта две тысячи двадцать четвёртого года",
    "3 мая, 21 июня 2023 года": "третьего мая, двадцать первого июня две тысячи двадцать третьего года",
    "Звоните 112. Позвоните по номеру 112.": "Звоните один один два. Позвоните по номеру один один два.",
    "Хлеб, соль и т.д. Потом чай.": "Хлеб, соль и так далее. Потом чай.",
  },
  uk: {
    "05.03.2024": "п'ятого березня дві тисячі двадцять четвертого року",
    "Дзвоніть 112!": "Дзвоніть один один два!",
    "3 травня, 2 травня, 23 травня": "третього травня, другого травня, двадцять третього травня",
  },
  zh: {
    "8:30见，9:05，10:00，2:00": "八点三十分见，九点零五分，十点，两点",
    "￥35和￥３５，１２：３０": "三十五元和三十五元，十二点三十分",
    "1998年, 2024年5月11日": "一九九八年, 二零二四年五月十一日",
    "13812345678, 13800138000, 15000000000":
      "一 三 八 一 二 三 四 五 六 七 八, 一 三 八 零 零 一 三 八 零 零 零, 一百五十亿",
    "¥120": "一百二十元",
    "¥99.50": "九十九点五元",
    "20%": "百分之二十",
    "涨了3.5%": "涨了百分之三点五",
  },
  ja: {
    "8:30に、10:00": "八時三十分に、十時",
    "¥120 20%": "百二十円 二十 パーセント",
  },
  tr: {
    "%20 indirim": "yüzde yirmi indirim",
    "20% indirim": "yüzde yirmi indirim",
    "elma, armut vs. Sonra": "elma, armut vesaire. Sonra",
  },
  de: {
    "1,5 Mio. €, 1 Mio. €, 1,5 Mio. Leute":
      "eins komma fünf Millionen Euro, eine Million Euro, eins komma fünf Millionen Leute",
    "Ruf 112 an, Zimmer 112": "Ruf eins eins zwei an, Zimmer einhundertzwölf",
    "%20": "zwanzig Prozent",
    "Mo-Fr 9-17 Uhr": "Montag bis Freitag neun bis siebzehn Uhr",
    "Mo.–Fr., Sa-So": "Montag bis Freitag, Samstag bis Sonntag",
    "bis 5.3. Danach nicht.": "bis fünften März. Danach nicht.",
    "am 5.3. Wir kommen.": "am fünften März. Wir kommen.",
    "am 5.3. Urlaub nehmen": "am fünften März Urlaub nehmen",
    "Er kam am 5.3.": "Er kam am fünften März.",
    "ab 1.2. Bitte anrufen.": "ab ersten Februar. Bitte anrufen.",
  },
  en: {
    "12345 people, code 12345, 2024 users":
      "twelve thousand three hundred forty-five people, code one two three four five, two thousand twenty-four users",
    "Call 911! 911, hello? Dial 112. Room 311, call 112 customers":
      "Call nine one one! nine one one, hello? Dial one one two. Room three hundred eleven, call one hundred twelve customers",
    "about .5 miles, $.50, -.5 and .NET, a 3.5":
      "about zero point five miles, fifty cents, minus zero point five and .NET, a three point five",
    "a > b, x < y, 5 > 3": "a greater than b, x less than y, five greater than three",
    "See you on Fri. or by Tue at 5.": "See you on Friday or by Tuesday at five.",
    "On Sat. Then the Sun. He sat on Sun": "On Saturday. Then the Sun. He sat on Sun",
    "Open Mon-Fri, Sat–Sun.": "Open Monday to Friday, Saturday to Sunday.",
    "Mon-Fri 9am-5pm, Jan-Mar": "Monday to Friday nine a. m. to five p. m., January to March",
    "Mon.-Fri.": "Monday to Friday.",
    "Sun-dried tomatoes, Mon-itor": "Sun-dried tomatoes, Mon-itor",
    "2 tbsp sugar, 1 tsp salt, ½ tsp, 1/2 tbsp.":
      "two tablespoons sugar, one teaspoon salt, one half teaspoon, one half tablespoon.",
    "99¢ or 1¢": "ninety-nine cents or one cent",
    "1.5¢, 1.0¢, $0.99¢": "one point five cents, one cent, ninety-nine cents",
    "911. She called 911, a 911 operator, the call to 911":
      "nine one one. She called nine one one, a nine one one operator, the call to nine one one",
    "a Porsche 911, 911 pages, on page 911.":
      "a Porsche nine hundred eleven, nine hundred eleven pages, on page nine hundred eleven.",
    "It was 3M that made it, and 7B that came": "It was three M that made it, and seven B that came",
    "3M people, 5K new users": "three million people, five thousand new users",
    "John vs. Mary, etc. They won, etc.": "John versus Mary, et cetera. They won, et cetera.",
    "Look:\n| Name | Price |\n|---|---:|\n| Rose | $5 |\n| Lily | $7.50 |\nDone.":
      "Look: Name, Price. Rose, five dollars. Lily, seven dollars fifty. Done.",
  },
  fr: {
    "Appelez le 112, composez le 112": "Appelez le un un deux, composez le un un deux",
    "1,5¢, 2¢": "un virgule cinq cent, deux cents",
    "1,5 M€, 2,5 M€": "un virgule cinq million d'euros, deux virgule cinq millions d'euros",
    "lun-ven": "lundi à vendredi",
  },
  it: {
    "Chiamate il 112, chiama 112": "Chiamate il uno uno due, chiama uno uno due",
    "lun-ven": "lunedì a venerdì",
  },
  cs: {
    "2. patro, 2. třída, 2. díl, 22. místo": "druhé patro, druhá třída, druhý díl, dvacáté druhé místo",
    "3. kapitola, 1. patro": "třetí kapitola, první patro",
  },
  nl: {
    "Bel 112, kamer 112": "Bel één één twee, kamer honderdtwaalf",
    "ma-vr": "maandag tot vrijdag",
  },
  sv: {
    "Ring 112! Ring till 112": "Ring ett ett två! Ring till ett ett två",
    "mån-fre": "måndag till fredag",
  },
};

describe("what is said by language and region", () => {
  it.each(
    Object.entries(said).flatMap(([language, table]) =>
      Object.entries(table).map((row) => [language, ...row] as const),
    ),
  )("%s: %j", async (language, written, spoken) => {
    expect(await speakableText(written, language)).toEqual({ text: spoken, unspoken: [] });
  });
});
