import { type Fact, type Facts, factWordings } from "./fact.ts";
import { type FactKind, factKind, factKinds } from "./fact-kinds.ts";
import { momentsIn } from "./moments-in.ts";
import { headOf, isOfOneStem, like, nameWords, weighed, without } from "./name-words.ts";
import { type AskedKind, askedKinds, directionOf } from "./question-words.ts";
import { roles, type SomethingElse, somethingElse } from "./something-else.ts";
import { type ValueKind, valueKind } from "./value-kind.ts";
import { wordsOf } from "./words-of.ts";

/** What a text asks for. */
export interface Asked {
  /** Facts by name, in the order in which they are asked for: of each question, the one that fits it best. */
  readonly names: readonly string[];
  /** Whether it asks for anything there is to say: "Can you tell me more?" */
  readonly open: boolean;
  /**
   * Every fact that is an answer to one of the questions, if not the one that is meant. An open question is answered by
   * any fact, which `open` says; it adds none here.
   */
  readonly possible: readonly string[];
}

/**
 * Which facts a text asks for. Every question in a sentence is compared with every fact: how much of the fact's name
 * stands in it, where a word that several names share counts for less; whether it is a usual question for a fact of its
 * kind ("who am I speaking to?"), in English, German, French and Spanish; and whether its question word can be answered
 * by such a value at all: `when` is a date's and never a town's, and `from where` no destination's; who or where a thing of
 * the fact's name is can be told by any words. A question about somebody or something else ("how old is your daughter?")
 * asks for no fact of its kind that does not know of it; such a fact is only possible. The best fact is asked for, the
 * first one of several that fit alike.
 */
export function factsAsked(text: string, facts: Facts): Asked {
  const known = knownFacts(facts);
  const names = new Set<string>();
  const possible = new Set<string>();
  let open = false;
  const asking = sentencesOf(text).filter((sentence) => asks.test(sentence) || begins.test(sentence));
  for (const sentence of asking) {
    const parts = questionsIn(sentence).map((question) => fitsOf(question, known));
    // "For your order, could you give me …" names something else first; "If you have your order number, share it" does not.
    const fits = parts.some(({ best }) => best !== undefined) ? parts : [fitsOf(questionOf(sentence), known)];
    if (asksAnything.test(sentence) && fits.every(({ best }) => best === undefined)) {
      open = true;
      continue;
    }
    // "You said $81.25?" asks whether that is the amount.
    for (const { name, value } of known) if (asksBack.get(value)?.(sentence)) possible.add(name);
    for (const { best, others } of fits) {
      if (best !== undefined) names.add(best);
      for (const name of others) possible.add(name);
    }
  }
  return {
    names: [...names],
    open: open && names.size === 0,
    possible: Object.keys(facts).filter((name) => names.has(name) || possible.has(name)),
  };
}

/** Whether a question names a value of a kind, to be put right where it is another. */
const asksBack: ReadonlyMap<ValueKind, (question: string) => boolean> = new Map<
  ValueKind,
  (question: string) => boolean
>([
  [
    "money",
    (question) =>
      /\?/.test(question) && /\p{Sc}\s?\d|\d\s?(?:\p{Sc}|(?:euros?|dollars?|pounds?)\b)/u.test(question),
  ],
  [
    "date",
    (question) =>
      /\?/.test(question) && momentsIn(question).some(({ readings }) => readings.some((one) => "day" in one)),
  ],
  [
    "time",
    (question) =>
      /\?/.test(question) &&
      momentsIn(question).some(({ readings }) => readings.some((one) => "minute" in one)),
  ],
  ["email", (question) => /\?/.test(question) && /\S@\S/.test(question)],
]);

const asks =
  /\?|？|\b(?:please|pls|plz|provide|tell me|give me|gimme|let me know|lmk|share|enter|need|require|confirm|specify|describe|state|bitte|nennen|geben sie|brauche|benötige|teilen sie|veuillez|donne[zr]|indique[zr]|précise[zr]|besoin|por favor|d[ií]game|dime|indique|necesito|proporcione)\b/iu;

/** How a question or a request begins. */
const begins =
  /^[\s,¿¡]*(?:(?:and|so|ok(?:ay)?|sure|then|und|et|y|also|dann|alors|entonces)[\s,]+)*(?:(?:at|in|on|for|from|to|under|by|since|um|an|auf|für|von|aus|bei|mit|in|zu|seit|unter|à|a|de|en|pour|par|dans|depuis|sous|para|con|desde|por|hacia)\s+)?(?:what|which|when|where|who|whom|whose|how|why|(?:what|when|where|who|how)['’]?s|wats|wht|was|welche[rsmn]?|wann|wohin|woher|wo|wer|wen|wem|wie|warum|worum|quel(?:le)?s?|quand|où|d['’]où|qui|combien|comment|pourquoi|qué|cuál(?:es)?|cuándo|a?dónde|quién|cuánt[oa]s?|cómo|(?:can|could|may|might|would|will|do|does|did|is|are|was|were|have|has)\s+(?:you|i|we|it|there|this|that|the|your)|please|tell|give|let me know|share|enter|i(?:['’]ll| will)? need|we(?:['’]ll| will)? need|könn(?:te|ten|en)|nennen|geben|bitte|pouvez|pourriez|puis|veuillez|puede|podría|me\s+(?:da|dice|puede)|dígame|indique)(?![\p{L}])/iu;

