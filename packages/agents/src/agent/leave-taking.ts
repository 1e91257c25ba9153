// What people say at the end of a conversation: closed lists, the only words beside the signal's own that end one.

const thankedFor =
  "(?: for (?:that|this|everything|all (?:that|this)|(?:all )?(?:your|the)(?: (?:time|kind|quick|great))?(?: (?:help|time|call|information|info|assistance|support|patience|advice|understanding|kindness|service|message|answers?)){1,2}(?: today)?))?";
/** Farewells, thanks and their kin; at the end of what is said they take leave, whatever stands before. */
const leaves = [
  "(?:good ?)?bye(?:[ -]bye)?(?: for)?|good-bye|farewell|cheers|take care|sleep (?:well|tight)|sweet dreams|later|good luck|good ?night|xx?|over and out|all the best",
  "(?:see|talk to|speak to|catch) (?:you|ya)(?: (?:soon|later|then|there|around|again|tomorrow|tonight|next (?:week|time)|(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|at \\d{1,2}(?::\\d\\d)?(?: ?[ap]m)?))?",
  "talk (?:soon|later)|speak soon|until (?:then|next time)|soon",
  "(?:good|nice|great|lovely|wonderful|pleasant|safe) (?:day|evening|afternoon|night|weekend|one|time|trip|week|rest of your (?:day|evening|week))",
  "have a (?:good|nice|great|lovely|wonderful) (?:day|one)|enjoy(?: your (?:day|evening|weekend|trip))?",
  "(?:great|nice|good|lovely|pleasure) (?:talking|chatting|speaking) (?:to|with) you",
  `(?:many )?thanks(?: again| so much| a lot| a million)?${thankedFor}`,
  `thank (?:you|u)(?: (?:again|so much|very much|kindly|a lot))?${thankedFor}`,
  "(?:i )?(?:really |do )?appreciate (?:it|that|this|(?:all )?your (?:help|time|patience))|much appreciated|thank you enough|you too|same to you|you(?:['’]re| are) welcome|no worries|my pleasure",
  "that(?:['’]s|s| is| was| will be|['’]ll be| would be) (?:all|everything|it)(?: (?:i|we) (?:need|needed|wanted)(?: to know)?)?(?: for (?:now|today))?",
  "(?:(?:i|we)(?: have|['’]ve got| got|['’]ve) )(?:all|everything|what) (?:i|we) need(?:ed)?|nothing (?:else|more)|no (?:more|other|further) questions",
  "(?:i(?:['’]m| am)|we(?:['’]re| are)) (?:good|done|finished|all set)(?: here)?|i have no (?:more|other|further) questions",
  "tsch[üu]ss|danke(?: (?:dir|ihnen|sehr|schön|für alles|für (?:die|ihre|deine) hilfe))*|vielen dank|(?:auf )?wiedersehen|bis (?:dann|bald|morgen|später)|das (?:war['’]?s|wars|ist alles)",
  "au revoir|merci(?: (?:beaucoup|bien|à vous|pour tout))*|adieu|à (?:bientôt|demain|plus)|bonne (?:journée|soirée)|c['’]est tout",
  "adi[óo]s|(?:muchas )?gracias(?: por todo)?|hasta (?:luego|mañana|pronto|la vista)|eso es todo",
  "ciao|grazie(?: mille)?|arrivederci|a (?:presto|domani)|buona (?:giornata|serata)|tchau|(?:muito )?obrigad[oa](?: pela ajuda)?|adeus|até (?:logo|amanhã|breve)|doei",
  "bedankt|dank je|tot (?:ziens|morgen|snel)|do widzenia|dziękuję(?: bardzo)?|hej då|tack(?: (?:så mycket|för hjälpen))?|(?:tusen )?takk(?: for (?:hjelpen|alt))?|tak(?: for hjælpen)?|ha det|farvel",
  "kiitos|näkemiin|viszlát|köszönöm|díky|děkuji|nashledanou|hvala|doviđenja|mulțumesc|la revedere|teşekkürler|teşekkür ederim|hoşça kal(?:ın)?|αντίο|ευχαριστώ",
  "(?:ну )?пока|(?:большое )?спасибо(?: (?:большое|за помощь|за всё))?|до (?:свидания|завтра|встречи)|всего (?:доброго|хорошего)|до побачення|дякую",
  "धन्यवाद|शुक्रिया|अलविदा|ধন্যবাদ|বিদায়|ممنون|خدا حافظ|شکریہ|شكرا(?:ً)?(?: (?:جزيلا|لك))?|وداعا|مع السلامة|תודה(?: רבה)?|להתראות",
  "cảm ơn(?: bạn)?|tạm biệt|terima kasih(?: banyak)?|sampai jumpa|asante(?: sana)?|kwaheri",
].join("|");
/** The same in scripts without spaces between words. */
const unspacedLeaves =
  "(?:ขอบคุณ|ลาก่อน)(?:มาก|นะ|ค่ะ|คะ|ครับ)*|再[见見]|拜拜|明天[见見]|回头见|[谢謝][谢謝](?:您|你)?(?:的?(?:帮助|幫助))?|さようなら|(?:ありがとう|有難う)(?:ございました|ございます)?|またね|またあした|失礼(?:します|いたします)|お疲れ様でした|안녕히(?: 계세요| 가세요)?|(?:감사합니다|고맙습니다|고마워요?)";
