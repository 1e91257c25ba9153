const quoted = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»/gu;

/** A text without what it quotes; all of it where it is one quotation. */
export function withoutQuotes(text: string): string {
  const rest = text.replaceAll(quoted, " … ");
  return /[\p{L}\p{N}]/u.test(rest) ? rest : text;
}
