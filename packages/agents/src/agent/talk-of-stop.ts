// What tells a stop signal from the mere word, where no sentence ends in between.

/** Words of parting and of thanks, in the languages models are mostly asked to speak. */
const partings = [
  "good-?bye|bye|farewell|thanks|thank(?= you)|thank you|cheers|take care|later|soon|good luck",
  "(?:good|nice|great|lovely|wonderful) (?:day|evening|night|weekend|one|time)",
  "that(?:['’]s| is|['’]ll be| will be| would be) (?:all|everything)(?: for (?:now|today))?(?!\\s\\p{L})",
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
    "buy sell trailing ctrl alt shift docker net sudo systemctl",
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
  "expects|returns|receives|accepts",
  // German, French
  "schreib\\p{L}*|geschrieben|antwort\\p{L}*|drück\\p{L}*|schild|steht|tipp\\p{L}*|senden?|schick\\p{L}*|lautet|heißt|wort|knopf",
  "panneau|dit|indique|répond\\p{L}*|envo[iy]\\p{L}*|écri\\p{L}*|tap(?:é|ez)|appuy\\p{L}*|bouton|touche",
  // Spanish, Portuguese, Italian
  "respond\\p{L}*|envi[aeéoóí]\\p{L}*|envío|escrib\\p{L}*|mand[éóoa]\\p{L}*|presion\\p{L}*|puls[aeoé]|bot[óã][no]|tecla|palabra|dice",
  "escrev\\p{L}*|digit\\p{L}*|apert\\p{L}*|palavra|diz|scriv\\p{L}*|scritto|invia\\p{L}*|invio|premo|premi|premere|premuto|pulsante|tasto|parola",
  // Dutch, Danish, Norwegian, Swedish
  "stuur(?:t|de|den)?|gestuurd|getypt|typt|druk|drukte?|knop|woord|bord|schrijf\\p{L}*|schreef",
  "sendte|sender|sendt|skriv\\p{L}*|skrev|tryk\\p{L}*|tryck\\p{L}*|kna[pb]p?\\p{L}*|skilt\\p{L}*|skick\\p{L}*|skylt\\p{L}*|ordet",
  // Polish, Russian, Vietnamese, Indonesian
  "wpis\\p{L}*|wysł\\p{L}*|wyśl\\p{L}*|wysył\\p{L}*|napis\\p{L}*|nacisn\\p{L}*|naciśn\\p{L}*|przycisk\\p{L}*|słowo",
  "напи\\p{L}*|знак\\p{L}*|отправ\\p{L}*|послал\\p{L}*|нажм\\p{L}*|нажал\\p{L}*|нажат\\p{L}*|кнопк\\p{L}*",
  "gửi|nhắn|soạn|bấm|nhấn|ketik|mengetik|kirim|mengirim|tekan|menekan|tombol|balas|membalas",
].join("|");
const unspacedSpeakingOf =
  "回复|回覆|按|发了|發了|发个|點擊|点击|打了|输入|輸入|标志|標誌|写着|寫著|发送|發送|看板|送り|送る|書い|보낼|이라고|표지판";
const mention = new RegExp(`(?<!\\p{L})(?:${speakingOf})(?!\\p{L})|${unspacedSpeakingOf}`, "iu");
/** What makes a sentence that follows speak of the word. */
const mentionBeside =
  /(?<!\p{L})(?:stop|signs?|says|it say|reads|labels?|buttons?|one word|telegram|spell(?:s|ed)?|headings?|campaign|page)(?!\p{L})/iu;
/** A question that does: `What does this do?` */
const asksAboutIt = /(?<!\p{L})(?:this|that|it|mean)(?!\p{L})[^?]*[?？]/iu;
/** A question that the word may answer: `What does it say?`, `Which key?`, `The name of the band?` */
const asksForIt =
  /^\P{L}*(?:(?:(?:so|and|but|ok|okay),? )?(?:what|which)(?! (?:else|more|time|about|if)(?!\p{L}))|was(?! (?:that|it|there)(?!\p{L}))|welche[rs]?|quel(?:le)?|qu[ée]|cuál|qual|quale|cosa|wat|welke?|co|jakie|что|как(?:ое|ая|ой))(?!\p{L})|^\P{L}*(?:the|my|your|his|her|their|our|its) [\p{L}'’]+(?: (?:of|on|for) [\p{L}'’ ]{1,30})?$/iu;
