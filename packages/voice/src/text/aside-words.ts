/**
 * Words with which people begin what they say in brackets, rather than do (`mój brat też`, `это мой брат`), in languages for which
 * `stage-directions` has no list of whole phrases.
 */
const byLanguage: Readonly<Record<string, string>> = {
  pl: "ja|ty|on|ona|ono|my|wy|oni|one|mój|moja|moje|moi|twój|twoja|twoje|nasz|nasza|nasze|wasz|wasza|jego|jej|ich|to|ten|ta|te|tam|i|lub|albo|ale|więc|jeśli|gdy|bo|nie|tak|też|także|tylko|może|chyba|proszę|dziękuję|przepraszam|do|od|o|czyli",
  ru: "я|ты|он|она|оно|мы|вы|они|мой|моя|моё|мое|мои|твой|твоя|твои|наш|наша|наши|ваш|ваша|ваши|его|её|ее|их|это|этот|эта|эти|тот|та|там|и|или|но|а|если|когда|потому|не|нет|да|тоже|также|только|может|наверное|пожалуйста|спасибо|извините|до|от|о|для|то",
  uk: "я|ти|він|вона|воно|ми|ви|вони|мій|моя|моє|мої|твій|твоя|твої|наш|наша|наші|ваш|ваша|ваші|його|її|їх|їхній|це|цей|ця|ці|той|та|там|і|й|або|чи|але|якщо|коли|бо|не|ні|так|теж|також|тільки|лише|може|мабуть|будь|дякую|вибачте|до|від|про|для|то",
  cs: "já|ty|on|ona|my|vy|oni|můj|moje|moji|má|tvůj|tvoje|náš|naše|váš|vaše|jeho|její|jejich|to|ten|ta|tam|je|a|i|nebo|ale|pokud|když|protože|ne|ano|taky|také|jen|jenom|možná|asi|prosím|děkuji|do|od|o|pro|jako",
  sk: "ja|ty|on|ona|my|vy|oni|môj|moja|moje|moji|tvoj|tvoja|náš|naša|váš|vaša|jeho|jej|ich|to|ten|tá|tam|je|a|aj|i|alebo|ale|ak|keď|lebo|nie|áno|tiež|len|možno|asi|prosím|ďakujem|do|od|o|pre|ako",
  bg: "аз|ти|той|тя|то|ние|вие|те|моят|моя|моята|твоят|нашият|вашият|неговият|нейният|това|този|тази|тези|и|или|но|а|ако|когато|не|да|също|само|може|моля|благодаря",
  sr: "ја|ти|он|она|ми|ви|они|мој|моја|моје|твој|твоја|наш|наша|ваш|ваша|његов|њен|то|ово|овај|ова|и|или|али|а|ако|кад|када|не|да|такође|само|можда|молим|хвала|ja|ti|on|ona|mi|vi|oni|moj|moja|moje|tvoj|tvoja|naš|naša|vaš|vaša|njegov|njen|to|ovo|ovaj|ova|i|ili|ali|a|ako|kad|kada|ne|da|takođe|samo|možda|molim|hvala",
  hr: "ja|ti|on|ona|mi|vi|oni|moj|moja|moje|tvoj|tvoja|naš|naša|vaš|vaša|njegov|njezin|njen|to|ovo|ovaj|ova|i|ili|ali|a|ako|kad|kada|ne|da|također|samo|možda|molim|hvala",
  da: "jeg|du|han|hun|vi|de|min|mit|mine|din|dit|vores|hans|hendes|det|den|dette|og|eller|men|hvis|når|ikke|nej|ja|også|kun|bare|måske|tak|undskyld|en|et",
  nb: "jeg|du|han|hun|vi|de|min|mitt|mine|din|ditt|vår|hans|hennes|det|den|dette|og|eller|men|hvis|når|ikke|nei|ja|også|bare|kanskje|takk|unnskyld|en|ei|et",
  fi: "minä|mä|sinä|sä|hän|me|te|he|minun|mun|sinun|hänen|meidän|tämä|se|ne|nämä|ja|tai|mutta|jos|kun|koska|ei|en|kyllä|myös|vain|ehkä|kiitos|anteeksi",
  hu: "én|te|ő|mi|ti|ők|ez|az|a|egy|és|vagy|de|ha|mert|nem|igen|is|csak|talán|kérem|köszönöm|bocsánat",
  ro: "eu|tu|el|ea|noi|voi|ei|ele|acesta|aceasta|asta|ăsta|și|sau|dar|dacă|când|nu|da|doar|poate|un|o|scuze|mulțumesc",
  el: "εγώ|εσύ|αυτός|αυτή|αυτό|εμείς|εσείς|και|ή|αλλά|αν|όταν|δεν|όχι|ναι|μόνο|ίσως|ο|η|το|οι|τα|ένας|μια|ένα",
  tr: "ben|sen|o|biz|siz|onlar|benim|senin|bizim|bu|şu|ve|veya|ya|ama|eğer|değil|hayır|evet|sadece|belki|bir|lütfen|teşekkürler",
  id: "saya|aku|kamu|dia|kami|kita|mereka|ini|itu|dan|atau|tapi|tetapi|jika|kalau|tidak|bukan|ya|juga|hanya|mungkin|maaf",
  vi: "tôi|bạn|anh|chị|em|nó|đây|đó|và|hoặc|hay|nhưng|nếu|không|có|chỉ|xin",
  ar: "أنا|أنت|هو|هي|نحن|هم|هذا|هذه|ذلك|أو|و|لكن|إذا|لا|نعم|ربما|فقط|أيضا",
  he: "אני|אתה|את|הוא|היא|אנחנו|הם|זה|זאת|זו|או|אבל|אם|לא|כן|גם|רק|אולי",
  fa: "من|تو|او|ما|شما|آنها|این|آن|و|یا|اما|ولی|اگر|نه|بله|شاید|فقط",
  hi: "मैं|तू|तुम|आप|वह|वे|यह|ये|हम|मेरा|मेरी|मेरे|और|या|लेकिन|अगर|नहीं|हाँ|हां|शायद|सिर्फ",
  ko: "저도|저는|제|나도|나는|내|우리|이건|그건|이것은|그것은|또는|하지만|만약|아니|아니요|네|아마",
};

/** Japanese and Chinese words end where the next begins. */
const unspaced: Readonly<Record<string, string>> = {
  ja: "私|僕|俺|これ|それ|あれ|この|その|でも|もし|あと|または|はい|いいえ",
  zh: "我|你|您|这|這|那|或|但|如果|不|没|沒|也|是的",
};

const patterns = new Map<string, RegExp | undefined>();

/** What an aside begins with in a language. @param base language without its region */
export function asideWords(base: string): RegExp | undefined {
  if (patterns.has(base)) return patterns.get(base);
  const [words, starts] = [byLanguage[base], unspaced[base]];
  const made =
    words === undefined
      ? starts === undefined
        ? undefined
        : new RegExp(`^(?:${starts})`, "u")
      : new RegExp(String.raw`^(?:${words})(?![\p{L}\p{M}])`, "iu");
  patterns.set(base, made);
  return made;
}
