import { type Facts, factWordings } from "./fact.ts";
import { factKind } from "./fact-kinds.ts";
import { isSameMoment, momentsIn } from "./moments-in.ts";

/**
 * Which facts a text tells, by name, in the order of `facts`. A value is found whatever its case, spaces and
 * punctuation (`A-4711`, `a 4711`), a date however it is written; one of several words also when three quarters of its
 * longer words are there.
 */
export function factsTold(text: string, facts: Facts): string[] {
  const words = new Set(wordsOf(text));
  return Object.entries(facts)
    .filter(([, fact]) => factWordings(fact).some((wording) => tells(text, words, wording)))
    .map(([name]) => name);
}

/** What a text asks for. */
export interface Asked {
  /** Facts by name. */
  readonly names: readonly string[];
  /** Whether it asks for anything there is to say: "Can you tell me more?" */
  readonly open: boolean;
}

/**
 * Which facts a text asks for: those whose names, or other words for them, stand in a sentence that asks. In `order
 * number` the word that counts is `order`: `number` alone could be that of a telephone. Facts of usual kinds, such as a
 * name, a birthday or a town, are asked for in the usual ways, too ("who am I speaking to?"), in English, German, French
 * and Spanish.
 */
export function factsAsked(text: string, facts: Facts): Asked {
  const asking = sentencesOf(text).filter((sentence) => asks.test(sentence));
  const said = asking.map(wordsOf);
  const names = Object.entries(facts)
    .filter(([name, fact]) => {
      const called = [name, ...(typeof fact === "string" ? [] : (fact.askedAs ?? []))];
      const kind = factKind(called);
      if (kind !== undefined && asking.some(kind.isAsked)) return true;
      return called.some((one) => {
        const telling = tellingWords(one);
        return telling.length > 0 && said.some((words) => telling.every((word) => words.some(like(word))));
      });
    })
    .map(([name]) => name);
  return { names, open: names.length === 0 && asking.some((sentence) => asksAnything.test(sentence)) };
}

const asks =
  /\?|？|\b(?:please|provide|tell me|give me|let me know|share|enter|need|require|confirm|specify|bitte|nennen|geben sie|brauche|benötige|teilen sie|veuillez|donne[zr]|indique[zr]|précise[zr]|besoin|por favor|d[ií]game|dime|indique|necesito|proporcione)\b/iu;

const asksAnything =
  /\b(?:more|further|additional|other|any) (?:details?|information|about|specific)|\bdetails?\b|\banything else\b|\belaborate\b|\bmore specific|\b(?:mehr|weitere|nähere) (?:angaben|details|informationen|dazu)|\bgenauer\b|\bplus de (?:détails|précisions)|\bd'autres\b|\bmás (?:detalles|información)|\balgo más\b/iu;

/** Words that names share, and that therefore tell none of them from the others. */
const general =
  "number id code name date time no nr nummer kennung datum uhrzeit zeit numéro numero nom code heure número nombre código fecha hora the a an of my your der die das des mein ihr le la les de du mon votre el los las mi su";

function tellingWords(name: string): string[] {
  const words = wordsOf(name.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, " "));
  const untelling = general.split(" ");
  const telling = words.filter((word) => !untelling.includes(word));
  return telling.length > 0 ? telling : words;
}

/** Another form of the word: `order` and `orders`, `Bestellung` and `Bestellungen`. */
function like(word: string): (other: string) => boolean {
  const stem = word.length > 5 ? word.slice(0, -2) : word;
  return (other) =>
    other.startsWith(stem) && other.length <= word.length + 4 && (word.length > 3 || other === word);
}

function tells(text: string, said: ReadonlySet<string>, wording: string): boolean {
  const words = wordsOf(wording);
  if (words.length === 0) return false;
  const whole = new RegExp(`${before}${words.map(spaced).join(between)}${after}`, "iu");
  if (isCount.test(wording) ? countsIn(text, whole) : whole.test(text.normalize("NFKC"))) return true;
  const moment = momentsIn(wording)[0];
  if (moment !== undefined && momentsIn(text).some((one) => isSameMoment(one, moment))) return true;
  const long = words.filter((word) => [...word].length > 3);
  return long.length >= 3 && long.filter((word) => said.has(word)).length >= 0.75 * long.length;
}

/** A small number counts many things: in "in 2 hours" and "my two kids" it is not that of the guests. */
const isCount =
  /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez)$/iu;
const ofSomethingElse = /\b(?:my|our|his|her|their|meine[rn]?|unsere[rn]?|mes|nos|mis|nuestr[oa]s)\s$/iu;
const measures =
  /^\s?(?:%|(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|times?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|mal|secondes?|heures?|jours?|semaines?|mois|ans|années?|fois|segundos?|minutos?|horas?|días?|semanas?|meses|años?|veces)\b)/iu;

function countsIn(text: string, whole: RegExp): boolean {
  return [...text.normalize("NFKC").matchAll(new RegExp(whole.source, "giu"))].some(
    ({ 0: found, index, input }) =>
      !ofSomethingElse.test(input.slice(0, index)) && !measures.test(input.slice(index + found.length)),
  );
}

const before = "(?<![\\p{L}\\p{N}])";
const after = "(?![\\p{L}\\p{N}])";
const between = "[^\\p{L}\\p{N}]*";

/** Codes and numbers may be typed in groups. */
function spaced(word: string): string {
  return /\p{N}/u.test(word) ? [...word].join("[\\s./-]?") : word;
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize("NFKC")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?？。])\s+|\n+/u);
}
