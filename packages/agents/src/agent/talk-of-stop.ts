// What tells a stop signal from the mere word, where no sentence ends in between.

/** Words of parting and of thanks, in the languages models are mostly asked to speak. */
const partings = [
  "good-?bye|bye|farewell|thanks|thank(?= you)|thank you|cheers|take care|later|soon|good luck",
  "(?:good|nice|great|lovely|wonderful) (?:day|evening|night|weekend|one|time)",
  "tsch[üu]ss|danke|wiedersehen|au revoir|merci|adieu|adi[óo]s|gracias|hasta luego|ciao|grazie|arrivederci",
  "tchau|obrigad[oa]|doei|bedankt|tot ziens|do widzenia|dziękuję|hej då|teşekkürler|hoşça kal",
  "пока|спасибо|до свидания|до побачення|дякую|धन्यवाद|अलविदा",
  "شكرا|وداعا|مع السلامة|תודה|להתראות|cảm ơn|tạm biệt|terima kasih",
].join("|");
/** The same in scripts without spaces between words. */
const unspacedPartings =
  "ขอบคุณ|ลาก่อน|再见|再見|拜拜|谢谢|謝謝|さようなら|ありがとう(?:ございました|ございます)?|またね|失礼します|안녕히|감사합니다|고맙습니다";

const parting = new RegExp(`(?<!\\p{L})(?:${partings})(?!\\p{L})|${unspacedPartings}`, "iu");
const partingLast = new RegExp(`(?:(?<!\\p{L})(?:${partings})|${unspacedPartings})$`, "iu");

/** Words right before the stop word that go on to it: `please STOP`, `with STOP`, `the bus STOP`, `mit STOP`. */
const leading = new Set(
  [
    "with the a an to not never please or and of is was means now but just must should",
    "if can cannot could will would do does did make makes i we they he she about at in on for from like",
    "by between red green big bus tram taxi truck pit full emergency one two three word",
    "mit von über das die der ein eine oder und ist le la un une ou et de est por con el lo una y o es il e di",
    "é um uma ou com слово или и с на",
  ]
    .join(" ")
    .split(" "),
);

/** What is done with a word, and what a word stands on, as far as these begin: in the sentence before the stop word, they speak of it. */
const speakingOf = [
  "say(?:s|ing)?|said|sign(?:s|al|posts?)?|repl(?:y|ies|ied)|respond|text(?:s|ed)?|typ(?:e|es|ed|ing)|writ(?:e|es|ten|ing)|wrote",
  "send(?:s|ing)?|sent|press(?:es|ed)?|push(?:es|ed)?|hit|enter|reads?|spel(?:l|ls|led|t)|shout\\p{L}*|yell\\p{L}*|scream\\p{L}*",
  "cr(?:y|ied)|call(?:s|ed)|mark(?:ed|s)|label(?:s|led|ed)?|named|titled|keywords?|commands?|buttons?|tokens?|hash ?tags?|letters",
  "click(?:s|ed)?|tap(?:s|ped)?|choos(?:e|es)|chose|select\\p{L}*|options?|answer|show(?:s|ed|n)?|display\\p{L}*|flash\\p{L}*|screen",
  "explain(?:s|ed|ing)|switch(?:es)?|positions?|variable|constant|band|film|movie|song|telegram|tag line|keys|lights|state",
  "schreib\\p{L}*|antwort\\p{L}*|drück\\p{L}*|schild|steht|tipp\\p{L}*|sende|panneau|dit|indique|répond\\p{L}*|envoi\\p{L}*|écri\\p{L}*",
  "respond\\p{L}*|envío|envia\\p{L}*|escrib\\p{L}*|escrev\\p{L}*|scriv\\p{L}*|premo|dice|diz|напи\\p{L}*|знак\\p{L}*|отправ\\p{L}*|нажм\\p{L}*",
].join("|");
const unspacedSpeakingOf =
  "回复|回覆|按|输入|輸入|标志|標誌|写着|寫著|发送|發送|看板|送り|送る|書い|보낼|이라고|표지판";
