import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { cohortDiversity } from "../cohort/cohort-diversity.ts";
import { labelDialogs } from "../dimensions/label-dialogs.ts";
import { fingerprintDialogs } from "../fingerprint/fingerprint-dialogs.ts";
import { fingerprint } from "../fingerprint/fingerprint.ts";
import { lexicalFeatures } from "./lexicon.ts";

const texts: Readonly<Record<string, string>> = {
  en: "i need a room for two nights, can you help me",
  de: "ich brauche ein Zimmer für zwei Nächte, kannst du mir helfen",
  fr: "j'ai besoin d'une chambre pour deux nuits, vous pouvez m'aider",
  es: "necesito una habitación para dos noches, me puedes ayudar",
};
const others = [
  "mi serve una camera per due notti, che cosa mi può consigliare",
  "eu preciso de um quarto para duas noites, você pode me ajudar",
  "ik heb een kamer nodig voor twee nachten, kun je mij helpen met dat",
  "potrzebuję pokoju na dwie noce, czy możesz mi pomóc, proszę",
  "нужна комната на две ночи",
  "我需要一个房间住两晚",
];
const talk = (text: string, id = 1): Dialog => new Dialog({ id, turns: [{ speaker: "U", text }] });

describe("languages", () => {
  it.each(Object.entries(texts))("%s is known by its words", (language, text) => {
    expect(fingerprint(talk(text))).toMatchObject({
      language,
      lexicon: expect.stringMatching(`^${language}-1-`),
    });
  });

  it.each(others)("“%s” has no value for what is found by words, and values for the rest", (text) => {
    const found = fingerprint(talk(text));
    expect(found).toMatchObject({ language: null, lexicon: null });
    for (const feature of lexicalFeatures) expect(found?.features[feature]).toBeNull();
    expect(found?.features.words_per_turn).toBeGreaterThan(0);
    expect(found?.features.opening_length).toBeGreaterThan(0);
  });

  it("are those of the others where too little is said, which is counted", async () => {
    const { fingerprints, guessedLanguage, silent } = await fingerprintDialogs(
      [texts["de"] as string, texts["de"] as string, "14 Uhr", "  "].map(talk),
    );
    expect(fingerprints.map(({ language }) => language)).toEqual(["de", "de", "de"]);
    expect({ guessedLanguage, silent }).toEqual({ guessedLanguage: 1, silent: 1 });
  });

  it("can be told", () => {
    expect(fingerprint(talk("danke"), { language: "de-AT" })?.features.politeness_rate).toBe(1);
    expect(fingerprint(talk("grazie"), { language: "it" })).toMatchObject({ language: null, lexicon: null });
    expect(fingerprint(talk("thanks"), { language: "it" })?.features.politeness_rate).toBeNull();
  });

  it.each(["xx", "english", "", " ", "e", "12"])(
    "are not called %j, whoever is told so",
    async (language) => {
      const dialogs = [talk("thanks"), talk("why?", 2)];
      const message = /no language's code/;
      expect(() => fingerprint(talk("thanks"), { language })).toThrow(message);
      await expect(fingerprintDialogs(dialogs, { language })).rejects.toThrow(message);
      await expect(labelDialogs(dialogs, { language })).rejects.toThrow(message);
      await expect(cohortDiversity(dialogs, { language })).rejects.toThrow(message);
    },
  );

  it("need somebody who speaks", async () => {
    await expect(fingerprintDialogs([talk("hello")], { user: "V" })).rejects.toThrow(/Nobody called "V"/);
  });
});
