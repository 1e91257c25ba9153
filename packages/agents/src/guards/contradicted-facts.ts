import { factsAsked, factsTold, type Facts, type Turn } from "@sdialog/core";
import { allWordings, bareText, factKind, factWordings, valueKind } from "@sdialog/core/internal";
import { type Measure, otherMeasure } from "./other-measure.ts";
import { type AnsweredFact, isExclaimed, isValueForm } from "./answer-form.ts";
import { aroundValues, evading, leadIn, placing, stalling } from "./answer-words.ts";
import { withDigits } from "./number-words.ts";
import { partySize } from "./party-size.ts";
import { isOtherName, type SaidWord } from "./other-name.ts";

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

/** How each fact is told, found out once. */
interface Told {
  readonly name: string;
  readonly wordings: readonly string[];
  /** What its values are compared as; by their words where it says nothing. */
  readonly measure: Measure | undefined;
  readonly isPerson: boolean;
  readonly isPlace: boolean;
  readonly isProper: boolean;
  readonly isQuality: boolean;
  /** Told in so many words that a word more or less says nothing. */
  readonly isTale: boolean;
  readonly cues: readonly (readonly string[])[];
}

/**
 * What a message says where it tells a fact that is known to be another: behind "my name is" or "the colour is", or as
 * the answer to a question for that fact. What is measured (a date, a time, an amount) is compared as such, whatever it
 * is written in; names by the words that distinguish them, so that "San Diego" is not San Jose. Answers that tell nothing
 * ("I don't know", "why?") do not count, nor does what the others said.
 */
export function contradictedFacts(text: string, moment: ContradictionMoment): readonly string[] {
  const { facts, told, speaker, turns } = moment;
  const comparable = comparableFacts(facts);
  if (comparable.length === 0) return [];
  const last = turns.at(-1);
  const question = last === undefined || last.speaker === speaker ? "" : last.text;
  const { names: asked, possible } = factsAsked(question, facts);
  const tells = factsTold(text, facts);
  const said = turns.map((turn) => turn.text);
  const clauses = clausesOf(text);
  const isParty = partySize(withDigits(text)) !== undefined;
  return comparable.flatMap((fact) => {
    const { name, wordings, measure } = fact;
    // Whoever tells the hour may tell the wrong half of the day: "6:45 in the morning" of 6:45 pm.
    // Whoever counts a family tells the number of all and that of a part: "2 adults and 4 children" of 4.
    const isCompared = measure === "time" || (measure === "count" && isParty);
    if (!isCompared && tells.includes(name)) return [];
    const isAnswer = asked.includes(name) && !text.includes("?");
    // A question that could be meant for another fact is answered by that one, too.
    const others = possible.flatMap((one) => factWordings(facts[one] as Facts[string]));
    if (measure !== undefined) {
      const known = [...others, ...told, ...(measure === "count" ? [question] : said)];
      const other = isAnswer
        ? otherMeasure(text, { measure, wordings, known, about: `${name} ${question}` })
        : undefined;
      return other === undefined ? [] : [other];
    }
    return otherNames(clauses, fact, {
      isAnswer: isAnswer && asked.length === 1 && !isExclaimed(text, clauses.flat()),
      isCased: /\p{Lu}/u.test(text),
      question,
      isAsked: asked.includes(name),
      known: [...told, ...said, ...others],
    });
  });
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
    isAnswer ? answerIn(clauses, { isProper, isQuality, isCased, about }) : [],
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
      const measure = measureOf(fact, called);
      if (
        measure === undefined &&
        wordings.some((one) => /\p{N}.*\p{N}|@/u.test(one) || wordsOf(one).length > mostWords)
      )
        return [];
      const kind = factKind(called);
      return [
        {
          name,
          wordings,
          measure,
          isPerson: kind?.name === "person",
          isPlace: kind?.answers.includes("place") === true && wordings.every((one) => /^\p{Lu}/u.test(one)),
          isProper: wordings.every((one) => /^\p{Lu}/u.test(one)),
          isQuality: kind?.name === "colour" || kind?.name === "size",
          isTale: kind?.answers.includes("cause") === true,
          cues: cuesOf(name, kind?.cues ?? []),
        },
      ];
    });
    comparables.set(facts, found);
  }
  return found;
}

/** A number with a word behind it is one of a fact that is counted: "two nights". */
function measureOf(fact: Facts[string], called: readonly string[]): Measure | undefined {
  const kind = valueKind(fact);
  if (kind === "date" || kind === "time") return kind;
  if (kind === "count" || kind === "money") return "count";
  const counted = factKind(called)?.answers.some((asked) => asked === "count" || asked === "duration");
  return kind === "text" && counted === true ? "count" : undefined;
}

type Clause = readonly SaidWord[];

const polite = /(?:,\s{0,3})?(?<!\p{L})(?:s['’]il (?:vous|te) pla[iî]t|por favor)(?!\p{L})/giu;

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
      return fewWords(clause.slice(start + cue.length));
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
function answerIn(clauses: readonly Clause[], fact: AnsweredFact): Clause {
  // Whoever says something else besides tells nothing by the rest: "I took it all day. Maybe that is the problem."
  const evades = (clause: Clause): boolean =>
    clause.length > 1 && leadIn.exec(bareOf(clause)) === null && clause.some(({ bare }) => evading.has(bare));
  const stalls = clauses.some(([first]) => first !== undefined && stalling.has(first.bare));
  if (clauses.flat().length > 12 || stalls || clauses.some(evades)) return [];
  const left = clauses.map((clause) => withoutLeadIn(clause, fact)).filter((clause) => clause.length > 0);
  const all = left.flat();
  return left.length <= 2 && all.length <= mostWords ? all : [];
}

/** Who says where something is to be says so of themselves: "I'm looking for a hotel in San Jose". */
const firstPerson: ReadonlySet<string> = new Set(["i", "im", "ich"]);

/** The only name behind a preposition in a sentence: "I'm looking for a dentist in San Jose". */
function placeIn(clauses: readonly Clause[]): Clause {
  if (
    clauses.flat().length > 15 ||
    clauses.flat().some(({ bare }) => evading.has(bare) && !firstPerson.has(bare))
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

const bareOf = (clause: Clause): string => clause.map(({ bare }) => `${bare} `).join("");

/** What follows "I'd like to go to", when it is a name; the whole clause where nothing of the kind leads in. */
function withoutLeadIn(clause: Clause, fact: AnsweredFact): Clause {
  const words = leadIn.exec(bareOf(clause))?.[0].trim().split(" ").length;
  if (words === undefined) return isValueForm(clause, fact) ? fewWords(clause) : [];
  const rest = fewWords(clause.slice(words));
  return rest.some(({ said }) => /^[\p{Lu}\p{N}]/u.test(said)) ? rest : [];
}

/** A clause without what stands around a value, when at most three words are left and none of them tells or evades. */
function fewWords(clause: Clause): Clause {
  const rest = clause.filter(({ bare }) => !aroundValues.has(bare));
  return rest.length <= 3 && !clause.some(({ bare }) => evading.has(bare)) ? rest : [];
}