const asksAnything =
  /\b(?:more|further|additional|other|any) (?:details?|information|about|specific)|\bdetails?\b|\banything else\b|\belaborate\b|\bmore specific|\b(?:mehr|weitere|nähere) (?:angaben|details|informationen|dazu)|\bgenauer\b|\bplus de (?:détails|précisions)|\bd'autres\b|\bmás (?:detalles|información)|\balgo más\b/iu;

/** Asks for something to be said, whatever it is: "Do you have it handy?"; "Would you like a refund?" asks for yes or no. */
const wantsWords =
  /(?<!\p{L})(?:what|which|whose|who|give|tell|share|provide|get|take|read|enter|confirm|have (?:the|your|a)|handy|was|welche[rsmn]?|nennen|geben|sagen|quel(?:le)?s?|donner|avez-vous (?:un|une|le|la|votre)|qué|cuál|da|decir|tiene (?:un|una|el|la|su))(?!\p{L})/iu;

/** A question as it is compared with facts. */
interface Question {
  readonly text: string;
  readonly words: readonly string[];
  readonly kinds: readonly AskedKind[];
  readonly usual: readonly FactKind[];
  readonly direction: "from" | "to" | undefined;
  readonly other: SomethingElse;
}

/** A fact as questions are compared with it. */
interface KnownFact {
  readonly name: string;
  readonly value: ValueKind;
  /** Words of its value: "how many weeks" of two weeks. */
  readonly valueWords: readonly string[];
  /** Words of a short value: "the red or the green one?" */
  readonly options: readonly string[];
  /** Its value is how long something takes: "two weeks". */
  readonly isDuration: boolean;
  readonly kind: FactKind | undefined;
  readonly answers: readonly AskedKind[];
  /** What it is called, word by word, with what each of them counts. */
  readonly called: readonly (readonly { readonly word: string; readonly weight: number }[])[];
}

/** How well facts fit one question. */
interface Fits {
  readonly best: string | undefined;
  readonly others: readonly string[];
}

const enough = 0.6;
const certain = 1;
const margin = 0.15;

function fitsOf(question: Question, known: readonly KnownFact[]): Fits {
  const scores = known.map((fact) => {
    const fit = fitOf(question, fact);
    // Which is meant is unclear: nobody is held to the fact, and to tell it is an answer.
    const isUnclear = fit.score > 0 && isOfSomethingElse(question, fact, fit.share);
    return { ...fact, ...fit, score: isUnclear ? 0 : fit.score, isUnclear };
  });
  const highest = Math.max(0, ...scores.map(({ score }) => score));
  const best = highest < enough ? undefined : scores.find(({ score }) => score > highest - margin)?.name;
  const says = question.kinds.length > 0 || question.usual.length > 0;
  const others = scores.filter(({ score, fits, isUnclear }) => {
    if (highest >= certain) return score > 0.4;
    if (isUnclear) return true;
    if (question.kinds.length > 0) return fits;
    return says ? score > 0 : fits && wantsWords.test(question.text);
  });
  return { best, others: others.map(({ name }) => name) };
}

/** How well a fact fits a question, and whether it could be its answer at all. */
function fitOf(
  { text, words, kinds, usual, direction }: Question,
  { kind, value, answers, called, options, isDuration }: KnownFact,
): { readonly score: number; readonly share: number; readonly fits: boolean } {
  const shares = called.map((name) => {
    const [all, there] = [name, name.filter(({ word }) => stands(word, words, value))].map((list) =>
      list.reduce((sum, { weight }) => sum + weight, 0),
    ) as [number, number];
    return { share: there / all, whole: there === all && name.length > 1 };
  });
  const share = Math.max(0, ...shares.map((one) => one.share));
  const answersIt = kinds.some((asked) => answers.includes(asked));
  const turnsAway = direction !== undefined && kind?.direction !== undefined && kind.direction !== direction;
  // "Where is the pain?" asks for a fact of that name, whatever its value looks like.
  const isNamed = value === "text" && called.some((name) => isNamedIn(text, words, name));
  const fits = (kinds.length === 0 || answersIt || isNamed) && !turnsAway;
  if (!fits) return { score: shares.some(({ whole }) => whole) && !turnsAway ? certain : 0, share, fits };
  // "When" asks for any date, "when were you born" for that one.
  const special = usual.filter(
    (one) => !isGeneral(one) && (kinds.length === 0 || one.answers.some((asked) => kinds.includes(asked))),
  );
  const isMeant = kind !== undefined && usual.includes(kind);
  const isUsual = isMeant && (!isGeneral(kind) || special.length === 0);
  const asked = special.length === 0 ? usual : special;
  const byWord =
    answersIt &&
    (asked.length === 0 ||
      asked.some((one) => isNear(one, kind, value)) ||
      (isDuration && kinds.includes("duration")));
  const offered = options.some((option) => words.includes(option));
  return {
    score:
      share +
      (isUsual ? 1 : 0) +
      (byWord || isNamed ? enough : 0) +
      (offered ? enough : 0) +
      (isUsual && direction !== undefined ? 0.3 : 0),
    share,
    fits,
  };
}

