import { factsAsked, factsTold, type Facts, type Turn } from "@sdialog/core";
import { allWordings, bareText, factKind, factWordings } from "@sdialog/core/internal";
import { type AnsweredFact, isExclaimed, isValueForm } from "./answer-form.ts";
import { aroundValues, evading, leadIn, placing, polite, stalling } from "./answer-words.ts";
import type { Place, Verdict } from "./compared-answer.ts";
import { type Comparison, comparisonOf } from "./comparison-of.ts";
import { blank, heldText } from "./held-text.ts";
import { digitText } from "./number-words.ts";
import { isOtherOption } from "./offered-options.ts";
import { isOtherName, type SaidWord } from "./other-name.ts";
import { saysOwnName } from "./own-name.ts";

/** What a message is compared with. */
export interface ContradictionMoment {
  readonly facts: Facts;
  /** What the speaker was told besides. */
  readonly told: readonly string[];
  readonly speaker: string;
  /** The conversation before the message: what stands there contradicts nothing. */
  readonly turns: readonly Turn[];
}

/** A fact of more words is told in so many ways that nothing can be compared with it. */
const mostWords = 4;
/** A name has as many, and a word for each parent. */
const mostNames = 5;

/** Whoever says more tells a story, in which anything may be of anything. */
const longestAnswer = 1000;

/** How each fact is told, found out once. */
interface Told {
  readonly name: string;
  readonly wordings: readonly string[];
  /** What its values are compared as; by their words where it says nothing. */
  readonly compare: Comparison | undefined;
  readonly isPerson: boolean;
  readonly isPlace: boolean;
  readonly isProper: boolean;
  readonly isQuality: boolean;
  /** Told in so many words that a word more or less says nothing. */
  readonly isTale: boolean;
  readonly cues: readonly (readonly string[])[];
}

/** What a message says of facts that are known. */
export interface ToldFacts {
  /** What it says where it tells a fact that is known to be another. */
  readonly contradicted: readonly string[];
  /** What became of each fact that was asked for. */
  readonly answers: readonly { readonly name: string; readonly verdict: Verdict }[];
  /** The message without what it takes back, and without what was read as the value of a fact. */
  readonly rest: string;
}

/**
 * What a message says where it tells a fact that is known to be another: behind "my name is" or "the colour is", or as
 * the answer to a question for that fact. What an answer puts right or denies is left out first. What is measured (a date,
 * a time, an amount), ordered, counted or numbered is then read as such, whatever it is written in, and names are compared
 * by the words that distinguish them, so that "San Diego" is not San Jose. An answer is another one only where it was
 * read whole. Answers that tell nothing ("I don't know", "why?") do not count, nor does what the others said.
 */