/** A sentence that promises the word, or is the same command before it is repeated: `Stop, drop and roll.` */
const promisesIt =
  /(?:ha[ds]|have|shows?|bears?|contains?) (?:just |only )?(?:one|a single) word|^\P{L}*stop[,.!]/iu;
/** A sentence's end, whatever is closed after it. */
const ending = /[\p{Sentence_Terminal}…][\p{Sentence_Terminal}…"'”’»」』)*_]{0,4}$/u;
const endingPictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]$/u;

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
  ["`", "`"],
];
const affirmation = /^(?:ok|okay|done|yes|no|ty|thx)$/iu;
/** A sentence that says in capitals what the signal says. */
const saysEnd = /^\P{L}*(?:the )?(?:end|over|over and out|fin|finished|ende)\P{L}*$/iu;

/**
 * Whether the words before the stop word speak of it or go on to it, so that it is a word like any other: in a sentence
 * that has not ended, in a list of options, in quotation, joined to another term. What a sentence that ended speaks of
 * does not matter, unless it asks for the word or promises it.
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
  const end = ending.exec(before)?.[0];
  if (end !== undefined)
    return (
      !parting.test(sentence) &&
      (promisesIt.test(sentence) || (/[?？]/u.test(end) && asksForIt.test(sentence)))
    );
  if (endingPictograph.test(before)) return goesOnToIt(sentence);
  if (!ended && (joining.test(opening) || joined.test(before))) return true;
  // To a line of its own, only the last words go on: `The sign reads`, `The display shows this`.
  const speaking = opening.includes("\n") ? sentence.trim().split(/\s+/u).slice(-2).join(" ") : sentence;
  return mention.test(speaking) || goesOnToIt(sentence);
}

/** `make it STOP`, `on that STOP`, `I see the message STOP`: after other words, these end what is said. */
const leadingPhrase =
  /(?<!\p{L})(?:make|makes|made|making|let|lets|help|helps|get|gets|got|have|had|wants?|wanted|needs?|told|tells?|asks?|asked|see|saw|hears?|heard|watch|like|with|for|to|of|at|by|on|in|from|about|read|reads|and|or|is|was)\s+(?:it|that|this|him|her|them)$|(?<!\p{L})(?:make|makes|made|let|lets|tell|told|ask|asked)\s+(?:us|me|you)$|(?<!\p{L})(?:see|sees|seeing|saw|get|gets|getting|got|received)\s+(?:(?:the|a|an|this|that)\s+)?(?:message|error|text|code|line)$/iu;

/** Whether the last word is one that goes on to the next. */
function goesOnToIt(sentence: string): boolean {
  const last = /(?<![\p{L}'’])[\p{L}'’]+[*_"“«([{<#]{0,4}$/u.exec(sentence)?.[0].toLowerCase() ?? "";
  return leading.has(last) || /n['’]t$|['’](?:ll|s)$/u.test(last) || leadingPhrase.test(sentence.trimEnd());
}

/** Whether the last word is in capitals, in a sentence of such words, or after a colon or what speaks of words. */
function isOption(sentence: string): boolean {
  const last = /(?<!\p{L})\p{Lu}{2,}(?=\P{L}{0,12}$)/u.exec(sentence)?.[0];
  if (last === undefined || affirmation.test(last) || saysEnd.test(sentence) || parting.test(sentence))
    return false;
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
  const sentence = /^[^.!?…。\n]{0,200}[?？]?/u.exec(rest)?.[0] ?? "";
  return (mentionBeside.test(sentence) || asksAboutIt.test(sentence)) && !parting.test(sentence);
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
