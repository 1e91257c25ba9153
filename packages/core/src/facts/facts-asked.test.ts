import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { askedQuestions } from "../testing/asked-questions.ts";
import type { Facts } from "./fact.ts";
import { factsAsked } from "./facts-asked.ts";

const facts: Facts = {
  "order number": "A-4711-X",
  "phone number": "0151 2345678",
  "return reason": "the left leg of the chair arrived broken",
  guests: { value: "2", saidAs: ["two", "both of us"] },
  email: "ana@example.org",
};

const questionsOf = (file: string) =>
  askedQuestions(readFileSync(new URL(`../../fixtures/questions/${file}`, import.meta.url), "utf8"));

describe("factsAsked", () => {
  it.each([
    ["What is your order number?", ["order number"], false],
    ["Could I have the number of your order, please?", ["order number"], false],
    ["Please enter your phone number.", ["phone number"], false],
    ["What is your number?", [], false],
    ["Your order is on its way.", [], false],
    ["How many guests? And the e-mail or email?", ["guests", "email"], false],
    ["May I have your e-mail and your order number?", ["email", "order number"], false],
    ["For your order, could you give me an e-mail address?", ["email"], false],
    ["Can you give me more details?", [], true],
    ["Thank you. Is there anything else?", [], true],
    ["Done.", [], false],
  ])("%j", (text, names, open) => {
    expect(factsAsked(text, facts)).toMatchObject({ names, open });
  });

  it.each(["Who's calling, please?", "May I ask who's speaking?", "Who is this?"])(
    "a name is asked for by %j",
    (text) => {
      expect(factsAsked(text, { caller: "an uncle", name: "Ingrid Solberg" }).names).toEqual(["name"]);
    },
  );

  it("knows other words for a fact, in any language", () => {
    const booking: Facts = { booking: { value: "QX12", askedAs: ["Buchungsnummer"] } };
    expect(factsAsked("Wie lautet Ihre Buchungsnummer?", booking).names).toEqual(["booking"]);
    expect(factsAsked("Nennen Sie bitte Ihre Buchungsnummern.", booking).names).toEqual(["booking"]);
  });

  it.each([
    ["Zimmer", "3", "Wie viele Zimmer brauchen Sie?", true],
    ["room", "3", "How many rooms do you need?", true],
    ["chambre", "2", "Combien de chambres vous faut-il ?", true],
    ["habitación", "two", "¿Cuántas habitaciones necesita?", true],
    ["room", "214", "Which room are you in?", true],
    ["room", "double", "Which room would you like?", true],
    ["room", "double", "How many rooms do you need?", false],
    ["Zimmer", "3", "Wie lange bleiben Sie?", false],
  ])("a %s, %s: %s", (name, value, question, isAsked) => {
    expect(factsAsked(question, { [name]: value }).names).toEqual(isAsked ? [name] : []);
  });

  it.each([
    ["passenger", "my grandson", "Who is the passenger?", true],
    ["patient", "the little one", "Who's the patient, please?", true],
    ["landlord", "a cousin of mine", "And who is your landlord?", true],
    ["rash", "left elbow", "Where exactly is the rash?", true],
    ["damage", "left wing", "Where is the damage?", true],
    ["itching", "both ankles", "Where do you feel the itching?", true],
    ["Fahrer", "mein Schwager", "Wer ist der Fahrer?", true],
    ["Schmerz", "rechtes Knie", "Wo genau ist der Schmerz?", true],
    ["Schmerz", "rechtes Knie", "Wo haben Sie die Schmerzen?", true],
    ["passager", "mon petit-fils", "Qui est le passager ?", true],
    ["douleur", "bas du ventre", "Où se trouve la douleur ?", true],
    ["paciente", "mi suegra", "¿Quién es el paciente?", true],
    ["dolor", "rodilla derecha", "¿Dónde tiene el dolor?", true],
    // The name stands there, and something else is asked for.
    ["laptop", "a grey one", "Where did you buy the laptop?", false],
    ["rash", "left elbow", "When did the rash start?", false],
    ["landlord", "a cousin of mine", "Who introduced you to your landlord?", false],
    ["voucher", "summer sale", "Who gave you the voucher?", false],
    ["laptop", "a grey one", "Where are you?", false],
    ["Fahrer", "mein Schwager", "Wo wohnt der Fahrer?", false],
  ])("a %s, %s: %s", (name, value, question, isAsked) => {
    expect(factsAsked(question, { [name]: value }).names).toEqual(isAsked ? [name] : []);
  });

  it("asks for the first of several that fit alike, and knows that the others would be answers", () => {
    const paint: Facts = { "door colour": "red", "roof colour": "grey", floor: "oak" };
    expect(factsAsked("What colour would you like?", paint)).toMatchObject({
      names: ["door colour"],
      possible: ["door colour", "roof colour"],
    });
  });

  it.each([
    ["Do you have it handy?", ["order number", "phone number", "return reason", "guests", "email"]],
    ["What is your order number?", ["order number"]],
    ["Would you like a refund?", []],
    ["Yes?", []],
    ["Can you give me more details?", []],
    ["What is your order number? I need it for the details.", ["order number"]],
    ["¿Qué me da?", ["order number", "phone number", "return reason", "guests", "email"]],
  ])("%j is answered by %j", (text, possible) => {
    expect(factsAsked(text, facts).possible).toEqual(possible);
  });

  it.each<[string, Facts, string[]]>([
    // A date, if not the one that is meant.
    ["When were you born?", { arrival: "2026-05-03", size: "L" }, ["arrival"]],
    [
      "What is your e-mail/phone number?",
      { email: "a@b.org", "phone number": "0151 2345678" },
      ["email", "phone number"],
    ],
  ])("%j, with %j known, is answered by %j", (text, known, possible) => {
    expect(factsAsked(text, known).possible).toEqual(possible);
  });

  it.each<[string, string, string]>([
    ["couleur d'écran", "Quelle couleur voulez-vous ?", "Quel écran avez-vous ?"],
    ["colour of the screen", "Which colour would you like?", "Which screen do you have?"],
  ])("is asked for a %s by what it is, not by what it is of", (name, thing, other) => {
    const known = { [name]: "noir" };
    expect([factsAsked(thing, known).names, factsAsked(other, known).names]).toEqual([[name], []]);
  });

  it("finds facts beside one whose name holds no word", () => {
    const cake: Facts = { "🎂": "4 May 1990", ...facts };
    expect(factsAsked("What is your order number?", cake).names).toEqual(["order number"]);
    expect(factsAsked("When is it?", cake).names).toEqual(["🎂"]);
  });

  // What the lists were written with.
  it.each(questionsOf("questions.txt"))("$question", ({ facts: known, question, wanted }) => {
    expect(factsAsked(question, known).names).toEqual(wanted === undefined ? [] : [wanted]);
  });

  it.each(questionsOf("something-else.txt"))(
    "$question, of $wanted, asks for no fact of the same kind where it is about something else",
    ({ facts: known, question, wanted }) => {
      expect(factsAsked(question, known).names).toEqual(wanted === undefined ? [] : [wanted]);
    },
  );

  it.each<[string, Facts, string]>([
    ["How many bags do you have?", { passengers: "2" }, "passengers"],
    ["How old is your daughter?", { age: "39" }, "age"],
    ["Where did you buy it?", { city: "York" }, "city"],
    ["What's your daughter's name?", { name: "Ann Lee" }, "name"],
  ])("%j may be answered by %j all the same", (question, known, name) => {
    expect(factsAsked(question, known)).toEqual({ names: [], open: false, possible: [name] });
  });

  it("finds what is asked for in other words, too, and seldom anything else", () => {
    const found = questionsOf("later.txt").map(({ facts: known, question, wanted }) => {
      const [name, ...more] = factsAsked(question, known).names;
      return name === wanted && more.length === 0 ? "right" : name === undefined ? "none" : "wrong";
    });
    const share = (of: string) => found.filter((one) => one === of).length / found.length;
    expect(found.length).toBeGreaterThan(80);
    expect(share("right")).toBeGreaterThan(0.85);
    expect(share("wrong")).toBeLessThan(0.05);
  });
});
