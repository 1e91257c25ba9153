import { withDigits } from "./number-words.ts";
import { hasOrdinal } from "./ordinals.ts";

/**
 * What a speaker stands by in a message: what is put right, denied or left behind is blank, and all else stands where it
 * stood. "Monday, no, sorry, Tuesday" and "not Monday but Tuesday" hold Tuesday, "I moved from Hull to Leeds" Leeds.
 *
 * @param question what it answers: in Spanish, "lunes, no martes" is not Tuesday, in other languages it may be
 */
export function heldText(text: string, question = ""): string {
  return withoutDenied(withoutCorrected(text, /[¿¡]/.test(question)));
}

interface Segment {
  readonly start: number;
  readonly end: number;
  /** Without what is between it and the next one. */
  readonly said: string;
}

const between = /(?:[,;:!?…¿¡()]|\.(?!\d)){1,9}\s{0,4}|(?<=\S)-\s|\s[-–—]\s/gu;

/** A message cut where something else may begin; "3,5", "8:40" and "A-12" stay whole. */
function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(between)) {
    // "No. 5" is a number.
    if (
      mark.startsWith(".") &&
      /(?<!\p{L})no$/iu.test(text.slice(0, index)) &&
      /^\d/.test(text.slice(index + mark.length))
    )
      continue;
    if (/^[,:]$/.test(mark) && /\d$/.test(text.slice(0, index)) && /^\d/.test(text.slice(index + 1)))
      continue;
    segments.push({ start, end: index + mark.length, said: text.slice(start, index) });
    start = index + mark.length;
  }
  segments.push({ start, end: text.length, said: text.slice(start) });
  return segments.filter(({ said }) => /[\p{L}\p{N}]/u.test(said));
}

const noise = "(?:uh|um|er|oh|ah|ach|ahm|euh|eh|hm|oder|or|und|and|o|ou)";
/** Says by itself that what came before was wrong. */
const strongly =
  "i mean|i meant|make that|scratch that|or rather|no sorry|no wait|no hang on|no hold on|i misread|correction|my mistake|quatsch|besser gesagt|vielmehr|ich meine|ich meinte|nein entschuldigung|nein moment|nein sorry|non pardon|je veux dire|je voulais dire|enfin plutot|no perdon|digo|mejor dicho|quiero decir|queria decir|perdon no|pardon non|sorry no|nein quatsch";
/** Says it where something of the same form stands on both sides. */
const weakly =
  "no|sorry|wait|hang on|hold on|actually|rather|nein|entschuldigung|verzeihung|moment|sorry|doch|lieber|non|pardon|enfin|plutot|perdon|mejor|espera|espere";
const correcting = new RegExp(
  String.raw`^(?:${noise} )*(?:(?<strong>${strongly})|(?<weak>${weakly}))(?: (?:${noise}|${weakly}|${strongly}|its|it is))*(?= |$)`,
);

function withoutCorrected(text: string, isSpanish: boolean): string {
  const segments = segmentsOf(text);
  let left = text;
  for (const [at, segment] of segments.entries()) {
    const before = segments[at - 1];
    if (before === undefined) continue;
    const plain = plainOf(segment.said);
    const found = correcting.exec(plain);
    // "En Sevilla no, en Huelva."
    const denied = plainOf(before.said);
    const isTurned =
      /^(?:mejor|sino|el|la|los|las) /.test(plain) ||
      (isSpanish && denied !== "no" && /^(?:en|al?|del?|con|por|para) /.test(plain));
    const endsDenied = ` ${denied}`.endsWith(" no") && isTurned;
    if (found === null && !endsDenied) continue;
    const same = found === null ? plain : plain.slice(found[0].length).trim();
    // What is said instead stands in the same segment or behind further words of the kind.
    const rest = [same, ...segments.slice(at + 1).map(({ said }) => plainOf(said))].find(
      (one) => one !== "" && correcting.exec(one)?.[0] !== one,
    );
    if (rest === undefined) continue;
    const instead = rest.replace(correcting, "").trim();
    if (instead === "") continue;
    const isStrong = found?.groups?.["strong"] !== undefined || endsDenied;
    const form = formOf(plainOf(before.said));
    if (form !== formOf(instead) && (!isStrong || form === "number")) continue;
    // "Second floor, no lift" puts nothing right, and "el lunes, no el martes" denies.
    const isBare = found !== null && /^(?:no|non|nein)$/.test(found[0]) && same !== "";
    if (isBare && isSpanish) continue;
    if (isBare && form === "words" && !/^\S+\s+\p{Lu}/u.test(segment.said.trim())) continue;
    if (isBare && /^(?:el|la|los|las|en|a|de|al) /.test(same)) continue;
    left = blank(left, before.start, before.end);
    // What puts it right says nothing itself.
    left = withoutFirstWords(left, segment, (found?.[0] ?? "mejor").split(" ").length);
    if (rest !== same)
      for (const next of segments.slice(at + 1)) {
        const more = correcting.exec(plainOf(next.said));
        if (more === null) break;
        left = withoutFirstWords(left, next, more[0].split(" ").length);
      }
  }
  return left;
}

