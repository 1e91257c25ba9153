import { factsAsked, factsTold, type Facts, type Turn } from "@sdialog/core";
import { allWordings, bareText, factKind, factWordings } from "@sdialog/core/internal";

/** What a message is compared with. */
export interface ContradictionMoment {
  readonly facts: Facts;
  /** Everything the speaker knows or has heard: what stands there contradicts nothing. */
  readonly known: readonly string[];
  readonly speaker: string;
  /** The conversation before the message. */
  readonly turns: readonly Turn[];
}

/** A fact of more words is told in so many ways that nothing can be compared with it. */
const mostWords = 4;

/** How each fact is told, found out once. */
interface Told {
  readonly name: string;
  readonly isPerson: boolean;
  readonly cues: readonly (readonly string[])[];
}

/**
 * What a message says where it tells a fact that is known to be another: behind "my name is" or "the colour is", or as
 * the whole answer to a question for that fact. Answers that tell nothing ("I don't know", "why?") are none.
 */
export function contradictedFacts(text: string, moment: ContradictionMoment): readonly string[] {
  const { facts, known, speaker, turns } = moment;
  const comparable = comparableFacts(facts);
  if (comparable.length === 0) return [];
  const clauses = clausesOf(text);
  const last = turns.at(-1);
  const asked = last === undefined || last.speaker === speaker ? [] : factsAsked(last.text, facts).names;
  const told = factsTold(text, facts);
  const knownWords = bareText(known.join(" ")).split(" ");
  return comparable.flatMap(({ name, isPerson, cues }) => {
    if (told.includes(name)) return [];
    const answer = asked.length === 1 && asked[0] === name && !text.includes("?") ? answerIn(clauses) : [];
    const values = [
      ...cues.map((cue) => valueBehind(clauses, cue)),
      ...(isPerson ? clauses.map((clause) => introduced(clause, asked.includes(name))) : []),
      answer,
    ];
    const wrong = values.find((value) => value.length > 0 && isOther(value, knownWords, isPerson));
    return wrong === undefined ? [] : [wrong.map(({ said }) => said).join(" ")];
  });
}

const comparables = new WeakMap<Facts, readonly Told[]>();

/** The facts whose values are a few words; codes and numbers are compared as such. */
function comparableFacts(facts: Facts): readonly Told[] {
  let found = comparables.get(facts);
  if (found === undefined) {
    found = Object.entries(facts).flatMap(([name, fact]) => {
      const words = factWordings(fact);
      if (words.some((one) => /\p{N}.*\p{N}|@/u.test(one) || wordsOf(one).length > mostWords)) return [];
      const kind = factKind([name, ...(typeof fact === "string" ? [] : (fact.askedAs ?? []))]);
      return [{ name, isPerson: kind?.name === "person", cues: cuesOf(name, kind?.cues ?? []) }];
    });
    comparables.set(facts, found);
  }
  return found;
}

interface Word {
  readonly said: string;
  readonly bare: string;
}

type Clause = readonly Word[];

function clausesOf(text: string): readonly Clause[] {
  return text
    .split(/[.!?;:,()\n…¿¡]{1,9}(?=\s|$|\p{L})| (?:and|but|und|aber|et|mais|y|pero) /u)
    .map((clause) => wordsOf(clause).map((said) => ({ said, bare: bareText(said).replaceAll(/[. ]/g, "") })))
    .filter((clause) => clause.length > 0);
}

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
  "im|i am|this is|ich bin|hier ist|hier spricht|je suis|cest|soy|habla"
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
function answerIn(clauses: readonly Clause[]): Clause {
  const left = clauses.map(fewWords).filter((clause) => clause.length > 0);
  return left.length === 1 && left[0] !== undefined && clauses.flat().length <= 10 ? left[0] : [];
}

/** A clause without what stands around a value, when at most three words are left and none of them tells or evades. */
function fewWords(clause: Clause): Clause {
  const rest = clause.filter(({ bare }) => !around.has(bare));
  return rest.length <= 3 && !clause.some(({ bare }) => evading.has(bare)) ? rest : [];
}

/** Whether a value shares no word with what is known; of a name, any word of its own makes it another. */
function isOther(value: Clause, known: readonly string[], isPerson: boolean): boolean {
  const isKnown = ({ bare }: Word): boolean => known.some((word) => isLike(bare, word));
  const names = value.filter(({ said, bare }) => /^\p{Lu}/u.test(said) && !titles.has(bare));
  if (isPerson) return (names.length > 0 ? names : value).some((word) => !isKnown(word));
  return !value.some(isKnown);
}

/** The same word in another form ("bleu", "bleue"), or number ("four", "4"). */
function isLike(a: string, b: string): boolean {
  if (a === b) return true;
  const [count, other] = [counts.get(a) ?? a, counts.get(b) ?? b];
  if (count === other) return true;
  const shorter = Math.min(a.length, b.length);
  return (
    shorter >= 3 &&
    Math.max(a.length, b.length) - shorter <= 2 &&
    a.slice(0, shorter - 1) === b.slice(0, shorter - 1)
  );
}

const counts = new Map(
  [
    "one ein eine un una",
    "two zwei deux dos",
    "three drei trois tres",
    "four vier quatre cuatro",
    "five funf cinq cinco",
    "six sechs seis",
    "seven sieben sept siete",
    "eight acht huit ocho",
    "nine neun neuf nueve",
    "ten zehn dix diez",
  ].flatMap((words, index) => words.split(" ").map((word) => [word, String(index + 1)] as const)),
);

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

const titles = set("mr mrs ms miss dr herr frau monsieur madame m mme senor senora don dona sr sra");

/** Stands around a value and is none. */
const around = set(
  `it its it's is was that thats would be the a an in from at on of to for with by yes yeah yep sure well oh um uh ok okay right please thanks so just
  here my name es ist das die der den dem ein eine lautet war in aus am im von mit fur ja also ah ahm bitte danke gerne mein meine name
  c cest est etait le la les un une a au en de du des pour avec oui euh bien voila merci svp mon ma nom moi
  es era el los las una con para si claro pues bueno vale gracias mi nombre soy`,
);

/** Tells that a question is evaded, or that something else is said. */
const evading = set(
  `i you we they he she not no nope none nothing dont cant wont doesnt isnt know sorry why what which how who when where moment wait second sec check look later never
  remember forgot idea matter whatever something someone need want tell told said already rather private again help still before just if because anything same any different
  ich du sie wir er nicht nein kein keine keinen nichts weiss warum wozu wieso was wie wer moment gleich spater egal vergessen schon leider leid tut entschuldigung brauche will hilfe wenn weil ihnen dir
  je tu vous nous il elle pas non aucun aucune rien sais pourquoi quoi comment qui instant plus tard deja desole desolee besoin veux aide si parce
  yo tu usted nosotros no nada ningun ninguna se por que como quien momento luego tarde ya siento lamento necesito quiero ayuda porque`,
);