/** Whether a word of a fact's name stands in a question; "do you smoke?" asks a smoker. */
const stands = (word: string, words: readonly string[], value: ValueKind): boolean =>
  words.some((other) => like(word)(other) || (value === "answer" && isOfOneStem(word, other)));

/**
 * Whether a question of a fact's kind is about something that neither its name, its value nor its kind knows: "How old is
 * your daughter?" of an age, "Where did you buy it?" of a town. What was done may stand beside the name of a fact.
 */
function isOfSomethingElse(
  { other, usual }: Question,
  { kind, called, valueWords, isDuration }: KnownFact,
  share: number,
): boolean {
  const own = [...called.flat().map(({ word }) => word), ...valueWords];
  const isOwn = (word: string) =>
    own.some((each) => like(each)(word)) || kind?.isCalled(word) === true || kind?.isAsked(word) === true;
  // "How many tickets" is usual of passengers; "wie viele" is of anything.
  const isUsual = (thing: readonly string[]) =>
    kind?.isAsked(`how many ${thing.join(" ")}`) === true && !kind.isAsked("how many things");
  if (!isDuration && other.things.some((thing) => !thing.some(isOwn) && !isUsual(thing))) return true;
  const isSpecial = kind !== undefined && usual.includes(kind) && !ofAnyDeed.has(kind.name);
  return share < enough && !isSpecial && other.deeds.some((word) => !isOwn(word));
}

/** Kinds whose usual questions are hardly more than a question word. */
const ofAnyDeed: ReadonlySet<string> = new Set(["date", "time", "place", "count", "person", "age"]);

/**
 * Whether a question asks who or where a thing of this name is. "Where did you buy the phone?" names a phone, and asks for
 * something else.
 */
function isNamedIn(text: string, words: readonly string[], name: KnownFact["called"][number]): boolean {
  if (!asksWhoOrWhere.test(text)) return false;
  const first = words.findIndex((word) => name.some((own) => like(own.word)(word)));
  const between = words.slice(words.findIndex((word) => whoOrWhere.has(word)) + 1, Math.max(0, first));
  return (
    first !== -1 &&
    between.every((word) => without.has(word) || saysThatItIs.has(word)) &&
    name.every(({ word }) => words.some(like(word)))
  );
}

/** Whether a usual question for one kind can be meant for a fact of another: of the same family, one of them the general. */
function isNear(asked: FactKind, kind: FactKind | undefined, value: ValueKind): boolean {
  const general = { date: "date", time: "date", count: "count", text: "place" } as Partial<
    Record<ValueKind, string>
  >;
  if (kind === undefined) return asked.family === general[value];
  if (asked === kind) return true;
  const families = [asked.family, kind.family].map((family) => (family === "time" ? "date" : family));
  return families[0] === families[1] && (isGeneral(asked) || isGeneral(kind));
}

/** Kinds that are nothing but the answer to a question word. */
const isGeneral = ({ name }: FactKind): boolean => generalKinds.has(name);

const questions = new Map<string, Question>();
const mostKnown = 1000;

/** Every message of a conversation is looked at before each message, so what a question says is kept. */
function questionOf(text: string): Question {
  let question = questions.get(text);
  if (question === undefined) {
    if (questions.size >= mostKnown) questions.clear();
    const kinds = askedKinds(text);
    question = {
      text,
      words: wordsOf(text),
      kinds,
      usual: factKinds().filter(({ isAsked }) => isAsked(text)),
      direction: directionOf(text),
      other: somethingElse(text, kinds),
    };
    questions.set(text, question);
  }
  return question;
}

/** The questions of a sentence: "your name and when you were born" is two; what stands before the first is not a question. */
function questionsIn(sentence: string): readonly Question[] {
  const parts = sentence
    .replaceAll(/\s+/gu, " ")
    .split(/[,;:–—] | (?:and|und|et|y) |(?<=\p{L})\/(?=\p{L})/u)
    .filter((part) => /\p{L}/u.test(part));
  const first = parts.findIndex((part) => begins.test(part) || asks.test(part.replace(/\?/u, "")));
  return parts.slice(Math.max(0, first)).map(questionOf);
}

