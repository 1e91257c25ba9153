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
  talk("ok", "k"),
  talk("Oui."),
  talk("42", "…"),
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
});
