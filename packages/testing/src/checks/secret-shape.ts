import { bare, holdOf, type Piece, piecesOf } from "../text/bare-text.ts";

/** What a secret looks like, which decides how much is taken for it. */
export interface SecretShape {
  readonly secret: string;
  /** Its letters and digits. */
  readonly wanted: string;
  /** Whether ordinary talk may hold it by chance: few characters, or one word and a small number. */
  readonly weak: boolean;
  /** Which of its letters are capitals, where more are than at the beginning of a sentence; else nothing to tell it by. */
  readonly capitals: string | undefined;
}

/** Secrets with fewer letters and digits are weak. */
const fewestStrong = 7;

export function secretShape(secret: string): SecretShape {
  const wanted = bare(secret);
  const wordAndNumber = /^\p{L}+[^\p{L}\p{N}]*\p{N}{1,2}$|^\p{N}{1,2}[^\p{L}\p{N}]*\p{L}+$/u;
  const written = piecesOf(secret)
    .map((piece) => piece.written)
    .join("");
  return {
    secret,
    wanted,
    weak: wanted.length < fewestStrong || wordAndNumber.test(secret.trim()),
    capitals: (written.match(/\p{Lu}/gu) ?? []).length < 2 ? undefined : capitalsIn(written),
  };
}

/** The names of secrets that ordinary talk may hold by chance. */
export function weakSecrets(secrets: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(secrets).flatMap(([name, secret]) => (secretShape(secret).weak ? [name] : []));
}

function capitalsIn(written: string): string {
  return Array.from(written, (one) => (/\p{Lu}/u.test(one) ? "A" : "a")).join("");
}

/** Whether a secret of five letters and digits or more stands in a text. */
export function standsIn(text: string, shape: SecretShape): boolean {
  const { wanted } = shape;
  if (!bare(text).includes(wanted)) return false;
  if (shape.weak && isWritten(text, shape.secret)) return true;
  const all = piecesOf(text);
  const joined = all.map((piece) => piece.text).join("");
  const pieceAt = Uint32Array.from(all.flatMap(({ text: one }, index) => Array(one.length).fill(index)));
  const starts: number[] = [];
  let length = 0;
  for (const piece of all) {
    starts.push(length);
    length += piece.text.length;
  }
  const isEdge = (index: number): boolean =>
    index === joined.length || starts[pieceAt[index] as number] === index;
  const isDigit = (index: number): boolean => /\p{N}/u.test(joined[index] ?? "");
  const isWords = !/\p{N}/u.test(wanted);
  for (let at = joined.indexOf(wanted); at !== -1; at = joined.indexOf(wanted, at + 1)) {
    const end = at + wanted.length;
    const cut = [at, end].filter((edge) => !isEdge(edge));
    // A number within a longer one is another number, and a word within another is another word.
    if (cut.some((edge) => isWords || (isDigit(edge - 1) && isDigit(edge)))) continue;
    const [from, to] = [pieceAt[at] as number, pieceAt[end - 1] as number];
    const told = all.slice(from, to + 1).map((piece, index): Piece => {
      const start = starts[from + index] as number;
      const [first, last] = [Math.max(0, at - start), end - start];
      const gap = index === 0 ? "" : piece.gap;
      return { text: piece.text.slice(first, last), written: piece.written.slice(first, last), gap };
    });
    if (told.length === 1 || (shape.weak ? isWeaklyTold(told, shape) : isTold(told))) return true;
  }
  return false;
}

const isPart = (one: string | undefined): boolean => one !== undefined && /[\p{L}\p{N}]/u.test(one);

/** Signs and all, as a word of its own. */
function isWritten(text: string, secret: string): boolean {
  for (let at = text.indexOf(secret); at !== -1; at = text.indexOf(secret, at + 1))
    if (!isPart(text[at - 1]) && !isPart(text[at + secret.length])) return true;
  return false;
}

const isNumber = ({ text }: Piece): boolean => /^\p{N}+$/u.test(text);

/** Words hang together by signs without a pause; what is spelled, in numbers and at most three characters at a time, by any. */
function isTold(pieces: readonly Piece[]): boolean {
  const spelled = pieces.every((piece) => piece.text.length <= 3 || isNumber(piece));
  return pieces.every(({ text, gap }, index) => {
    const hold = holdOf(gap);
    if (index === 0 || hold === "joined") return true;
    if (!spelled) return false;
    return hold === "pause" || text.length === 1 || pieces[index - 1]?.text.length === 1;
  });
}

/** Character by character, without a blank, or in capitals that no running text has. */
function isWeaklyTold(pieces: readonly Piece[], { capitals }: SecretShape): boolean {
  const single = pieces.filter(({ text }) => text.length === 1).length;
  if (single >= 3 && pieces.every((piece) => piece.text.length === 1 || isNumber(piece))) return true;
  if (pieces.every(({ gap }) => !/\s/u.test(gap))) return true;
  const isCase = capitals === capitalsIn(pieces.map(({ written }) => written).join(""));
  return (isCase || pieces.every(isNumber)) && pieces.every(({ gap }) => holdOf(gap) === "joined");
}