export function toldFacts(text: string, moment: ContradictionMoment): ToldFacts {
  const { facts, told, speaker, turns } = moment;
  const last = turns.at(-1);
  const question = last === undefined || last.speaker === speaker ? "" : last.text;
  const { names: namesAsked, possible } = factsAsked(question, facts);
  const asked = text.length > longestAnswer ? [] : namesAsked;
  const held = asked.length > 0 ? heldText(text, question) : text;
  const answer = asked.length > 0 ? withoutQuestions(held) : held;
  const isAnswer = /[\p{L}\p{N}]/u.test(answer) || !text.includes("?");
  const read = digitText(asked.length === 0 ? "" : answer.replaceAll(feet, "′"));
  const tells = factsTold(held, facts);
  const said = turns.map((turn) => turn.text);
  const clauses = clausesOf(held);
  const contradicted: string[] = [];
  const answers: { name: string; verdict: Verdict }[] = [];
  const places: Place[] = [];
  for (const fact of comparableFacts(facts)) {
    const { name, wordings, compare } = fact;
    const isAsked = asked.includes(name);
    // A question that could be meant for another fact is answered by that one, too.
    const others = possible
      .filter((one) => one !== name)
      .flatMap((one) => factWordings(facts[one] as Facts[string]));
    const compared =
      compare === undefined || !isAsked || !isAnswer
        ? undefined
        : compare({ text, digits: read.digits, others: [...others, ...told], said, question });
    const takesOther = isAsked && isAnswer && isOtherOption(answer, question, wordings);
    if (compared !== undefined) {
      const verdict = compared.verdict === "unclear" && takesOther ? "other" : compared.verdict;
      answers.push({ name, verdict });
      if (verdict === "other") contradicted.push(text.trim());
      for (const { start, end } of compared.read) {
        const [from, to] = read.span(start, end);
        places.push({ start: from, end: to });
      }
    }
    // Who somebody is may be told by a name as well.
    const isWords = compare === undefined || (compared?.verdict === "unclear" && fact.isPerson);
    // Most words of a long name are those of relatives, too: "José Manuel" of José Luis.
    const isTold =
      (tells.includes(name) && !(fact.isPerson && isInPart(held, wordings))) ||
      (isWords &&
        text.length <= longestAnswer &&
        (fact.isPerson || (fact.isProper && who.test(question))) &&
        saysOwnName(held, wordings));
    if (!isWords || isTold) {
      if (isAsked && compared === undefined) answers.push({ name, verdict: isWords ? "same" : "unclear" });
      continue;
    }
    const names = otherNames(clauses, fact, {
      isAnswer:
        isAsked &&
        isAnswer &&
        !held.includes("?") &&
        asked.length === 1 &&
        !isExclaimed(text, clauses.flat()),
      isCased: /\p{Lu}/u.test(text),
      question,
      isAsked,
      known: [...told, ...said, ...others, ...wordings],
    });
    const wrong = names.length === 0 && compared === undefined && takesOther ? [text.trim()] : names;
    contradicted.push(...wrong);
    if (isAsked && compared === undefined)
      answers.push({ name, verdict: wrong.length > 0 ? "other" : "unclear" });
  }
  // What has too many words is compared with nothing, but may be told as it is.
  for (const name of asked.filter((one) => !answers.some((answered) => answered.name === one)))
    answers.push({ name, verdict: tells.includes(name) ? "same" : "unclear" });
  const rest = places.reduce((left, { start, end }) => blank(left, start, end), held);
  return { contradicted, answers, rest };
}

/** What a message says where it tells a fact that is known to be another. */
export const contradictedFacts = (text: string, moment: ContradictionMoment): readonly string[] =>
  toldFacts(text, moment).contradicted;

