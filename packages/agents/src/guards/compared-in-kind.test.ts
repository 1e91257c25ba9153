import { describe, expect, it } from "vitest";
import { compareCodes, compareEmails } from "./compared-codes.ts";
import { compareKin, kinCount } from "./kin.ts";
import { withDigits } from "./number-words.ts";
import { compareOrdinals, ordinalOf } from "./ordinals.ts";
import { compareYesOrNo, yesOrNoOf } from "./yes-or-no.ts";

const english = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(
  " ",
);
const german = "erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte".split(
  " ",
);
const french =
  "premier deuxième troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième".split(
    " ",
  );
const spanish =
  "primera segunda tercera cuarta quinta sexta séptima octava novena décima undécima duodécima".split(" ");

describe("which one in a row", () => {
  const forms = (at: number): readonly string[] => [
    `The ${english[at]}.`,
    `${english[at]} floor`,
    `floor ${at + 1}`,
    `Im ${german[at]}n Stock`,
    `${german[at]}r Stock`,
    `${at + 1}. OG`,
    `Au ${french[at]}.`,
    `au ${at + 1}ème`,
    `En la ${spanish[at]}.`,
    `${at + 1}ª`,
    `${at + 1}`,
  ];
  const cases = english.flatMap((_, at) => forms(at).map((said) => [said, at + 1] as const));
  it.each(cases)("%j is %d and no other", (said, value) => {
    expect(compareOrdinals(withDigits(said), value).verdict).toBe("same");
    expect(compareOrdinals(withDigits(said), value + 1).verdict).toBe("other");
  });

  it.each(["Just a second.", "High up.", "First, let me check.", "above the third"])(
    "%j tells none",
    (said) => {
      expect(compareOrdinals(withDigits(said), 7).verdict).toBe("unclear");
    },
  );

  it.each([
    ["3rd floor", false, 3],
    ["2. Stock", false, 2],
    ["7.º", false, 7],
    ["Erdgeschoss", true, 0],
    ["6", true, 6],
    ["6", false, undefined],
    ["3rd floor, room 12", false, undefined],
    ["the third house on the left side", false, undefined],
  ])("%j (a storey: %j) is %j", (value, isStorey, ordinal) => {
    expect(ordinalOf(withDigits(value), isStorey)).toBe(ordinal);
  });
});

describe("yes and no", () => {
  const yes =
    "Yes|of course|sure|I do|ja|jawohl|klar|na klar|oui|bien sûr|tout à fait|sí|claro|por supuesto|Yes, since May".split(
      "|",
    );
  const no =
    "No|nope|not at all|never|I'm not|nee|noch nie|leider nicht|non|jamais|pas du tout|nunca|para nada|certainly not|bien sûr que non".split(
      "|",
    );
  it.each([...yes.map((said) => [said, true] as const), ...no.map((said) => [said, false] as const)])(
    "%j is %j",
    (said, value) => {
      expect(compareYesOrNo(said, value, "Are you insured?").verdict).toBe("same");
      expect(compareYesOrNo(said, !value, "Are you insured?").verdict).toBe("other");
    },
  );

  it.each([
    ["I don't know", "Are you insured?"],
    ["It depends.", "Are you insured?"],
    ["Yes.", "Aren't you insured?"],
    ["No.", "Are you insured with the same company as your husband is?"],
    ["Yes. No, wait.", "Are you insured?"],
  ])("%j to %j is no lie", (said, question) => {
    expect(compareYesOrNo(said, false, question).verdict).not.toBe("other");
  });

  it.each([
    ["Yes", true],
    ["nein", false],
    ["sí", true],
    ["yes, with Allianz", undefined],
  ])("%j as a fact is %j", (value, isSo) => {
    expect(yesOrNoOf(value)).toBe(isSo);
  });
});

describe("codes", () => {
  it.each([
    [
      "84213",
      "84213|84-213|8 4 2 1 3|eight four two one three|84... 84213|D-84213|84213-4307|it ends in 13",
      "eight four two three one|it ends in 31",
      "8421|eight four|later",
    ],
    [
      "06 12 34 56 78",
      "0612345678|+33 6 12 34 56 78|zéro six, douze, trente-quatre, cinquante-six, soixante-dix-huit",
      "zéro six, douze, trente-quatre, cinquante-six, soixante-dix-neuf",
      "plus tard",
    ],
    [
      "07700 900123",
      "oh double seven double oh, nine hundred one two three|plus four four, seven seven zero zero, nine zero zero one two three",
      "oh double seven double oh, nine double oh one two four",
      "oh double seven",
    ],
    ["K7-392", "K seven dash three nine two|k7 392", "K seven three nine three", "K seven"],
    ["08015", "8015, con un cero delante", "cero ocho cero uno seis", "ocho"],
  ])("%s", (own, same, other, unclear) => {
    for (const [verdict, answers] of Object.entries({ same, other, unclear }))
      for (const said of answers.split("|"))
        expect([said, compareCodes(withDigits(said), [own]).verdict]).toEqual([said, verdict]);
  });

  it.each([
    ["ann dot smith at mail dot example", "same"],
    ["anne dot smith at mail dot example", "other"],
    ["annsmith with a dot between, at mail", "unclear"],
  ])("%j is %s", (said, verdict) => {
    expect(compareEmails(said, ["Ann.Smith@mail.example"]).verdict).toBe(verdict);
  });
});

describe("kin", () => {
  it.each([
    [
      "Mutter",
      "meine Mama|Mutti kommt mit|meine Mum, mein Vater kann nicht",
      "Mein Vater|meine Schwester|meine Großmutter",
      "Peter",
    ],
    [
      "wife and two sons",
      "My wife and our two boys|the missus and both sons|my wife and the kids|my spouse",
      "My husband and two sons|my wife and three sons|just my daughter",
      "all of them",
    ],
    [
      "sister Carol",
      "My sister Carol|my older sister|Carol, she's my sister",
      "My brother Carl|Diane, my sister|My sister Mary",
      "Carol",
    ],
    ["grand-mère", "Ma grand-mère|mamie|Mamie, la mère de mon père", "Mon grand-père|ma mère", "elle"],
    ["hermano mayor", "mi hermano mayor|Voy con mi hermano", "Mi hermana|mi primo", "Luis"],
    ["my niece", "my niece", "alone|just me, please|it's for myself|I'm travelling alone", "me too|call me"],
    ["meine Nichte", "meine Nichte", "allein|ich reise allein|für mich selbst|niemand", "ruf mich an"],
    ["ma nièce", "ma nièce", "seule|c'est pour moi|personne", "dis-moi"],
    ["mi sobrina", "mi sobrina", "sola|es para mí|viajo solo|nadie", "yo creo"],
    ["my niece and me", "my niece and I", "my aunt", "me|alone"],
  ])("%s", (own, same, other, unclear) => {
    for (const [verdict, answers] of Object.entries({ same, other, unclear }))
      for (const said of answers.split("|"))
        expect([said, compareKin(withDigits(said), withDigits(own), said, [own]).verdict]).toEqual([
          said,
          verdict,
        ]);
  });

  it.each([
    ["my parents, my two sisters and me", 5],
    ["me and my wife", 2],
    ["ma femme et moi", 2],
    ["my wife and our two boys", undefined],
    ["me and my sisters", undefined],
    ["me, my wife and the dog", undefined],
  ])("%j are %j", (said, count) => {
    expect(kinCount(withDigits(said))).toBe(count);
  });
});