/** Values whose form says more than what they are called. */
const decisive: ReadonlySet<ValueKind> = new Set(["date", "time", "money", "email"]);

const byValue: Readonly<Record<ValueKind, readonly AskedKind[]>> = {
  date: ["moment", "date"],
  time: ["time", "moment"],
  count: ["count", "age", "duration"],
  money: ["money"],
  email: ["place"],
  phone: [],
  code: [],
  answer: [],
  text: [],
};

/** What a text can be the answer to: a place and a person have a name, a cause takes words. */
function byText(fact: Fact): readonly AskedKind[] {
  return factWordings(fact).flatMap((wording): readonly AskedKind[] => [
    ...(/^\p{Lu}|, \p{Lu}/u.test(wording) || placed.test(wording) ? (["place"] as const) : []),
    ...(/^\p{Lu}/u.test(wording) ? (["person"] as const) : []),
    ...(wordsOf(wording).length >= 3 ? (["cause"] as const) : []),
  ]);
}

const durations =
  /^(?:\p{L}+[\s-]+|\d{1,4}(?:[.,]\d+)?\s?){1,3}(?:sec(?:ond)?s?|min(?:ute)?s?|hours?|hrs?|h|days?|weeks?|fortnights?|months?|years?|sekunden?|minuten?|stunden?|tagen?|wochen?|monaten?|jahren?|secondes?|heures?|jours?|semaines?|mois|ans?|années?|segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?|años?)$/iu;

const placed =
  /^(?:in|at|near|by|on|next to|close to|the|im|am|an|auf|bei|beim|nahe|neben|à|au|aux|en|chez|dans|près|cerca|junto)\s/iu;

const kept = new WeakMap<Facts, readonly KnownFact[]>();

function knownFacts(facts: Facts): readonly KnownFact[] {
  let known = kept.get(facts);
  if (known === undefined) {
    const entries = Object.entries(facts).map(([name, fact]) => {
      // A name without a word in it, such as an emoji, cannot stand in a question.
      const called = [name, ...(typeof fact === "string" ? [] : (fact.askedAs ?? []))].filter(
        (each) => wordsOf(each).length > 0,
      );
      return { name, fact, called, words: called.map(nameWords) };
    });
    const holders = (word: string) => entries.filter(({ words }) => words.flat().includes(word)).length;
    known = entries.map(({ name, fact, called, words }) => {
      const value = valueKind(fact);
      const kind = factKind(called, value);
      const isDuration = factWordings(fact).some((wording) => durations.test(wording));
      const own = [
        ...(kind === undefined || decisive.has(value) ? [...byValue[value], ...byText(fact)] : []),
        ...(isDuration ? (["duration"] as const) : []),
        // "Who is travelling?" of a passenger, whatever is said of them.
        ...(kind === undefined && words.flat().some((word) => roles.has(word)) ? (["person"] as const) : []),
      ];
      return {
        name,
        value,
        kind,
        valueWords: factWordings(fact).flatMap(wordsOf),
        options: optionsOf(fact, value),
        isDuration,
        answers: [...(kind?.answers ?? []), ...own],
        called: words.map((list, index) =>
          weighed(list, headOf(called[index] as string, list)).map(({ word, weight }) => ({
            word,
            weight: weight / holders(word),
          })),
        ),
      };
    });
    kept.set(facts, known);
  }
  return known;
}

function optionsOf(fact: Fact, value: ValueKind): readonly string[] {
  if (value !== "text") return [];
  return factWordings(fact)
    .map(wordsOf)
    .filter((words) => words.length <= 3)
    .flatMap((words) => words.filter((word) => word.length > 2 && !without.has(word)));
}

const generalKinds: ReadonlySet<string> = new Set(["date", "time", "place", "count"]);

const set = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/u));

const whoOrWhere = set("who whos where wheres wer wo qui où quién dónde");
const asksWhoOrWhere = new RegExp(String.raw`(?<!\p{L})(?:${[...whoOrWhere].join("|")})(?!\p{L})`, "iu");

/** What stands between the question word and the name of what is asked for. */
const saysThatItIs = set(
  `s re is are was were be will would exactly you your our their this that do does have feel
  ist sind war wird sein genau haben spüren fühlen sie ihr ihre ihren dein deine
  est sont était sera se trouve exactement ce que avez vous ressentez ressent on votre vos sa son
  es son está están era será siente sienten tiene tienes exactamente su sus tu`,
);

function sentencesOf(text: string): string[] {
  return text.split(/(?<=[.!?？。])\s+|\n+/u);
}