/** A text with blanks in place of the first words of a segment. */
function withoutFirstWords(text: string, { start, said }: Segment, count: number): string {
  const word = [...said.matchAll(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’]*/gu)][count - 1];
  return word === undefined ? text : blank(text, start, start + word.index + word[0].length);
}

/** A number, a name of a day or a month, or words. */
function formOf(plain: string): string {
  const digits = withDigits(plain);
  if (/\d/.test(digits) || hasOrdinal(digits)) return "number";
  if (days.test(digits)) return "day";
  return plain.split(" ").length <= 6 ? "words" : "sentence";
}

const days =
  /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|heute|morgen|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|demain|lunes|martes|miercoles|jueves|viernes|sabado|domingo|hoy|manana)s?\b/;

const verbs =
  "isn't|isnt|wasn't|wasnt|don't|dont|doesn't|doesnt|aren't|arent|didn't|didnt|not|no longer|anything but|other than|instead of|rather than|used to|moved (?:away )?from|left";
const opposed = /^\s*(?:but|sondern|mais|sino)(?=\s)/iu;
const denying = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${verbs.replaceAll("'", "['’]")}|nicht(?: mehr)?|kein(?:e[nrsm]?)?|statt|anstatt|pas(?= )|plus(?= (?:à|au|aux|en|de)(?!\p{L}))|quitté|au lieu d[e'’]|ya no|no(?= \p{L})(?! (?:sé|more|less|later|sooner|one|idea|problem|hay|es que|me|lo|la sé|longer|wait|sorry|hang|hold|perdón|mejor))|en vez de|en lugar de|dejé|me fui de)(?!\p{L})`,
  "giu",
);
/** Where a denial ends within its segment. */
const turning =
  /\s(?:but|sondern|mais|sino|to|now|jetzt|nun|maintenant|ahora|nach|pour|and (?=(?:i|now|live))|und (?=jetzt|wohne|ich)|et (?=maintenant|je|j)|y (?=ahora))(?!\p{L})/iu;

function withoutDenied(text: string): string {
  let left = text;
  let isDenied = false;
  for (const { start, said } of segmentsOf(text)) {
    const joins = isDenied ? (opposed.exec(said)?.[0].length ?? 0) : 0;
    left = blank(left, start, start + joins);
    isDenied = false;
    for (const { 0: denial, index } of said.matchAll(denying)) {
      // "Todavía no lo sé" says nothing in what stands before.
      const before = said.slice(0, index);
      if (yet.test(before)) left = blank(left, start, start + index);
      isDenied = true;
      const behind = said.slice(index + denial.length);
      const turn = turning.exec(behind);
      const length =
        turn === null ? behind.length : turn.index + (opposing.test(turn[0]) ? turn[0].length : 0);
      left = blank(left, start + index, start + index + denial.length + length);
    }
  }
  return left;
}

const yet = /^\s*(?:todav[ií]a|a[uú]n|por ahora|de momento|noch|encore|still|yet)\s*$/iu;

/** Only joins what is held to what is denied. */
const opposing = /^\s(?:but|sondern|mais|sino)$/iu;

const plainOf = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[\p{M}'’`´]/gu, "")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}:.-]+/gu, " ")
    .trim();

/** A text with blanks in place of a part of it. */
export function blank(text: string, start: number, end: number): string {
  return (
    text.slice(0, start) +
    text.slice(start, end).replaceAll(/\S/gu, (one) => " ".repeat(one.length)) +
    text.slice(end)
  );
}
