const quoted = /"[^"\n]{1,300}"|“[^”\n]{1,300}”|„[^“”\n]{1,300}[“”]|«[^»\n]{1,300}»/gu;

const please =
  "(?:please|kindly|just|(?:can|could|will|would) you|i (?:want|need|would like) you to|i['’]d like you to|help me(?: to)?|peux-tu|pouvez-vous|pourriez-vous|s['’]il (?:te|vous) plaît|puedes?|podrías?|por favor)";
const bitte = "(?:bitte|kannst du|könntest du|können sie|könnten sie|mir|uns)";
const asking = String.raw`(?:(?:${please}|${bitte}|me|nous|nos)[\s,]{1,9}){0,3}`;

/** What is done to nothing but a text. */
const rework =
  "(?:re-?write|rephrase|reword|paraphrase|translate|proof-?read|summari[sz]e|shorten|übersetzen?|umformulieren|formuliere|reformule[rz]?|traduis|tradui(?:re|sez)|résume[rz]?|traduc[ei]r?|traduzca|reformul[ae]r?)";
/** What is done to other things as well, so that it must be said what it is done to. */
const change =
  "(?:edit|correct|extract|improve|continue|complete|korrigieren?|verbessern?|verbessere|ergänzen?|corrige[rz]?|complète[rz]?|améliore[rz]?|corrija|corregir|mejora[r]?|completa[r]?)";
const infinitive = "(?:übersetzen|umformulieren|korrigieren|verbessern|ergänzen)";

const others = String.raw`[^.!?:：\n]{0,80}?`;
const textNoun =
  "(?:texts?|sentences?|paragraphs?|messages?|e-?mails?|letters?|essays?|articles?|poems?|story|dialogues?|conversation|grammar|spelling|sätze?|absatz|nachricht|brief|phrases?|paragraphe|lettre|courriel|textos?|frases?|párrafo|mensaje|carta|correo)";
const pointer =
  "(?:this|these|it|the following|dies(?:e[mnrs]?)?|das|(?:den |die |das )?folgenden?|folgende[rs]|ce(?:ci|t|tte|s)?|est[aeo]s?|(?:el|la) siguiente)";
const aText = String.raw`\s{1,9}(?:${pointer}|${others}(?<!\p{L})${textNoun})(?!\p{L})${others}`;
/** The verb stands last: `diesen Text ins Englische übersetzen`. */
const inGerman = String.raw`(?:${bitte}\s{1,9}){1,2}${others}(?<!\p{L})(?:${pointer}|${textNoun})(?!\p{L})${others}\s${infinitive}|(?:dies\p{L}{1,2}|(?:den |die |das )?folgenden?)\s${textNoun}(?:\s(?:bitte|ins? \p{L}{1,20}|auf \p{L}{1,20})){0,2}\s${infinitive}`;

/** A request at the beginning of a sentence to work on a text, up to where that text begins: behind a colon or on a line of its own. */
const handsOver = new RegExp(
  String.raw`(?:^|[.!?\n])\s{0,9}[¿¡]?(?:(?:hi|hello|hey|hallo|bonjour|hola|okay|ok|now|and)[\s,]{1,9})?(?:(?:${asking}(?:${rework}(?!\p{L})${others}|${change}${aText})|${inGerman})\s{0,9}(?:[:：](?!//|\d)|[.!?]?[ \t]{0,9}\n)|${asking}${change}\s{0,9}[:：])`,
  "iu",
);

/** Who writes more than this at once has pasted something; what is asked of it stands first. */
const ownWords = 60;
/** `Translate in Hindi`, with the text behind it and no mark between them. */
const asksToRework = new RegExp(String.raw`^\s{0,9}[¿¡]?${asking}${rework}(?!\p{L})`, "iu");
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
