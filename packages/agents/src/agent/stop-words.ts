/** The word in the scripts that have capitals: in these it was asked for, and nobody speaks like that. */
const inCapitals = ["STOPP?", "СТОП", "ΣΤΟΠ"];
/** What may be added to it: `STOP_CONVERSATION`. */
const additions = "(?:[_ ](?:CONVERSATION|DIALOGUE|DIALOG|CHAT|SIGNAL)(?![\\p{L}\\p{N}]))?";
/** The word in scripts without. */
const withoutCapitals = "ストップ|停止|停|스톱|스탑|स्टॉप|স্টপ|ستوب|توقف|סטופ|עצור|สต็อป|หยุด|სტოპ|ստոպ".split(
  "|",
);
const loud = [
  `(?:${inCapitals.join("|")})${additions}`,
  String.raw`S(?<apart>[ .·_-])T\k<apart>O\k<apart>P`,
].join("|");
/** The same in other letters: written as any word is. */
const quiet = ["[Ss][Tt][Oo][Pp]", "[Сс][Тт][Оо][Пп]", "[Σσ][Ττ][Οο][Ππ]", ...withoutCapitals].join("|");

/** Finds the stop word, in the group `loud` or `quiet`. */
export const anyStopWord = new RegExp(`(?<loud>${loud})|(?<quiet>${quiet})`, "gu");
/** The word in capitals at a place. */
export const loudStopWord = new RegExp(loud, "uy");
/** The word in capitals anywhere. */
export const anyLoudStopWord = new RegExp(loud, "u");
const wholeWord = new RegExp(`^(?:${loud}|${quiet})$`, "u");

/** Whether a text is the word and nothing else, however it is written. */
export function isStopWord(text: string): boolean {
  return wholeWord.test(text.trim());
}

/** Whether a text says anything besides the word. */
export function saysMoreThanStop(text: string): boolean {
  return /\p{L}/u.test(text.replaceAll(anyStopWord, "").replaceAll(/(?<=[=:>]\s{0,3})(?:true|yes)/giu, ""));
}

const all = [...inCapitals, ...withoutCapitals].map((word) => word.replace("?", ""));
const begun = new RegExp(
  `(?:${all
    .flatMap((word) => Array.from({ length: word.length }, (_, index) => word.slice(0, index + 1)))
    .toSorted((a, b) => b.length - a.length)
    .join("|")}|S(?:[ .·_-](?:T(?:[ .·_-](?:O[ .·_-]?)?)?)?)?)$`,
  "iu",
);

/** How much of the end of a text may be the beginning of the word. */
export function stopWordBegun(text: string): number {
  return begun.exec(text.slice(-12))?.[0].length ?? 0;
}
