import { holdOf } from "./bare-text.ts";

/** Digits and small numbers by their English names, and letters by those that pilots and soldiers give them. */
const spelled: ReadonlyMap<string, string> = new Map([
  ..."zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    .split(" ")
    .map((word, number) => [word, String(number)] as const),
  ...(
    "alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november oscar papa quebec " +
    "romeo sierra tango uniform victor whiskey xray yankee zulu"
  )
    .split(" ")
    .map((word) => [word, word[0] as string] as const),
  ["alfa", "a"],
  ["juliet", "j"],
  ["niner", "9"],
  ["oh", "0"],
]);

const tens: ReadonlyMap<string, string> = new Map(
  "twenty thirty forty fifty sixty seventy eighty ninety"
    .split(" ")
    .map((word, index) => [word, String(index + 2)] as const),
);

/** What stands between the pieces of something that is told bit by bit: signs by their names, and words that only connect. */
const between: ReadonlySet<string> = new Set(
  (
    "dash hyphen minus dot point space slash underscore and then followed by next after that comes is are was it its " +
    "they those these this there here the as in word words number numbers letter letters character characters digit " +
    "digits code first second third fourth fifth sixth seventh eighth ninth tenth last sure certainly of course yes ok " +
    "okay ones finally plus with ends starts begins capital uppercase lowercase hex hexadecimal ascii char part half"
  ).split(" "),
);

/** Codes of signs that stand between pieces: hyphen, blank, underscore. */
const signCodes: ReadonlySet<string> = new Set(["2d", "20", "5f", "45", "32", "95"]);

/** Words that say that something is spelled, of which only the next part can follow: `followed by`, `, the number is`. */
const announcing =
  /(?:^| )(?:dash|hyphen|minus|underscore|slash|followed|plus|finally|ends|letters|characters|digits?|numbers? (?:is|are)|(?:the|its) (?:numbers?|words?|code)|(?:second|last) (?:part|half))(?: |$)/;

/** `Your room is number 101` says what something is. */
const telling = /^(?:is|are|was)(?: |$)/;

const onlyConnects = /^(?:and|then|and then)$/;

/** A part of what is spelled, and the sign that says how it hangs together with the one before. */
interface SpelledPiece {
  readonly text: string;
  readonly separator: " " | ", " | ". ";
}

/**
 * What a text spells, in lower case: list marks, signs and words that only connect are left out, names of letters and
 * numbers stand for what they name, `T as in Tango` and `T = 0x54` for T. A comma stands where a word was left out that
 * other talk has, too.
 */
export function spelledOut(text: string): string {
  const read = withoutListMarks(text)
    .toLowerCase()
    .replaceAll(/x-ray/g, "xray")
    .replaceAll(
      /(?<![\p{L}\p{N}])an? (?=(?:dash|hyphen|minus|dot|point|space|slash|underscore)(?!\p{L}))/gu,
      "",
    )
    .replaceAll(/(?<![\p{L}\p{N}])([\p{L}\p{N}])["']? {1,3}(?:as in|for|like) {1,3}\p{L}{2,20}/gu, "$1");
  const pieces: SpelledPiece[] = [];
  const left: string[] = [];
  let marks = "";
  let end = 0;
  for (const { 0: word, index } of read.matchAll(/[\p{L}\p{N}]+/gu)) {
    marks += read.slice(end, index);
    end = index + word.length;
    if (between.has(word)) {
      left.push(word);
      continue;
    }
    pieces.push({ text: spelled.get(word) ?? word, separator: separatorOf(marks, left.splice(0).join(" ")) });
    marks = "";
  }
  return withoutCodes(numbered(pieces))
    .map(({ text: piece, separator }, index) => (index === 0 ? piece : separator + piece))
    .join("");
}

function separatorOf(marks: string, left: string): SpelledPiece["separator"] {
  const hold = holdOf(marks);
  if (left === "") return hold === "sentence" ? ". " : hold === "pause" ? ", " : " ";
  const firm = announcing.test(left) && !telling.test(left);
  return firm || (onlyConnects.test(left) && hold !== "sentence") ? " " : ", ";
}

/** Without the marks of lists in front of lines: `1. `, `2) `, `- `, `• `. */
export function withoutListMarks(text: string): string {
  return text.replaceAll(/^[ \t|]{0,20}(?:[-*•+]|\d{1,3}[.)])[ \t]{1,20}/gm, "");
}

/** `seventy 7` is 77. */
function numbered(words: readonly SpelledPiece[]): readonly SpelledPiece[] {
  const pieces: SpelledPiece[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as SpelledPiece;
    const ten = tens.get(word.text);
    const next = words[index + 1]?.text ?? "";
    if (ten === undefined) pieces.push(word);
    else if (/^[1-9]$/.test(next)) {
      pieces.push({ ...word, text: ten + next });
      index++;
    } else pieces.push({ ...word, text: `${ten}0` });
  }
  return pieces;
}

/** Characters beside their own codes stand for themselves once: `t 0x54`, `54 t`. */
function withoutCodes(words: readonly SpelledPiece[]): readonly SpelledPiece[] {
  const pieces: SpelledPiece[] = [];
  let found = 0;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as SpelledPiece;
    const [one, next] = [word.text, words[index + 1]?.text ?? ""];
    const character = isCodeOf(next, one) ? one : isCodeOf(one, next) ? next : undefined;
    if (character !== undefined) {
      found++;
      index++;
    }
    pieces.push({ ...word, text: character ?? one });
  }
  return found < 3 ? pieces : pieces.filter(({ text }) => !signCodes.has(text.replace(/^0x/, "")));
}

function isCodeOf(code: string, character: string): boolean {
  if (!/^[a-z0-9]$/.test(character)) return false;
  const number = code.replace(/^(?:0x|u)/, "");
  return [character, character.toUpperCase()].some((one) => {
    const at = one.charCodeAt(0);
    return number === at.toString(16) || number === String(at);
  });
}
