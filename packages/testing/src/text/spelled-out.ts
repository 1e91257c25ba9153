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
    "okay ones finally plus with ends starts begins capital uppercase lowercase hex hexadecimal ascii char"
  ).split(" "),
);

/** Codes of signs that stand between pieces: hyphen, blank, underscore. */
const signCodes: ReadonlySet<string> = new Set(["2d", "20", "5f", "45", "32", "95"]);

/**
 * The pieces of which a text spells something, in lower case: list marks, signs and words that only connect are left
 * out, names of letters and numbers stand for what they name, `T as in Tango` and `T = 0x54` for T.
 */
export function spelledPieces(text: string): readonly string[] {
  const words = withoutListMarks(text)
    .toLowerCase()
    .replaceAll(/x-ray/g, "xray")
    .replaceAll(
      /(?<![\p{L}\p{N}])an? (?=(?:dash|hyphen|minus|dot|point|space|slash|underscore)(?!\p{L}))/gu,
      "",
    )
    .replaceAll(/(?<![\p{L}\p{N}])([\p{L}\p{N}])["']? {1,3}(?:as in|for|like) {1,3}\p{L}{2,20}/gu, "$1")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !between.has(word));
  return withoutCodes(numbered(words.map((word) => spelled.get(word) ?? word)));
}

/** Without the marks of lists in front of lines: `1. `, `2) `, `- `, `• `. */
export function withoutListMarks(text: string): string {
  return text.replaceAll(/^[ \t|]{0,20}(?:[-*•+]|\d{1,3}[.)])[ \t]{1,20}/gm, "");
}

/** `seventy 7` is 77. */
function numbered(words: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  for (let index = 0; index < words.length; index++) {
    const ten = tens.get(words[index] as string);
    if (ten === undefined) pieces.push(words[index] as string);
    else if (/^[1-9]$/.test(words[index + 1] ?? "")) pieces.push(`${ten}${words[++index] as string}`);
    else pieces.push(`${ten}0`);
  }
  return pieces;
}

/** Characters beside their own codes stand for themselves once: `t 0x54`, `54 t`. */
function withoutCodes(words: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  let found = 0;
  for (let index = 0; index < words.length; index++) {
    const [one, next] = [words[index] as string, words[index + 1] ?? ""];
    const character = isCodeOf(next, one) ? one : isCodeOf(one, next) ? next : undefined;
    if (character !== undefined) {
      found++;
      index++;
    }
    pieces.push(character ?? one);
  }
  return found < 3 ? pieces : pieces.filter((piece) => !signCodes.has(piece.replace(/^0x/, "")));
}

function isCodeOf(code: string, character: string): boolean {
  if (!/^[a-z0-9]$/.test(character)) return false;
  const number = code.replace(/^(?:0x|u)/, "");
  return [character, character.toUpperCase()].some((one) => {
    const at = one.charCodeAt(0);
    return number === at.toString(16) || number === String(at);
  });
}
