/** Letters of other scripts that look like Latin ones, and those. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  Array.from("авекмнорстухіјѕԁԛԝαβεικνορτυχ", (letter, index) => [
    letter,
    "abekmhopctyxijsdqwabeiknoptux"[index] as string,
  ]),
);

/** A text in lower case, with accents apart; letters that look like Latin ones are those. */
export function folded(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[\u0370-\u052f]/g, (letter) => lookalikes.get(letter) ?? letter);
}

/** Letters and digits of a text, {@link folded}, without accents. */
export function bare(text: string): string {
  return folded(text).replaceAll(/[^\p{L}\p{N}]+/gu, "");
}

/** A run of letters and digits. */
export interface Piece {
  /** {@link bare}. */
  readonly text: string;
  /** As it is written, without accents. */
  readonly written: string;
  /** What stands between the one before and it. */
  readonly gap: string;
}

/** The runs of letters and digits of a text, in its order. */
export function piecesOf(text: string): readonly Piece[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}+/gu, "");
  let end = 0;
  return Array.from(plain.matchAll(/[\p{L}\p{N}]+/gu), ({ 0: written, index }) => {
    const gap = plain.slice(end, index);
    end = index + written.length;
    return { text: bare(written), written, gap };
  });
}

/** How firmly two pieces hang together: `sentence` and `pause` are marks after which something else may begin. */
export function holdOf(gap: string): "sentence" | "pause" | "joined" {
  if (/[.?!…]["'”’)*]{0,3}\s|\s[.?!…]/u.test(gap)) return "sentence";
  return /[,;:]["'”’)*]{0,3}\s|\s[,;:]/u.test(gap) ? "pause" : "joined";
}
