import { described } from "@sdialog/core/internal";
import type { Random } from "@sdialog/core";
import * as z from "zod/mini";
import { definePolicy } from "../define-policy.ts";
import { shareOption } from "../share-option.ts";

/** Short forms by language: what people type in a hurry. */
const shortForms = {
  en: {
    you: "u",
    your: "ur",
    are: "r",
    please: "pls",
    thanks: "thx",
    because: "cuz",
    tomorrow: "tmrw",
    though: "tho",
    people: "ppl",
    about: "abt",
    "don't": "dont",
    "going to": "gonna",
    "want to": "wanna",
    okay: "ok",
  },
  de: {
    nicht: "nich",
    ist: "is",
    habe: "hab",
    eine: "ne",
    vielleicht: "vllt",
    "zum beispiel": "zb",
    "und so weiter": "usw",
  },
  fr: {
    "s'il vous plaît": "svp",
    "s'il te plaît": "stp",
    bonjour: "bjr",
    beaucoup: "bcp",
    quelque: "qq",
    pourquoi: "pk",
    quand: "qd",
    toujours: "tjs",
    parce: "pcq",
  },
  es: { que: "q", porque: "xq", también: "tb", "por favor": "xfa", mensaje: "msj", saludos: "slds" },
} as const;

/** Types as people do who do not read it again. Numbers, codes and addresses stay as they are. */
export const casualSpelling = definePolicy({
  name: "casual-spelling",
  description: "types carelessly: lower case, no full stops, short forms, slips",
  schema: z.strictObject({
    lowercase: shareOption(0.6, "Share of the messages without capital letters"),
    punctuation: shareOption(0.6, "Share of the messages that end without a full stop"),
    apostrophes: shareOption(0.4, "Share of the messages without apostrophes"),
    shortForms: shareOption(0.2, "Share of the words with a short form that are written so"),
    slips: shareOption(0.02, "Share of the longer words with a slip in them"),
    language: described(z._default(z.enum(["en", "de", "fr", "es"]), "en"), "Whose short forms"),
  }),
  noise: (options) => ({
    apply(text, { random }) {
      const done: string[] = [];
      const change = (name: string, edit: (text: string, random: Random) => string) => (before: string) => {
        const after = edit(before, random.fork(name));
        if (after !== before) done.push(name);
        return after;
      };
      const steps = [
        change("slips", (whole, chance) => withSlips(whole, options.slips, chance)),
        change("short-forms", (whole, chance) =>
          withShortForms(whole, shortForms[options.language], options.shortForms, chance),
        ),
        change(
          "apostrophes",
          inMessage(options.apostrophes, (whole) => whole.replaceAll(/(?<=\p{L})['’](?=\p{L})/gu, "")),
        ),
        change(
          "punctuation",
          inMessage(options.punctuation, (whole) => whole.replace(/(?<=[^.])\.\s*$/u, "")),
        ),
        change(
          "lowercase",
          inMessage(options.lowercase, (whole) => whole.replaceAll(/\S+/gu, inSmallLetters)),
        ),
      ];
      const typed = steps.reduce((whole, step) => step(whole), text);
      return done.length === 0 ? { text } : { text: typed, record: { type: "casual-spelling", done } };
    },
  }),
});

function inMessage(share: number, edit: (text: string) => string) {
  return (text: string, random: Random): string => (random.chance(share) ? edit(text) : text);
}

/** Codes and addresses mean something else in small letters. */
function inSmallLetters(word: string): string {
  return /[\p{N}@/_]/u.test(word) ? word : word.toLowerCase();
}

function withShortForms(
  text: string,
  forms: Readonly<Record<string, string>>,
  share: number,
  random: Random,
): string {
  const pattern = new RegExp(`(?<![\\p{L}'’])(?:${Object.keys(forms).join("|")})(?![\\p{L}'’])`, "giu");
  return text.replaceAll(pattern, (found) => {
    const form = forms[found.toLowerCase()];
    if (form === undefined || !random.chance(share)) return found;
    return /^\p{Lu}/u.test(found) ? form.charAt(0).toUpperCase() + form.slice(1) : form;
  });
}

/** Two letters swapped, or one left out, in words in small letters: names are spelt with care. */
function withSlips(text: string, share: number, random: Random): string {
  return text.replaceAll(/(?<![\p{L}\p{N}@._/-])\p{Ll}{4,}(?![\p{L}\p{N}@_/-])/gu, (word) => {
    if (!random.chance(share)) return word;
    const letters = [...word];
    const place = random.integer(1, letters.length - 2);
    const [letter, next] = [letters[place] as string, letters[place + 1] as string];
    return letters.toSpliced(place, 2, ...(random.chance(0.5) ? [next, letter] : [next])).join("");
  });
}
