// What tells a stop signal from the mere word, where no sentence ends in between.

/** Words of parting and of thanks, in the languages models are mostly asked to speak. */
const partings = [
  "good-?bye|bye|farewell|thanks|thank(?= you)|thank you|cheers|take care|later|soon|good luck",
  "(?:good|nice|great|lovely|wonderful) (?:day|evening|night|weekend|one|time)",
  "tsch[üu]ss|danke|wiedersehen|au revoir|merci|adieu|adi[óo]s|gracias|hasta luego|ciao|grazie|arrivederci",
  "tchau|obrigad[oa]|doei|bedankt|tot ziens|do widzenia|dziękuję|hej då|teşekkürler|hoşça kal",
  "пока|спасибо|до свидания|до побачення|дякую|धन्यवाद|अलविदा",
  "شكرا|وداعا|مع السلامة|תודה|להתראות|ขอบคุณ|cảm ơn|tạm biệt|terima kasih",
].join("|");
/** The same in scripts without spaces between words. */
const unspacedPartings =
  "再见|再見|拜拜|谢谢|謝謝|さようなら|ありがとう(?:ございました|ございます)?|またね|失礼します|안녕히|감사합니다|고맙습니다";

const parting = new RegExp(`(?<!\\p{L})(?:${partings})(?!\\p{L})|${unspacedPartings}`, "iu");
const partingLast = new RegExp(`(?:(?<!\\p{L})(?:${partings})|${unspacedPartings})$`, "iu");

/** Words after which the stop word is what they speak of: `reply STOP`, `the sign says STOP`, `please STOP`. */
const speakingWords = new Set(
  [
    "say says said saying reply replies replied respond text texted type typed write writes wrote written",
    "send sends sent press pressed push hit use enter read reads spell spells shout shouts shouted yell yells",
    "yelled scream screams screamed cry cried call calls called mark marked label labeled labelled named titled",
    "word words keyword command signal sign button token tag message letters",
    "with the a an this that to not never please or and of is was means now but just it him her them me us",
    "must should can cannot could would will do does did make makes i we they he she",
  ]
    .join(" ")
    .split(" "),
);

/**
 * Whether the sentence before the stop word takes leave, so that the word ends the conversation although the sentence
 * has no end: `ok thanks bye STOP`.
 */
export function takesLeave(before: string): boolean {
  const sentence = /(?<![^.!?…。\n])[^.!?…。\n]*$/u.exec(before)?.[0] ?? "";
  return parting.test(sentence) && !speaksOf(before);
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

const speakingStop = /STOP|СТОП/u;
const objection = /(?<!\p{L})(?:but|though|however|aber|pero|mais|но)(?!\p{L})/iu;

function isShortLeave(sentence: string): boolean {
  const isShort = sentence.trim().split(/\s+/).length <= 8;
  return isShort && parting.test(sentence) && !objection.test(sentence) && !speakingStop.test(sentence);
}

/** Whether words of leave are the last ones before the stop word, which is glued to them: `byeSTOP`. */
export function endsTakingLeave(before: string): boolean {
  return partingLast.test(before);
}

/** Whether the last word before the stop word makes it a word that is spoken of. */
export function speaksOf(before: string): boolean {
  const last = /(?<![\p{L}'’])[\p{L}'’]+$/u.exec(before)?.[0].toLowerCase() ?? "";
  return speakingWords.has(last) || /n['’]t$|['’](?:ll|s)$/u.test(last);
}
