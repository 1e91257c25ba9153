import { Dialog } from "@sdialog/core";
import { describe, expect, it } from "vitest";
import { metricByName } from "../metrics.ts";
import { dialogText } from "./dialog-text.ts";
import { isEnglish } from "./is-english.ts";
import { defaultTokenizer } from "./tokenizer.ts";

const talk = (...texts: string[]): Dialog =>
  new Dialog({ turns: texts.map((text, turn) => ({ speaker: turn % 2 === 0 ? "A" : "B", text })) });

const english: readonly Dialog[] = [
  talk("Hi! Do you have a table for two tonight?", "We do. The window, or the bar?"),
  talk("Is Mr. Müller in?", "Sorry, he left for São Paulo."),
  talk("uh, so, like, whatever", "um, yeah"),
  talk("Hi!", "Hello."),
  talk("Yes.", "No."),
  talk("Guns. Some people like guns."),
  talk("I wanna go to Berlin.", "Take the ICE to Berlin Hauptbahnhof."),
  talk("Reset router firmware.", "Rebooting modem now."),
];
/** Nothing shows what language this is. */
const undecided = ["ok|k", "Oui.", "42|…", "Ja.|Nein.", "Hm.|Äh.", "Pizza Margherita"];
const short = [
  "Wo ist der Bahnhof?|Da vorne links.",
  "Danke schön.|Bitte.",
  "Storno bitte.|Gerne. Bestellnummer?|12345",
  "Wer war das?|Er war da.",
  "Ich bin so arm",
  "Où est la gare?|À gauche.",
  "On a le temps.",
  "No, no sé.",
  "Ciao!|Come stai?",
  "De nada.",
  "Ik was in de stad.",
  "Van was in de bus met een man.",
  "Er det her?|Ja, der.",
  "Halo, saya mau pesan meja.|Baik, jam berapa?",
  "Kumusta?|Mabuti naman, salamat.",
  "Salve!|Quid agis?",
];
const foreign: Readonly<Record<string, Dialog>> = {
  German: talk(
    "Guten Tag, ich möchte einen Tisch reservieren.",
    "Gern, für wie viele Personen?",
    "Ähm, zwei.",
  ),
  French: talk("Bonjour, je voudrais réserver une table.", "Bien sûr, pour combien de personnes ?"),
  Spanish: talk("Hola, quiero reservar una mesa.", "Claro, ¿para cuántas personas?"),
  Italian: talk("Buongiorno, vorrei prenotare un tavolo.", "Certo, per quante persone?"),
  Portuguese: talk("Olá, queria reservar uma mesa.", "Claro, para quantas pessoas?"),
  Dutch: talk("Goedemiddag, ik wil graag een tafel reserveren.", "Prima, voor hoeveel personen?"),
  Swedish: talk("Hej, jag vill boka ett bord.", "Självklart, för hur många personer?"),
  Polish: talk("Dzień dobry, chciałbym zarezerwować stolik.", "Oczywiście, dla ilu osób?"),
  Turkish: talk("Merhaba, bir masa ayırtmak istiyorum.", "Tabii, kaç kişilik?"),
  Vietnamese: talk("Xin chào, tôi muốn đặt bàn.", "Vâng, cho mấy người ạ?"),
  Russian: talk("Здравствуйте, я хочу заказать столик."),
  Chinese: talk("你好，我想订一张桌子。"),
  Arabic: talk("مرحبا، أريد حجز طاولة."),
};

describe("isEnglish", () => {
  it.each(english.map((dialog) => [dialog.turns[0]?.text, dialog] as const))("takes %j", (_, dialog) => {
    expect(isEnglish(dialogText(dialog, defaultTokenizer))).toBe(true);
  });

  it.each(Object.entries(foreign))("refuses %s, and English metrics have no value there", (_, dialog) => {
    expect(isEnglish(dialogText(dialog, defaultTokenizer))).toBe(false);
    for (const name of [
      "flesch-reading-ease",
      "smog",
      "hesitation-rate",
      "filler-word-density",
      "back-channel-rate",
    ])
      expect([name, metricByName(name).score(dialog)]).toEqual([name, null]);
    expect(metricByName("word-count").score(dialog)).toBeGreaterThan(2);
  });

  it.each([...short, ...undecided])("takes %j for nothing it may not be, however short", (said) => {
    const dialog = talk(...said.split("|"));
    expect(isEnglish(dialogText(dialog, defaultTokenizer))).toBe(false);
    expect(metricByName("flesch-reading-ease").score(dialog)).toBeNull();
  });

  it("looks at the whole dialogue for one speaker's words", () => {
    const dialog = talk("Ok.", "Where do you want to go tonight?");
    expect(isEnglish(dialogText(dialog, defaultTokenizer, "A"))).toBe(true);
    expect(metricByName("flesch-reading-ease", { speaker: "A" }).score(dialog)).not.toBeNull();
  });

  it("believes what it is told", () => {
    const dialog = talk("ok", "k");
    for (const [language, expected] of [
      ["en", true],
      ["en-US", true],
      ["English", true],
      ["de", false],
      ["eng_Latn", true],
      ["enm", false],
    ] as const)
      expect(isEnglish(dialogText(dialog.clone({ language }), defaultTokenizer))).toBe(expected);
  });
});
