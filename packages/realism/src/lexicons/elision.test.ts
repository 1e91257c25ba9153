import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../fingerprint/fingerprint.ts";
import { french } from "./french.ts";
import { lexicalFeatures } from "./lexicon.ts";

const rates = (text: string) => {
  const dialog = new Dialog({ turns: [{ speaker: "User", text }] });
  const found = fingerprint(dialog, { user: "User", language: "fr" })?.features;
  return Object.fromEntries(lexicalFeatures.map((feature) => [feature, found?.[feature]]));
};

/** What is written together with the word behind it. */
const elided = ["c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];
const entries = lexicalFeatures.flatMap((feature) =>
  french.phrases[feature].flatMap((phrase) => {
    const said = phrase.replace("^", "").replaceAll(/[*~…]/g, "").replaceAll(/ +/g, " ").trim();
    return /^[aeiouyhâàéèêëîïôûùœ]/u.test(said) ? [[feature, phrase, said] as const] : [];
  }),
);

describe("French words behind an elided one", () => {
  it("are many", () => {
    expect(entries.length).toBeGreaterThan(100);
    expect(elided).toEqual(expect.arrayContaining(french.elided.filter((one) => /^[a-xz]/.test(one))));
  });

  it.each(["'", "’", "‘", "ʼ", "＇"])("are found behind each, written with %s", (apostrophe) => {
    const missed = entries.flatMap(([feature, phrase, said]) =>
      elided.flatMap((one) => {
        const text = `${one}${apostrophe}${said} blorp`;
        return rates(text)[feature] === 1 && rates(text.toUpperCase())[feature] === 1
          ? []
          : `${feature}: ${text} (${phrase})`;
      }),
    );
    expect(missed).toEqual([]);
  });

  it.each([
    ["emotional_expression_rate", "Cet ascenseur m’énerve.", 1],
    ["emotional_expression_rate", "J'en ai marre", 1],
    ["emotional_expression_rate", "C'est l'horrible vérité", 1],
    ["acknowledgment_rate", "D’accord", 1],
    ["acknowledgment_rate", "daccord", 1],
    ["uncertainty_rate", "jimagine que oui", 1],
    ["info_seeking_rate", "D'où part le train", 1],
    ["pushback_rate", "jai deja dit que non", 1],
    // One word each, which only begins like an elided one.
    ["acknowledgment_rate", "Aujourd'hui", 0],
    ["emotional_expression_rate", "quelqu'un", 0],
  ] as const)("%s in %j: %i", (feature, text, rate) => {
    expect(rates(text)[feature]).toBe(rate);
  });
});