/** What says yes or no and no more, as a whole sentence: it leads up to nothing. */
const assents =
  "ok(?:ay)?|k|sure(?: thing)?|yes|yep|yeah|no|nope|al(?:l )?right(?: then)?|right|done|perfect|great|fine|cool|good|wonderful|excellent|got it|understood|will do|sounds good|agreed|deal|roger(?: that)?|noted|(?:the )?end|over|fin(?:ished)?|ty|thx|alles klar|gut|ende|d['’]accord|parfait|vale|perfecto|perfetto|va bene|va bem|хорошо|понятно|ठीक है|सब ठीक है|좋아요|알겠습니다|네|好的?|知道了|明白了|没问题|没有其他问题了|了解しました|分かりました|わかりました|はい|それでは";

const last = new RegExp(
  `(?:(?<![\\p{L}\\p{M}])(?:${leaves})(?: (?:then|now|again|today|all|everyone))?|${unspacedLeaves})$`,
  "iu",
);
const first = new RegExp(
  `^\\P{L}*(?:(?:${assents})[,، ]+)?(?:(?:${leaves})(?![\\p{L}\\p{M}])|${unspacedLeaves})`,
  "iu",
);
const assent = new RegExp(`^\\P{L}*(?:${assents})(?:[,，、،\\s]+(?:${assents}))*$`, "iu");
const overAndOut =
  /(?:conversation|chat|dialogue|call) (?:is over|is done|has ended|ended|has been ended)|end of (?:the )?(?:conversation|chat|dialogue)|goal (?:was|is|has been) reached/iu;
const marksLast = /[^\p{L}\p{N}\p{M}]{1,20}$/u;
const nameLast = /,?\s\p{Lu}[\p{Ll}\p{M}]{1,20}$/u;
/** Nobody takes leave in more characters. */
const longest = 90;

/** Whether the last words take leave: `ok thanks bye`, `Thank you, Ana`. */
export function endsInLeave(text: string): boolean {
  const words = text.slice(-longest).replace(marksLast, "");
  return last.test(words) || (nameLast.test(words) && last.test(words.replace(nameLast, "")));
}

/** Whether a sentence takes leave with its first or its last words, or is no more than a yes. */
export function isLeave(sentence: string): boolean {
  const words = sentence.replace(marksLast, "");
  return isAssent(words) || first.test(words.slice(0, longest)) || endsInLeave(words);
}

/** Whether a sentence is a yes or a no, and no more. */
export function isAssent(sentence: string): boolean {
  return sentence.length <= longest && assent.test(sentence.replace(marksLast, ""));
}

/** Whether a text begins by taking leave. */
export function beginsWithLeave(text: string): boolean {
  return first.test(text.slice(0, longest)) || overAndOut.test(/^[^.!?…。\n]{0,90}/u.exec(text)?.[0] ?? "");
}

/** Whether every clause of a text takes leave, or says that the conversation is over. */
export function onlyTakesLeave(text: string): boolean {
  if (/[?？؟]/u.test(text)) return false;
  const clauses = text.split(/[.!…。,，;\n]/u).filter((clause) => /\p{L}/u.test(clause));
  return (
    clauses.length > 0 && clauses.every((clause) => overAndOut.test(clause) || isWholeLeave(clause.trim()))
  );
}

function isWholeLeave(clause: string): boolean {
  return clause.split(/\s+/u).length <= 8 && (first.test(clause) || endsInLeave(clause));
}

const signOff =
  "(?:(?:with )?(?:best|kind|warm|many)(?: (?:regards|wishes|thanks))?|regards|sincerely|yours(?: truly| sincerely)?|love|mit freundlichen grüßen|viele grüße|cordialement|(?:un )?saludos?|cordiali saluti|atenciosamente|с уважением)";
const signature = new RegExp(
  `^(?:(?:${signOff}|${leaves})[,.!]?\\s{1,3})?[-–—~]?\\s?(?:(?:Dr|Mr|Mrs|Ms|Prof)\\.? )?[\\p{L}\\p{M}'’-]{1,20}(?: (?:[\\p{L}\\p{M}'’-]{1,20}|\\p{L}\\.)){0,3}[.!]?\\s{0,3}$`,
  "iu",
);

/** Whether a text is a name, with or without a greeting before it, and nothing else. */
export function isSignature(text: string): boolean {
  if (text.length > longest + 30 || !signature.test(text)) return false;
  const words = (text.trim().split(/\n/u).at(-1) ?? "").replace(/^[-–—~]\s?/u, "").split(/\s+/u);
  return (
    words.every((word) => /^(?:\p{Lu}|von$|de$|van$)/u.test(word)) &&
    words.some((word) => /\p{Ll}|^\p{Lu}$/u.test(word))
  );
}
