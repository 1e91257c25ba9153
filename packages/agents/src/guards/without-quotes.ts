const quoted = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»/gu;

/** Somebody who asks for this has a text of somebody else behind it. */
const worksOn =
  /^[^.!?\n]{0,40}\b(?:rewrite|rephrase|reword|paraphrase|translate|proof ?read|edit|correct|summari[sz]e|shorten|extract|improve|continue|complete|übersetze|korrigiere|verbessere|reformule|traduis|corrige|traduce|traduzca|corrija)\b/iu;
const wordsToAsk = 6;

/** Who writes more than this at once has pasted something; what is asked of it stands first. */
const ownWords = 60;

/** A text without what it quotes, and without what is pasted into it to be worked on; all of it where it is one quotation. */
export function withoutQuotes(text: string): string {
  const rest = text.replaceAll(quoted, " … ");
  const own = /[\p{L}\p{N}]/u.test(rest) ? rest : text;
  const isHandedOver = worksOn.test(own);
  if (!isHandedOver && wordsIn(own).length <= ownWords) return own;
  const first = own.trimStart().split(isHandedOver ? /[:\n]/u : "\n", 1)[0] as string;
  return wordsIn(first)
    .slice(0, isHandedOver ? wordsToAsk : ownWords)
    .join(" ");
}

const wordsIn = (text: string): readonly string[] => text.match(/\S+/gu) ?? [];