const mention = new RegExp(`(?<!\\p{L})(?:${speakingOf})(?!\\p{L})|${unspacedSpeakingOf}`, "iu");
/** What makes a sentence that has ended, or one that follows, speak of the word beside it. */
const mentionBeside =
  /(?<!\p{L})(?:stop|signs?|says|it say|reads|labels?|buttons?|one word|telegram|spell(?:s|ed)?|headings?|campaign|page)(?!\p{L})/iu;

const abbreviation = /(?<!\p{L})(?:e\.g|i\.e|etc|z\.\s?B|d\.\s?h|p\.\s?ex|vs|viz|cf|например|т\.\s?е)\.$/iu;
const listMarker = /(?:(?:^|\n)[ \t]*(?:\d{1,2}|\p{L})[.)]|\((?:\d{1,2}|\p{L})\))$/u;
const joining = /^\s*(?:[=|/→➜►]|->|=>)/u;
const joined = /(?:[=|/→➜►]|->)$/u;
const openQuote: readonly (readonly [string, string])[] = [
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
  ["「", "」"],
  ["『", "』"],
];
const affirmation = /^(?:ok|okay|done|yes|no|ty|thx)$/iu;

/**
 * Whether the words before the stop word speak of it or go on to it, so that it is a word like any other: in a sentence
 * that has not ended, in a list of options, in quotation, joined to another term.
 *
 * @param before what stands before the word and its marks
 * @param opening the marks and the white space in between
 * @param ended whether a sentence, or the line, ended in between
 */
