const quoted = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»/gu;

const please =
  "(?:please|kindly|just|can you|could you|would you|will you|i (?:want|need) you to|help me(?: to)?|bitte|kannst du|könntest du|können sie|könnten sie|peux-tu|pouvez-vous|pourriez-vous|s['’]il (?:te|vous) plaît|puedes?|podrías?|por favor)";
/** What is done to nothing but a text. */
const rework =
  "(?:re-?write|rephrase|reword|paraphrase|translate|proof-?read|summari[sz]e|shorten|übersetzen?|umformulieren|formuliere|reformule[rz]?|traduis|tradui(?:re|sez)|résume[rz]?|traduc[ei]r?|traduzca|reformul[ae]r?)";
/** What is done to other things as well, so that it must be said what it is done to. */
const change =
  "(?:edit|correct|extract|improve|continue|complete|korrigieren?|verbessern?|verbessere|ergänzen?|corrige[rz]?|complète[rz]?|améliore[rz]?|corrija|corregir|mejora[r]?|completa[r]?)";
const text =
  "(?:th(?:is|at|ese)|it|the following|my|the (?:text|sentence|paragraph|message|e-?mail|letter|story|dialogue|conversation)|dies(?:e[mnrs]?)?|folgende[nrs]?|den folgenden|mein(?:e[nr]?)?|ce(?:ci|t|tte|s)?|le texte|la phrase|mon|ma|est[aeo]s?|el siguiente|la siguiente|el texto|mi)";
const others = String.raw`[^.!?:\n]{0,80}?`;

/** A request at the beginning of a sentence to work on a text, up to where that text begins: behind a colon or on a line of its own. */
const handsOver = new RegExp(
  String.raw`(?:^|[.!?\n])\s*(?:(?:hi|hello|hey|hallo|bonjour|hola|okay|ok|now|and)[\s,]+)?(?:${please}[\s,]+){0,2}(?:${rework}(?!\p{L})${others}|${change}(?:\s+${text}(?!\p{L})${others})?|${text}(?!\p{L})${others}\s(?:${rework}|${change}))\s*(?:[:：](?=\s|$)|[.!?]?[ \t]*\n)`,
  "iu",
);

/** Who writes more than this at once has pasted something; what is asked of it stands first. */
const ownWords = 60;
/** `Translate in Hindi`, with the text behind it and no mark between them. */
const asksToRework = new RegExp(String.raw`^\s*(?:${please}[\s,]+){0,2}${rework}(?!\p{L})`, "iu");
const wordsToAsk = 6;

/** A text without what it quotes, and without what is pasted into it to be worked on; all of it where it is one quotation. */
export function withoutQuotes(whole: string): string {
  const rest = whole.replaceAll(quoted, " … ");
  const own = /[\p{L}\p{N}]/u.test(rest) ? rest : whole;
  const request = handsOver.exec(own);
  if (request !== null) return own.slice(0, request.index + request[0].length);
  if (wordsIn(own).length <= ownWords) return own;
  const [first] = own.trimStart().split("\n", 1) as [string];
  return wordsIn(first)
    .slice(0, asksToRework.test(first) ? wordsToAsk : ownWords)
    .join(" ");
}

const wordsIn = (words: string): readonly string[] => words.match(/\S+/gu) ?? [];
