import { fieldWords } from "@sdialog/core/internal";
import { fewestWords, plainWords } from "./recited-lines.ts";

/** A line of a description with a label, `Your role: barista`, as words. */
interface LabelledLine {
  /** Without `your`. */
  readonly label: string;
  readonly value: string;
  /** What somebody says who recites the whole value, or one item of a list. */
  readonly openings: readonly string[];
}

/**
 * The first line that recites one of a speaker's descriptions: the label with what stands behind it, all of it, its
 * beginning or an item of it, also when something else is said on the same line; or a long sentence that tells the speaker who it is. One fact in a sentence of one's own does not count.
 * Neither is what people answer who are asked for it, `Name: Leo` and `City: Bern`, before there are three such lines.
 *
 * @param descriptions as the speaker's prompt holds them, of the person and of the situation
 * @param words the text's {@link plainWords}, for who has them already
 */
export function findDescribed(
  text: string,
  descriptions: readonly string[],
  words = plainWords(text),
): string | undefined {
  let described = read.get(descriptions);
  if (described === undefined) read.set(descriptions, (described = readDescriptions(descriptions)));
  return findLabelled(text, described.labelled) ?? findSentence(words, described.sentences);
}

/** What of descriptions nobody recites, as words. */
interface Described {
  readonly labelled: readonly LabelledLine[];
  /** Long sentences that speak to the speaker, `You sell …`; others are what people say: of a task, `I want to make a reservation at …`. */
  readonly sentences: readonly { readonly sentence: string; readonly words: string }[];
}

/** A speaker's descriptions are the same in all of a conversation. */
const read = new WeakMap<readonly string[], Described>();

function readDescriptions(descriptions: readonly string[]): Described {
  const lines = descriptions.flatMap((each) => each.split("\n"));
  return {
    labelled: lines.flatMap(labelledLine),
    sentences: lines
      .flatMap((line) => line.split(/(?<=[.!?;])\s+/u))
      .map((sentence) => ({ sentence, words: plainWords(sentence) }))
      .filter(({ words }) => /^your? /u.test(words) && words.split(" ").length >= fewestWords),
  };
}

/** A description of a persona as a dialogue records it, for a speaker whose prompt is not known. */
export function descriptionsOf(persona: unknown): readonly string[] {
  if (typeof persona === "string") return [persona];
  if (typeof persona !== "object" || persona === null) return [];
  return Object.entries(persona).flatMap(([name, value]: [string, unknown]) => {
    const told = Array.isArray(value) ? value.filter(isPlain).join("; ") : value;
    return isPlain(told) ? [`Your ${fieldWords(name)}: ${told}`] : [];
  });
}

function isPlain(value: unknown): value is string | number {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

function findLabelled(text: string, known: readonly LabelledLine[]): string | undefined {
  if (known.length === 0 || !colon.test(text)) return undefined;
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const answers = new Set<string>();
  for (const [index, line] of lines.entries()) {
    for (const [place, sentence] of line.split(/(?<=[.!?;,])\s+/u).entries()) {
      const at = sentence.search(colon);
      if (at === -1) continue;
      const [label, isOfPrompt] = withoutYour(plainWords(sentence.slice(0, at)));
      // Within a line `Price: cheap` is ordinary talk; nobody says `Your role: barista` of himself.
      if (place > 0 && !isOfPrompt) continue;
      const rest = line.slice(line.indexOf(sentence) + at + 1);
      const said = plainWords(rest) === "" ? (lines[index + 1] ?? "") : rest;
      if (!known.some((one) => one.label === label && recites(said, one))) continue;
      if (isOfPrompt || !askedFor.test(label)) return line;
      if (answers.add(label).size >= fewestAnswers) return line;
    }
  }
  return undefined;
}

/** The line with its label and its value; none when it has no label. */
function labelledLine(line: string): LabelledLine[] {
  const at = line.search(colon);
  const [label] = withoutYour(plainWords(line.slice(0, Math.max(0, at))));
  const value = line.slice(at + 1);
  const openings = [value, ...value.split(/[;,.]/)].map(plainWords).filter((words) => words !== "");
  if (identifier.test(openings[0] ?? "")) return [];
  return label === "" || openings.length === 0 ? [] : [{ label, value: plainWords(value), openings }];
}

function recites(said: string, { value, openings }: LabelledLine): boolean {
  const words = plainWords(said);
  const beginning = plainWords(said.split(/[.!?;,]/)[0] as string);
  return (
    openings.some((opening) => beginsWith(words, opening)) ||
    (beginning !== "" && beginsWith(value, beginning)) ||
    beginsWith(words, value.split(" ").slice(0, enoughWords).join(" "))
  );
}

/** What people are asked for, and then often give with its label: the last word says it, and in `date of birth` the first. */
const askedFor =
  /^(?:state|code|land|ort)$|(?:^|\s)(?:names?|surname|age|gender|phone|telephone|mobile|number|e ?mail|address|street|postcode|zip|city|town|country|nationality|date|(?<!free )(?:day|time)|birthday|birthdate|id|reference|vorname|nachname|alter|geschlecht|telefon|handy|\p{L}{0,20}nummer|anschrift|adresse|straße|plz|postleitzahl|wohnort|stadt|\p{L}{0,20}datum|tag|uhrzeit|nom|prénom|âge|téléphone|numéro|courriel|rue|ville|pays|heure|nombre|apellidos?|edad|teléfono|número|correo|dirección|calle|ciudad|país|fecha|hora|(?:post|postal|zip|area|booking|order|promo) code)$|^(?:date|place|number|fecha|número|numéro|lieu|lugar) (?:of|de) /u;
/** People who give as many lines at once are seldom to be told from the prompt. */
const fewestAnswers = 3;
/** As many words of a longer value are no chance. */
const enoughWords = 4;
/** The number of an account or a phone: people are asked for it, and say `Bank account: 93418043810`. */
const identifier = /^\d{5}/u;
const colon = /[:：]/u;

function beginsWith(words: string, beginning: string): boolean {
  return `${words} `.startsWith(`${beginning} `);
}

/** A label without `your`, and whether it had that. */
function withoutYour(label: string): [label: string, isOfPrompt: boolean] {
  return label.startsWith("your ") ? [label.slice("your ".length), true] : [label, false];
}

/** The first of the sentences that is said word for word. */
function findSentence(words: string, sentences: Described["sentences"]): string | undefined {
  const said = ` ${words} `;
  return sentences.find((one) => said.includes(` ${one.words} `))?.sentence;
}
