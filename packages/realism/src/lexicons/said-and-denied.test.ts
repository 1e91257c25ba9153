import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../fingerprint/fingerprint.ts";
import type { LexicalFeature } from "./lexicon.ts";

function rate(language: string, feature: LexicalFeature, text: string): number | null | undefined {
  const dialog = new Dialog({ turns: [{ speaker: "User", text }] });
  return fingerprint(dialog, { user: "User", language })?.features[feature];
}

/** What shows a feature, and what holds the same words and does not. */
const pairs: readonly (readonly [string, LexicalFeature, string, string])[] = [
  ["en", "acknowledgment_rate", "That's okay.", "That is not okay."],
  ["en", "certainty_rate", "I am completely sure.", "I am not completely sure."],
  ["en", "emotional_expression_rate", "I am angry.", "I am not angry."],
  ["en", "emotional_expression_rate", "I am really worried.", "Don't worry."],
  ["en", "uncertainty_rate", "I believe it is blue.", "I believe in you."],
  ["de", "acknowledgment_rate", "Das passt.", "Das passt mir nicht."],
  ["de", "acknowledgment_rate", "Ich habe verstanden.", "Ich habe nicht verstanden."],
  ["de", "acknowledgment_rate", "Ich verstehe.", "Ich verstehe das nicht."],
  ["de", "certainty_rate", "Ich bin ganz sicher.", "Ich bin nicht ganz sicher."],
  ["de", "emotional_expression_rate", "Mann, ist das teuer.", "Der Mann ist hier."],
  ["de", "emotional_expression_rate", "Ich habe es satt.", "Ich bin satt."],
  ["de", "pushback_rate", "Das geht nicht.", "Es geht nicht um Geld."],
  ["fr", "acknowledgment_rate", "D'accord.", "Je ne suis pas d'accord."],
  ["fr", "acknowledgment_rate", "J'ai compris.", "Je n'ai pas compris."],
  ["fr", "acknowledgment_rate", "Ça marche.", "Ça marche pas."],
  ["fr", "certainty_rate", "Forcément.", "Pas forcément."],
  ["fr", "emotional_expression_rate", "Je suis perdu.", "J'ai perdu ma carte."],
  ["fr", "emotional_expression_rate", "Je me sens seule.", "J'ai un seul enfant."],
  ["fr", "emotional_expression_rate", "Je n’en peux plus.", "Il n'en reste plus."],
  ["fr", "accusatory_rate", "C'est vraiment bête.", "Une bête à cornes."],
  ["fr", "strategy_pivot_rate", "En fait, deux.", "Deux en fait partie."],
  ["es", "acknowledgment_rate", "Entiendo.", "No entiendo."],
  ["es", "acknowledgment_rate", "Estoy de acuerdo.", "No estoy de acuerdo."],
  ["es", "acknowledgment_rate", "Tiene sentido.", "No tiene sentido."],
  ["es", "acknowledgment_rate", "Ya veo.", "Ya pagué."],
  ["es", "uncertainty_rate", "No lo sé.", "Lo sé."],
  ["es", "info_seeking_rate", "Que hora es", "Que sea azul."],
  ["es", "info_seeking_rate", "¿Es urgente?", "Es urgente."],
  ["es", "info_seeking_rate", "Hay algo más barato", "Hay dos."],
  ["es", "strategy_pivot_rate", "Mejor el martes.", "Es el mejor."],
  ["es", "emotional_expression_rate", "Me siento muy sola.", "Vivo solo y bien."],
];

describe("what a word says depends on what stands around it", () => {
  it.each(pairs)("%s: %s in %j, and not in %j", (language, feature, said, other) => {
    expect([rate(language, feature, said), rate(language, feature, other)]).toEqual([1, 0]);
  });
});