/** Asks for a person, whatever the fact is called. */
const who = /(?<!\p{L})(?:who(?:se|m)?|who['’]s|we[rnm]|wessen|qui|qui[eé]n(?:es)?)(?!\p{L})/iu;

/** Whether each wording has a word that a text has not. */
function isInPart(text: string, wordings: readonly string[]): boolean {
  const there = new Set(wordsOf(text).map(bareWord));
  return wordings.every((wording) => wordsOf(wording).some((word) => !there.has(bareWord(word))));
}

/** Feet, before their inches: 5'11". */
const feet = /(?<=(?<!\d)\d)['’](?=\d{1,2}(?:"|''|”|″)?(?!\d))/g;

/** A message without what it asks back, where it says something else. */
function withoutQuestions(text: string): string {
  return [...text.matchAll(/(?:[^.!?…\n]|\.(?=\d))+[.!?…\n]{0,9}/gu)].reduce(
    (left, { 0: sentence, index }) =>
      sentence.includes("?") ? blank(left, index, index + sentence.length) : left,
    text,
  );
}

interface AnswerMoment {
  readonly isAnswer: boolean;
  readonly isAsked: boolean;
  readonly isCased: boolean;
  readonly question: string;
  readonly known: readonly string[];
}

/** What stands where a fact is told by words, when it is another. */
function otherNames(
  clauses: readonly Clause[],
  { name, wordings, isPerson, isPlace, isProper, isQuality, isTale, cues }: Told,
  { isAnswer, isAsked, isCased, question, known }: AnswerMoment,
): readonly string[] {
  const about = new Set([question, name, ...wordings].flatMap(wordsOf).map(bareWord));
  const values = [
    ...cues.map((cue) => valueBehind(clauses, cue)),
    ...(isPerson ? clauses.map((clause) => introduced(clause, isAsked)) : []),
    isAnswer ? answerIn(clauses, { isProper, isQuality, isCased, isPerson, about }) : [],
    isAnswer && isPlace ? placeIn(clauses) : [],
  ].filter((value) => value.length > 0);
  const wrong = values.find((value) => isOtherName(value, { wordings, known, isPerson, isTale }));
  return wrong === undefined ? [] : [wrong.map(({ said }) => said).join(" ")];
}

const comparables = new WeakMap<Facts, readonly Told[]>();

/** The facts whose values are a few words, or an amount; codes and long numbers are compared as such. */
function comparableFacts(facts: Facts): readonly Told[] {
  let found = comparables.get(facts);
  if (found === undefined) {
    found = Object.entries(facts).flatMap(([name, fact]) => {
      const wordings = factWordings(fact);
      const called = [name, ...(typeof fact === "string" ? [] : (fact.askedAs ?? []))];
      const compare = comparisonOf(fact, called);
      const isPerson = factKind(called)?.answers.includes("person") === true;
      const most = isPerson ? mostNames : mostWords;
      if (
        compare === undefined &&
        wordings.some((one) => /\p{N}.*\p{N}|@/u.test(one) || wordsOf(one).length > most)
      )
        return [];
      const kind = factKind(called);
      return [
        {
          name,
          wordings,
          compare,
          isPerson: kind?.name === "person",
          isPlace: kind?.answers.includes("place") === true && wordings.every((one) => /^\p{Lu}/u.test(one)),
          isProper: wordings.every((one) => /^\p{Lu}/u.test(one)),
          isQuality: kind?.name === "colour" || kind?.name === "size",
          isTale: kind?.answers.includes("cause") === true,
          // Only words are told behind a cue.
          cues: compare === undefined || isPerson ? cuesOf(name, kind?.cues ?? []) : [],
        },
      ];
    });
    comparables.set(facts, found);
  }
  return found;
}

type Clause = readonly SaidWord[];

function clausesOf(text: string): readonly Clause[] {
  return text
    .replaceAll(polite, " ")
    .split(/[.!?;:,()\n…¿¡]{1,9}(?=\s|$|\p{L})| (?:and|but|und|aber|et|mais|y|pero) /u)
    .map((clause) => wordsOf(clause).map((said) => ({ said, bare: bareWord(said) })))
    .filter((clause) => clause.length > 0);
}

const bareWord = (said: string): string => bareText(said).replaceAll(/[. ]/g, "");

function wordsOf(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu) ?? [];
}

function cuesOf(name: string, cues: readonly string[]): readonly (readonly string[])[] {
  const called = `my/the/meine/mein/die/der/das/mon/ma/le/la/mi/el ${name} is/ist/lautet/est/es`;
  return allWordings([...cues, called]).map((cue) => bareText(cue).replaceAll(".", "").trim().split(/ +/));
}

/** The words behind a cue, to the end of the clause, when they are few. */
function valueBehind(clauses: readonly Clause[], cue: readonly string[]): Clause {
  for (const clause of clauses)
    for (let start = 0; start + cue.length < clause.length; start++) {
      if (!cue.every((word, index) => clause[start + index]?.bare === word)) continue;
      return fewWords(clause.slice(start + cue.length), { isPerson: true });
    }
  return [];
}

const introductions: readonly (readonly string[])[] =
  "im|i am|this is|call me|ich bin|hier ist|hier spricht|nennen sie mich|nenn mich|je suis|cest|ici|appelezmoi|appellemoi|soy|habla|aqui|llameme|llamame"
    .split("|")
    .map((words) => words.split(" "));

/** Who somebody says to be by "I'm": two capitalised words, or one when the name was asked for. */
function introduced(clause: Clause, isAsked: boolean): Clause {
  const cue = introductions.find((words) => words.every((word, index) => clause[index]?.bare === word));
  if (cue === undefined) return [];
  const behind = clause.slice(cue.length);
  const end = behind.findIndex(({ said }) => !/^\p{Lu}\p{Ll}/u.test(said));
  const names = end === -1 ? behind : behind.slice(0, end);
  return names.length >= (isAsked ? 1 : 2) && names.length <= 3 ? names : [];
}

/** The value in an answer that is nothing else; no words when it is evaded, or says more. */
function answerIn(clauses: readonly Clause[], fact: AnsweredFact & { readonly isPerson: boolean }): Clause {
  // Whoever says something else besides tells nothing by the rest: "I took it all day. Maybe that is the problem."
  const evades = (clause: Clause): boolean =>
    clause.length > 1 && leadIn.exec(bareOf(clause)) === null && clause.some(isEvading);
  const stalls = clauses.some(([first]) => first !== undefined && stalling.has(first.bare));
  if (clauses.flat().length > 12 || stalls || clauses.some(evades)) return [];
  const left = clauses.map((clause) => withoutLeadIn(clause, fact)).filter((clause) => clause.length > 0);
  const all = left.flat();
  return left.length <= 2 && all.length <= (fact.isPerson ? mostNames : mostWords) ? all : [];
}

/** Who says where something is to be says so of themselves: "I'm looking for a hotel in San Jose". */
const firstPerson: ReadonlySet<string> = new Set(["i", "im", "ich"]);

/** The only name behind a preposition in a sentence: "I'm looking for a dentist in San Jose". */
function placeIn(clauses: readonly Clause[]): Clause {
  if (
    clauses.flat().length > 15 ||
    clauses.some((clause) => clause.some((word, at) => isEvading(word, at) && !firstPerson.has(word.bare)))
  )
    return [];
  const names = clauses.flatMap((clause) =>
    clause.flatMap((_, at): Clause[] => {
      if (!placing.has(clause[at - 1]?.bare ?? "")) return [];
      const end = clause.findIndex(({ said }, place) => place >= at && !/^\p{Lu}/u.test(said));
      return end === at ? [] : [clause.slice(at, end === -1 ? clause.length : end)];
    }),
  );
  return names.length === 1 && (names[0] as Clause).length <= 3 ? (names[0] as Clause) : [];
}

/** Whether a word tells nothing; Nice and Herr Weiß have their capital. */
const isEvading = ({ said, bare }: SaidWord, at: number): boolean =>
  evading.has(bare) && !(at > 0 && alsoNames.has(bare) && /^\p{Lu}/u.test(said));
const alsoNames: ReadonlySet<string> = new Set(["weiss", "nice"]);

const bareOf = (clause: Clause): string => clause.map(({ bare }) => `${bare} `).join("");

/** What follows "I'd like to go to", when it is a name; the whole clause where nothing of the kind leads in. */
function withoutLeadIn(clause: Clause, fact: AnsweredFact & { readonly isPerson: boolean }): Clause {
  const words = leadIn.exec(bareOf(clause))?.[0].trim().split(" ").length;
  if (words === undefined) return isValueForm(clause, fact) ? fewWords(clause, fact) : [];
  const rest = fewWords(clause.slice(words), fact);
  return rest.some(({ said }) => /^[\p{Lu}\p{N}]/u.test(said)) ? rest : [];
}

/** A clause without what stands around a value, when at most three words are left and none of them tells or evades. */
function fewWords(
  clause: Clause,
  { isPerson }: { readonly isPerson: boolean } = { isPerson: false },
): Clause {
  const rest = clause.filter(({ bare }) => !aroundValues.has(bare));
  return rest.length <= (isPerson ? mostWords : mostWords - 1) && !clause.some(isEvading) ? rest : [];
}
