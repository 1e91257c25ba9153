import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { fingerprint } from "../fingerprint/fingerprint.ts";

/** Whether a turn shows annoyance, blames, or pushes back. */
function isImpatient(language: string, text: string): boolean {
  const found = fingerprint(new Dialog({ turns: [{ speaker: "User", text }] }), { user: "User", language });
  const { emotional_expression_rate, accusatory_rate, pushback_rate } = found?.features ?? {};
  return [emotional_expression_rate, accusatory_rate, pushback_rate].some((rate) => (rate ?? 0) > 0);
}

function accusatoryRate(text: string): number | null | undefined {
  const dialog = new Dialog({ turns: [{ speaker: "User", text }] });
  return fingerprint(dialog, { user: "User", language: "en" })?.features.accusatory_rate;
}

const impatient: readonly (readonly [string, string])[] = [
  ["de", "Ich bin echt genervt."],
  ["de", "Das habe ich nicht gemeint."],
  ["de", "Das habe ich so nicht bestellt."],
  ["de", "Langsam werde ich ungeduldig."],
  ["de", "Das ist Ihr Fehler."],
  ["de", "Sie liegen falsch."],
  ["de", "Ich bin sehr verärgert darüber."],
  ["de", "Ihr Service ist eine Katastrophe."],
  ["de", "Da irren Sie sich, das meinte ich nicht."],
  ["de", "Ich bin stinksauer."],
  ["es", "Es culpa suya."],
  ["es", "Esto es culpa de ustedes."],
  ["es", "Su servicio es terrible."],
  ["es", "El servicio es un desastre."],
  ["es", "Yo no he dicho eso."],
  ["es", "Es su error."],
  ["fr", "Ce n'est pas ce que j'ai demandé."],
  ["fr", "Je n'ai pas dit cela."],
];

const calm: readonly (readonly [string, string])[] = [
  ["de", "Ich brauche einen Tisch für vier Personen."],
  ["de", "Wie lange hat das Geschäft heute geöffnet?"],
  ["de", "Die Bestellung kam gestern an."],
  ["de", "Ist der Service im Preis enthalten?"],
  ["de", "Wo finde ich die Fehlernummer?"],
  ["es", "Busco una habitación para dos noches."],
  ["es", "El servicio es gratuito, ¿verdad?"],
  ["es", "Mi pedido llegó ayer."],
  ["es", "El número de error es 404."],
  ["fr", "Je cherche une chambre pour deux nuits."],
  ["fr", "Ma commande est arrivée hier."],
];

const blaming: readonly string[] = [
  "Your service is terrible.",
  "You got that wrong.",
  "your support is so bad",
  "This app is awful",
  "your bot is a joke",
  "This chatbot is really terrible",
  "You have my name wrong",
  "you've got the order all wrong",
  "You got my address wrong again",
  "this website sucks",
  "Your system is a total mess",
  "The service was appalling.",
  "your answers are wrong",
  "you had it wrong the first time",
  "you heard me wrong",
  "You mixed up my orders",
  "your information is wrong",
  "You screwed up my booking",
  "your company is a disgrace",
  "Your hotline was dreadful yesterday",
];

const notBlaming: readonly string[] = [
  "Is your service available on Sundays?",
  "Nothing is wrong with your offer",
  "Do you have something wrong with the line?",
  "The hotel service is fine",
  "What is the worst case?",
  "Your answer is not bad at all",
  "I have a bad tooth",
  "Your price is good",
  "this service is great",
  "Did I get that wrong?",
  "You got it right",
  "I took the wrong bus",
  "The app is on my phone",
  "your first offer is okay",
  "Is the weather bad in Rome?",
];

describe("annoyance, blame and pushback", () => {
  it.each(impatient)("are found in %s: %s", (language, text) => {
    expect(isImpatient(language, text)).toBe(true);
  });

  it.each(calm)("are not found in %s: %s", (language, text) => {
    expect(isImpatient(language, text)).toBe(false);
  });

  it.each(blaming)("blames somebody: %s", (text) => {
    expect(accusatoryRate(text)).toBe(1);
  });

  it.each(notBlaming)("blames nobody: %s", (text) => {
    expect(accusatoryRate(text)).toBe(0);
  });
});
