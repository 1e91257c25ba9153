import { describe, expect, it } from "vitest";
import { compareQuantities, quantityOf } from "./compared-quantities.ts";
import { withDigits } from "./number-words.ts";
import type { Dimension } from "./unit-words.ts";

type Row = readonly [own: string, dimension: Dimension, same: string, other: string, unclear: string];

// What is the same, what is another, and what cannot be told, parted by bars.
const rows: readonly Row[] = [
  [
    "70 kg",
    "mass",
    "70 kilos|seventy|154 pounds|11 stone|70,000 g|70.0 kg",
    "7 kg|70 pounds|80|80 kilos",
    "heavy|70 boxes|about 75 kg|more than 60 kg|7 days",
  ],
  [
    "1.80 m",
    "length",
    "180|180 cm|1m80|5 foot 11|one metre eighty",
    "1.60 m|190 cm|5 foot 2|170",
    "tall|nearly 2 m",
  ],
  [
    "2,5 km",
    "length",
    "zweieinhalb Kilometer|2500 Meter|zwei Komma fünf km",
    "25 km|250 Meter|1,5 km",
    "weit weg|etwa 2,7 km",
  ],
  ["85 m2", "area", "85 metros|85 m²|ochenta y cinco metros cuadrados", "95 m²|8,5 metros", "grande"],
  [
    "90 minutes",
    "duration",
    "une heure et demie|1h30|1 h 30 min|90|an hour and a half",
    "une heure|1h45|19 minutes|2 hours",
    "long|less than 2 hours",
  ],
  [
    "two weeks",
    "duration",
    "14 days|a fortnight|2 weeks|half a month",
    "two months|2 days|twelve days|three weeks",
    "a while|3 kg",
  ],
  ["10 days", "duration", "a week and a half|nine nights", "10 weeks|12 days", "some days"],
  [
    "$49.90",
    "money",
    "49.90|49 dollars and 90 cents|forty-nine ninety|49.90 USD|AUD 49.90",
    "49 euros 90|59.90|forty-nine nineteen|$4.99",
    "about 50 dollars|just under fifty bucks|46 euros",
  ],
  ["£250", "money", "two fifty|250 quid|two hundred and fifty pounds", "205 pounds|£25", "over 200 pounds"],
  ["£89.99", "money", "89.99", "£90.00|£80|91|89", "£90|90 pounds|ninety|90 quid or thereabouts"],
  ["$52,300", "money", "$52.3k", "53k|$52,500|62k", "52k|52 grand|fifty-two thousand"],
  ["81.6 kg", "mass", "81.6", "81.9 kg|81|8.16 kg|80", "82 kilos|82|dans les 80 kilos|gut 80 Kilo"],
  [
    "58 minutes",
    "duration",
    "58",
    "50 minutes|2 hours",
    "an hour, near enough|knapp eine Stunde|60 minutes or so",
  ],
  [
    "38.5 °C",
    "temperature",
    "38.5|38,5 Grad|38.5 degrees|38.5°C",
    "39.5|37.5 °C|85",
    "101.3 °F|warm|almost 40",
  ],
  ["12k", "money", "£12,000.00|12000|twelve thousand", "£12|13k", "not 13k"],
];

describe.each(rows)("%s", (own, dimension, ...answers) => {
  const cases = (["same", "other", "unclear"] as const).flatMap((verdict, at) =>
    (answers[at] as string).split("|").map((said) => [said, verdict] as const),
  );
  it.each(cases)("against %j is %s", (said, verdict) => {
    expect(compareQuantities(withDigits(said), [withDigits(own)], [], dimension).verdict).toBe(verdict);
  });
});

it("says nothing of what is known as something else, and reads no more than the amount", () => {
  expect(compareQuantities("80 kg", ["70 kg"], ["80 kg"], "mass").verdict).toBe("unclear");
  expect(compareQuantities("its 70 kg, ok", ["70 kg"], [], "mass").read).toMatchObject([
    { start: 4, end: 9 },
  ]);
});

it.each([
  ["70 kg", true],
  ["$49.90", true],
  ["2 adults, 70 kg", false],
  ["20 to 30 kg", false],
  ["70", false],
  ["heavy", false],
])("%j is a quantity: %j", (value, isOne) => {
  expect(quantityOf(value) !== undefined).toBe(isOne);
});
