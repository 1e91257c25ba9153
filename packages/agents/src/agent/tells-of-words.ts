// What tells of words, and of what they are read or heard on: closed lists, in the languages whose goodbyes are known.

/** Words that are written or said, and how they are. */
const words = [
  "words?|says|reads|written|writing|spell(?:s|ed|ing)?|spelt|letters|lettering|inscriptions?|captions?|keywords?|passwords?|capitals|syllables?|telegrams?|hashtags?|acronyms?",
  "painted|printed on|engraved|scrawled|scribbled|marked|label(?:s|led|ed)?|titles?|headlines?|slogans?|mottos?|flash(?:es|ed|ing)?|blink(?:s|ed|ing)?|lit up|lights up",
  "(?:is|are|was|were|it['’]s|so-) ?(?:called|named)|(?:only|just|simply|always|never) said|said (?:so|it|one|only|just|nothing)",
  "(?:said|read|wrote|replied|texted)(?=\\s?[:：])|wrote (?:it|that|this|one)|one (?:line|thing)|graffiti|(?:shows|displays) (?=\\d)",
  "(?:let me|i['’]ll|i will) (?:read|spell|say|shout) (?:it|that|this)",
  "wort(?:e|en|es)?|wörter|schriftzug|aufschrift|inschrift|buchstaben?|beschriftet|geschrieben|lautet|heißt|telegramm",
  "mots?|lettres|écrit|inscription|étiquette|mot-clé|télégramme|palabras?|letras?|escrit[oa]|etiqueta|telegrama",
  "parol[ae]|lettere|scritt[oa]|etichetta|telegramma|palavras?|escrit[oa]|rótulo",
  "woord(?:en)?|geschreven|opschrift|słow[oa]|napis(?:ane|u)?|liter[ay]?|ord(?:et)?|bokstäver|bokstaver|bogstaver|skrevet|skrivet|sana|sanat|szó|slovo|slova|napsáno|riječ|cuvânt(?:ul)?",
  "слов[оаом]{1,2}|написано|надпись|буквы?|слів|λέξη|γράμματα|kelime(?:ler|si)?|yazı(?:yor|lı)?|sözcük",
  "शब्द|लिखा|অক্ষর|শব্দ|کلمه|لفظ|كلمة|مكتوب|حروف|מילה|מילים|כתוב|אותיות|từ khóa|chữ|kata|tulisan|neno",
].join("|");
const unspacedWords =
  "คำ(?!ถาม|ตอบ|แนะ|อธิบาย|สั่ง|ขอบคุณ)|ตัวอักษร|[单單]?[词詞]|(?<![名数數])字|[写寫]着?|文字|言葉|単語|書いて|단어|글자|쓰여|적혀";
/** What bears them, which is not spoken of for its own sake where there is a first word of the kind before it. */
const bearers = [
  "(?:the|an?|one|this|that|every|each|another|its|his|her|whose|no) (?!good|bad|great|positive)(?:\\p{L}{1,20} ){0,2}(?:signs?|signpost|buttons?|screens?|displays?|panels?|placards?|banners?|posters?|billboards?|light|lamp|notice)",
  "(?:signs|buttons)|(?:an?|one|another|the|this) (?:\\p{L}{1,20} )?(?:message|texts?|sms|command)",
  "schild(?:e?s|er|ern?)?|tasten?|knopf|knöpfe|anzeige|bildschirm|panneaux?|bouton|écran|affiche|cartel(?:es)?|letrero|botón|pantalla|cartell[oi]|pulsante|schermo|placa|botão|tela",
  "bord(?:en)?|knop|scherm|znak(?:u|iem)?|przycisk|ekran(?:ie|da)?|skylt(?:en)?|skilt(?:et)?|knapp(?:en)?|kyltti|tábla|gomb|cedule|tlačítko|znak|semn(?:ul)?",
  "знак(?:е|и|а)?|кнопк[аеу]|экран(?:е)?|табличк[аеу]|вывеск[аеу]|πινακίδα|κουμπί|οθόνη|tabela(?:da)?|levha|düğme",
  "साइन|बोर्ड|বোতাম|تابلو|دکمه|لافتة|زر|שלט|כפתור|biển|nút|tanda|tombol|kitufe",
].join("|");
const unspacedBearers = "ป้าย|ปุ่ม|[标標][志誌]|牌子?|按[钮鈕]|屏幕|看板|標識|ボタン|画面|표지판|버튼|화면";
/** What somebody has said or sent, where nothing is said of it: `He shouted.` */
const uttered =
  /(?<!\p{L})(?:shouted|yelled|screamed|whispered|muttered|typed|texted|replied|said|wrote|went|cried|rief|schrie|flüsterte|schrieb|a crié|cria|gritó|escribió|gridò|scrisse|gritou|крикнул[аи]?|написал[аи]?)\P{L}*$/iu;

const told = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:${words}|${bearers})(?![\\p{L}\\p{M}])|${unspacedWords}|${unspacedBearers}`,
  "iu",
);

/** What the speaker, or the other, is going to do, wishes or has found: said at an end, and introducing no word. */
const concluding = [
  "(?:i|we)(?:['’]ll| will| won['’]t) (?!(?:tell|show|give|read|spell|say|write|shout|call it)(?!\\p{L}))",
  "(?:i(?:['’]m| am)|we(?:['’]re| are)) (?:going to|looking forward)|(?:i|we)? ?look(?:ing)? forward|see you|have fun|enjoy|you have (?:helped|been)",
  "(?:works|fixed|fine|solved|settled|answered|clear|done) (?:now|again)|(?:that|this|it)(?: has|['’]s|s)? (?:(?:re)?solves?d?|settles?d?|answers?(?:ed)?|clears?|explains?|helps?|does|did)(?!\\p{L})",
  "nothing (?:more|else)|no (?:more|other|further)|(?:i|we) have written (?:it|that|this|everything|them) down|(?:ich|wir) werden?|je (?:vais|vous)|voy a|vou|ik zal|я буду",
].join("|");
const unspacedConcluding =
  "我们?(?:会|就|要|都)|我們?(?:會|就|要)|[记記写寫]下|[写寫][好完]|[明知清][白道楚]了|ておき(?:ます|ました)|[分わ]かりました|(?:ผม|ฉัน|เรา)จะ|จดไว้|เข้าใจแล้ว";
const conclusion = new RegExp(`(?<![\\p{L}\\p{M}])(?:${concluding})|${unspacedConcluding}`, "iu");

/** Whether a sentence tells of words, or of what they stand on, so that the next may be one: `There was a sign.` */
export function tellsOfWords(sentence: string): boolean {
  return uttered.test(sentence) || (told.test(sentence) && !conclusion.test(sentence));
}

/** Whether a sentence is about what will be or what is settled, whatever was told of before it: `I'll leave earlier tomorrow.` */
export function concludes(sentence: string): boolean {
  return conclusion.test(sentence) && !tellsOfWords(sentence);
}
