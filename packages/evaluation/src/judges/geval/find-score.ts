/** Where in a text a score stands, and which. */
export interface FoundScore {
  readonly value: number;
  /** Of its first character, in the text made plain. */
  readonly index: number;
}

/** A text in which every digit and sign is ASCII, whatever script or width it was written in. */
export function plainDigits(text: string): string {
  return text
    .normalize("NFKC")
    .replaceAll("\u2212", "-")
    .replaceAll(/\p{Nd}/gu, (digit) => String(digitValue(digit)));
}

/** Decimal digits of every script stand in runs of ten, from 0 up. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) as number;
  if (code < 0x80) return code - 0x30;
  let zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  return (code - zero) % 10;
}

/**
 * The score in a reply made plain, when the reply is a score: one number of the scale, alone, or behind what leads up
 * to it ("On a scale of 1 to 5: 4", "Turn 2 is rude, so 2"), or before a remark ("4: polite"). Thoughts, turns that are
 * cited and the scale itself are no scores. `null` for any other number, or several: a guess would pass for a verdict.
 */
export function findScore(plain: string, scores: readonly number[]): FoundScore | null {
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const text = withoutThoughts(plain);
  if (text === null) return null;
  const rest = [
    new RegExp(String.raw`(?<![\d.])${low}\s*(?:-|–|—|to|through|and|bis|à)\s*${high}(?![\d.])`, "gi"),
    new RegExp(String.raw`(?<=\d[\s*_]{0,4})(?:/|out of|von|of)\s*${high}(?![\d.])`, "gi"),
    /\bturns?\s*#?\d+(?:\s*(?:,|-|–|and|to|&)\s*\d+(?!\d))*/gi,
  ].reduce((kept, pattern) => kept.replaceAll(pattern, blank), text);
  const numbers = [
    ...rest.matchAll(low < 0 ? /(?<![\d.\w])-\d+(?:\.\d+)?|(?<![\d.])\d+(?:\.\d+)?/g : /\d+(?:\.\d+)?/g),
  ];
  const [match] = numbers;
  if (match === undefined || numbers.length > 1 || !scores.includes(Number(match[0]))) return null;
  const [before, after] = [rest.slice(0, match.index), rest.slice(match.index + match[0].length)];
  const endsReply = /^[\s*_"'`)\]}.!]*$/.test(after);
  const startsReply = /^[\s*_"'`([{#]*$/.test(before) && /^[\s*_"'`)\]}]*(?:[:;,.–—-]|\n)/.test(after);
  return endsReply || startsReply ? { value: Number(match[0]), index: match.index } : null;
}

/** The text with everything up to the end of its last thought blanked out; `null` for one that ends amid a thought. */
function withoutThoughts(text: string): string | null {
  const lower = text.toLowerCase();
  const ends = ["</think>", "</thinking>"].map((mark) => {
    const start = lower.lastIndexOf(mark);
    return start === -1 ? 0 : start + mark.length;
  });
  const end = Math.max(...ends);
  const isThinking = ["<think>", "<thinking>"].some((mark) => lower.includes(mark, end));
  return isThinking ? null : blank(text.slice(0, end)) + text.slice(end);
}

/** As many spaces, so that what follows stays in its place. */
function blank(text: string): string {
  return " ".repeat(text.length);
}
