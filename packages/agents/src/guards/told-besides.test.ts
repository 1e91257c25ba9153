import { describe, expect, it } from "vitest";
import { userFaults } from "./user-guards.ts";

const isAccused = async (
  question: string,
  text: string,
  facts: Readonly<Record<string, string>>,
): Promise<boolean> => {
  const turns = [
    { speaker: "Bot", text: question },
    { speaker: "User", text },
  ];
  return "invented_fact" in (await userFaults({ turns }, { user: "User", facts }));
};

const answers: readonly (readonly [string, string, string, string])[] = [
  ["surname", "Callahan", "And your surname?", "Callahan"],
  ["town", "Porto", "Which town do you live in?", "in Porto"],
  ["floor", "3rd floor", "Which floor is it?", "the third"],
  ["height", "171 cm", "How tall are you?", "1.71 m"],
  ["patient", "my aunt", "Who is the patient?", "my aunt"],
  ["invoice number", "INV-20993", "What is the invoice number?", "20993"],
  ["Abfahrt", "07:50", "Wann ist die Abfahrt?", "zehn vor acht"],
];
const talk = [
  "I'm 34",
  "flat 12",
  "I rang 20 minutes ago",
  "she turned 91 on 4 June",
  "I ride bus 42 every morning",
  "ich warte seit 15 Jahren darauf",
  "appartement 27",
  "tengo 61 años",
];
const identifiers = [
  "my booking is QX-4471",
  "mail me at lee@posteo.net",
  "call me on 0161 496 0733",
  "my account is 8841207",
  "it cost me 85 euros",
  "that was £19.99",
];

describe("what an answer says besides", () => {
  it.each(answers.flatMap((one) => talk.map((besides) => [...one, besides] as const)))(
    "is talk: %s = %s, %s %s, %s",
    async (name, value, question, answer, besides) => {
      expect(await isAccused(question, `${answer}, ${besides}`, { [name]: value })).toBe(false);
    },
  );

  it.each(answers.flatMap((one) => identifiers.map((besides) => [...one, besides] as const)))(
    "is made up where it looks like an identifier: %s = %s, %s %s, %s",
    async (name, value, question, answer, besides) => {
      expect(await isAccused(question, `${answer}, ${besides}`, { [name]: value })).toBe(true);
    },
  );

  const booking = { town: "Porto", "travel date": "17 May", "departure time": "10:00", guests: "13 guests" };
  it.each([
    ["Porto, on 12 May", true],
    ["Porto, we leave at 11:15", true],
    ["Porto, for 14 guests", true],
    ["Porto, on the 17th", false],
    ["Porto, but not before 9:30", false],
    ["Porto, I'm 34", false],
    ["Porto, platform 12", false],
  ])("is compared with the facts that it does not tell: %s", async (answer, isWrong) => {
    expect(await isAccused("Which town do you go to?", answer, booking)).toBe(isWrong);
  });

  it.each([
    ["I can't find it, the mail came on 3 March", false],
    ["I don't have it here, let me look in drawer 12", false],
    ["not sure, maybe INV-31177", true],
    ["no idea, could be 31177", true],
  ])("may be talk or a value where the answer was not read: %s", async (answer, isWrong) => {
    const facts = { "invoice number": "INV-20993" };
    expect(await isAccused("What is the invoice number?", answer, facts)).toBe(isWrong);
  });

  it("is talk in an answer alone", async () => {
    expect(await isAccused("Anything else?", "Flat 12, please.", { town: "Porto" })).toBe(true);
  });
});