export function leadsToStop(before: string, opening: string, ended: boolean): boolean {
  if (abbreviation.test(before) || listMarker.test(before) || isQuoted(before)) return true;
  const sentence = lastSentence(before);
  if (partingLast.test(before.replace(/[\s.!…。,;]{0,9}$/u, ""))) return false;
  if (isOption(sentence)) return true;
  if (/[.!?…。]["'”’»」』)*_]{0,4}$/u.test(before))
    return mentionBeside.test(sentence) && !parting.test(sentence);
  if (!ended && (joining.test(opening) || joined.test(before))) return true;
  return mention.test(sentence) || goesOnToIt(sentence);
}

/** `make it STOP`, `on that STOP`: after other words, a pronoun ends what is said. */
const leadingPronoun =
  /(?<!\p{L})(?:make|makes|made|making|let|lets|help|helps|get|gets|got|have|had|wants?|wanted|needs?|told|tells?|asks?|asked|see|saw|hears?|heard|watch|like|with|for|to|of|at|by|on|in|from|about|read|reads|and|or|is|was)\s+(?:it|that|this|him|her|them)$|(?<!\p{L})(?:make|makes|made|let|lets|tell|told|ask|asked)\s+(?:us|me|you)$/iu;

/** Whether the last word is one that goes on to the next. */
function goesOnToIt(sentence: string): boolean {
  const last = /(?<![\p{L}'’])[\p{L}'’]+[*_"“«([{<#]{0,4}$/u.exec(sentence)?.[0].toLowerCase() ?? "";
  return leading.has(last) || /n['’]t$|['’](?:ll|s)$/u.test(last) || leadingPronoun.test(sentence.trimEnd());
}

/** Whether the last word is in capitals, in a sentence of such words, or after a colon or what speaks of words. */
function isOption(sentence: string): boolean {
  const last = /(?<!\p{L})\p{Lu}{2,}(?=\P{L}{0,12}$)/u.exec(sentence)?.[0];
  if (last === undefined || affirmation.test(last) || parting.test(sentence)) return false;
  return !/\p{Ll}/u.test(sentence) || /[:：,]/u.test(sentence) || mention.test(sentence);
}

/** Whether a quotation that others are quoted in is still open: `He yelled "Watch out!`. */
function isQuoted(before: string): boolean {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  return openQuote.some(([open, close]) => {
    const at = line.lastIndexOf(open);
    if (at === -1 || !/[\p{L}:,]\s?$/u.test(line.slice(0, at))) return false;
    return open === close ? line.split(open).length % 2 === 0 : !line.includes(close, at);
  });
}

function lastSentence(before: string): string {
  const end = before.replace(/[^\p{L}\p{N}]{0,20}$/u, "").length;
  return /(?<![^.!?…。\n])[^.!?…。\n]*$/u.exec(before.slice(0, end))?.[0] ?? "";
}

/** Whether the sentence before the stop word takes leave, although it has no end: `ok thanks bye STOP`. */
export function takesLeave(before: string): boolean {
  return parting.test(/(?<![^.!?…。\n])[^.!?…。\n]*$/u.exec(before)?.[0] ?? "");
}

/** Whether what follows the stop word speaks of it with its first sentence: `[STOP] The button is red.` */
export function isSpokenOf(rest: string): boolean {
  return mentionBeside.test(/^[^.!?…。\n]{0,200}/u.exec(rest)?.[0] ?? "");
}

/**
 * Whether what follows the stop word takes leave with every sentence, and says nothing else: `STOP. Goodbye!`.
 *
 * @returns nothing while that depends on what is still to come
 */
export function onlyTakesLeave(rest: string, longest: number, complete: boolean): boolean | undefined {
  if (rest.length > longest || /[?؟]/u.test(rest)) return false;
  const sentences = rest.split(/[.!…。\n]/u);
  const open = complete ? "" : (sentences.pop() ?? "");
  const ended = sentences.filter((sentence) => /\p{L}/u.test(sentence));
  if (!ended.every(isShortLeave) || speakingStop.test(open)) return false;
  return complete ? ended.length > 0 : undefined;
}

/** What says that the conversation is over. */
const overAndOut =
  /(?:conversation|chat|dialogue|call) (?:is over|is done|has ended|ended|has been ended)|end of (?:the )?(?:conversation|chat|dialogue)|goal (?:was|is|has been) reached|(?:have|got) (?:what|all|everything) I need/iu;
const speakingStop = /STOP|СТОП/u;
const objection = /(?<!\p{L})(?:but|though|however|aber|pero|mais|но)(?!\p{L})/iu;

function isShortLeave(sentence: string): boolean {
  const isShort = sentence.trim().split(/\s+/).length <= 8;
  return (
    isShort &&
    (parting.test(sentence) || overAndOut.test(sentence)) &&
    !objection.test(sentence) &&
    !speakingStop.test(sentence)
  );
}

/** Whether words of leave are the last ones before the stop word, which is glued to them: `byeSTOP`. */
export function endsTakingLeave(before: string): boolean {
  return partingLast.test(before);
}

const signature =
  /^(?:(?:(?:with )?(?:best|kind|warm|many)(?: (?:regards|wishes|thanks))?|regards|sincerely|yours(?: truly| sincerely)?|love|cheers|thanks|mit freundlichen grüßen|viele grüße|cordialement|saludos|un saludo|cordiali saluti|atenciosamente|с уважением)[,.!]?\s{1,3})?[-–—~]?\s?(?:(?:Dr|Mr|Mrs|Ms|Prof)\.? )?\p{Lu}[\p{L}\p{M}'’-]{0,20}(?: (?:\p{Lu}[\p{L}\p{M}'’-]{0,20}|\p{Lu}\.|von|de|van)){0,3}[.!]?\s{0,3}$/iu;
const maySign = /^[\p{L}\p{M}\s.,'’–—~-]{0,119}<?$/u;

/**
 * Whether what follows the stop word is a name, with or without a greeting before it, and nothing else.
 *
 * @returns nothing while that depends on what is still to come
 */
export function isSignature(rest: string, complete: boolean): boolean | undefined {
  if (!complete && maySign.test(rest)) return undefined;
  const name = rest.trim().split(/\n/u).at(-1) ?? "";
  return signature.test(rest) && /^[-–—~]?\s?\p{Lu}/u.test(name) && /\p{Ll}|^[^\p{Lu}]*\p{Lu}$/u.test(name);
}
