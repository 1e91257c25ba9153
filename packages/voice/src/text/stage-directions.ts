import { asideWords } from "./aside-words.ts";
import { stageWords } from "./stage-words.ts";

/**
 * What people do rather than say, as scripts write it, by language: whole forms, after which more may be told of it (`laughs
 * and nods`). A stem would take `Zucker` for who shrugs, and `Ricardo` for who laughs.
 */
const doings: Readonly<Record<string, string>> = {
  en: "laughs|laughing|chuckles|chuckling|giggles|giggling|sighs|sighing|gasps|gasping|groans|groaning|sniffs|sniffles|sniffling|coughing|smiles|smiling|nods|nodding|shrugs|shrugging|grins|grinning|winks|winking|whispers|whispering|hesitates|hesitating|sobs|sobbing|yawns|yawning|clear(?:s|ing) (?:(?:his|her|their|my) )?throat|looks (?:away|down|up|around|at (?:him|her|them))|lean(?:s|ing) (?:in|forward|back|over|closer)|waves (?:goodbye|hello|(?:his|her|a) hand)|shakes (?:(?:his|her|their) )?head|rolls (?:(?:his|her|their) )?eyes|takes a (?:deep )?breath|raises an eyebrow",
  de: "lacht|lachend|kichert|kichernd|seufzt|seufzend|stöhnt|stöhnend|schnieft|schniefend|hustet|hustend|lächelt|lächelnd|schmunzelt|schmunzelnd|nickt|nickend|zuckt (?:mit )?(?:den |die )?(?:schultern|achseln)|grinst|grinsend|zwinkert|zwinkernd|flüstert|flüsternd|zögert|zögernd|räuspert|schluchzt|schluchzend|gähnt|gähnend|schweigt|schweigend|atmet (?:tief )?(?:durch|ein|aus|auf)|schüttelt (?:den )?kopf",
  fr: "rit|rient|ricane|soupire|soupirant|gémit|renifle|tousse|toussote|sourit|hoche la tête|acquiesce|haus(?:se|sant) les épaules|chuchote|chuchotant|hésite|sanglote|bâille|murmure|éclate de rire|fait un clin d œil|racle la gorge|secoue la tête",
  es: "ríen?|rie|riendo|riéndose|suspira|suspirando|gime|gimiendo|tose|tosiendo|sonríe|sonriendo|asiente|asintiendo|encoge (?:de|los) hombros|encogiéndose de hombros|guiña (?:un|el) ojo|susurra|susurrando|vacila|titubea|solloza|sollozando|bosteza|bostezando|carraspea|carraspeando|niega con la cabeza",
  it: "ride|ridono|ridendo|ridacchia|ridacchiando|sospira|sospirando|geme|gemendo|tossisce|tossendo|sorride|sorridendo|annuisce|annuendo|(?:alza|scrolla) le spalle|alzando le spalle|sussurra|sussurrando|esita|esitando|singhiozza|singhiozzando|sbadiglia|sbadigliando|fa l occhiolino|schiarisce la (?:voce|gola)|scuote la testa",
  pt: "ri|riem|rindo|suspira|suspirando|geme|gemendo|tossindo|sorri|sorrindo|acena|acenando|encolhe os ombros|dá de ombros|pisca o olho|piscando|sussurra|sussurrando|hesita|hesitando|soluça|soluçando|boceja|bocejando|pigarreia|pigarreando|gargalha|balança a cabeça",
  nl: "lacht|lachend|grinnikt|grinnikend|giechelt|zucht|zuchtend|kreunt|kreunend|snuift|hoestend|glimlacht|glimlachend|knikt|knikkend|haalt (?:(?:zijn|haar|de) )?schouders op|schouderophalend|fluistert|fluisterend|aarzelt|aarzelend|snikt|snikkend|gaapt|gapend|kucht|kuchend|knipoogt|schudt (?:(?:zijn|haar|het) )?hoofd|schraapt (?:(?:zijn|haar|de) )?keel",
  sv: "skrattar|skrattande|småskrattar|fnissar|suckar|suckande|stönar|snyftar|hostar|nickar|rycker på axlarna|flinar|viskar|viskande|tvekar|gäspar|harklar|blinkar|skakar på huvudet",
};

/** What is heard or seen, which is a direction by itself only: with more after it, it is a word like any other. */
const sounds: Readonly<Record<string, string>> = {
  en: "pause|pauses|pausing|silence|laughter|beat|inaudible|crosstalk|applause|music|laugh|chuckle|giggle|sigh|gasp|groan|sniff|cough|coughs|smile|nod|shrug|grin|wink|frown|frowns|frowning|whisper|sob|yawn|waves|waving|hums|humming",
  de: "pause|stille|gelächter|unverständlich|beifall|applaus|musik|lachen|kichern|seufzen|seufzer|räuspern|lach|kicher|seufz|stöhn|schnief|hust|lächel|schmunzel|grins|zwinker|flüster|räusper|schluchz|gähn",
  fr: "pause|silence|rires?|soupirs?|sourire|inaudible|applaudissements|musique|riant|souriant|hésitant|toussant",
  es: "pausa|silencio|risas?|suspiros?|inaudible|aplausos|música",
  it: "pausa|silenzio|risat[ae]|sospir[oi]|incomprensibile|applausi|musica",
  pt: "pausa|silêncio|risos?|risadas?|suspiros?|tosse|pisca|inaudível|aplausos|música",
  nl: "pauze|stilte|gelach|glimlach|knipoog|hoest|onverstaanbaar|applaus|muziek",
  sv: "paus|tystnad|skratt|suck|ler|leende|ohörbart|applåder|musik",
};

/** Words beside them that say how, and pronouns of what one does to oneself. */
const manners =
  /^(?:an?|long|short|brief|soft|softly|quiet|quietly|nervous|nervously|slightly|ein|eine|kurze?s?|langes?|leises?|nervöses?|sich|une?|longue?|courte?|doucement|nerveux|se|un|una|larg[ao]|corta|lunga|breve|nervios[ao]s?|nervos[ao]|si|uma?|longa|curta|een|korte|zich|kort|en|ett|lång|sig|dybt|dypt|tungt|stille|lavt|højt|høyt|nervøst|тихо|громко|нервно|грустно|тяжело|глубоко|горько|весело|нервово|важко|глибоко|сумно|cicho|głośno|nerwowo|ciężko|głęboko|smutno|tiše|potichu|hlasitě|nervózně|zhluboka|hlboko|hiljaa|syvään|hermostuneesti|halkan|mélyet|mélyen|idegesen|hafifçe|derin|gergin|încet|adânc|nervos)$/u;

const patterns = new Map<string, { readonly doing: RegExp; readonly sound: RegExp }>();

function patternsOf(language: string): { readonly doing: RegExp; readonly sound: RegExp } {
  const known = patterns.get(language);
  if (known !== undefined) return known;
  const [doing, sound] = [doings[language] ?? "(?!)", sounds[language] ?? stageWords[language] ?? "(?!)"];
  const made = {
    doing: new RegExp(`^(?:${doing})(?: |$)`, "u"),
    sound: new RegExp(`^(?:${sound})$`, "u"),
  };
  patterns.set(language, made);
  return made;
}

/**
 * What a part of a text is besides words that are said: `doing`, what somebody does (`laughs`, `sighing softly`, `soupire`), or
 * `sound`, what is heard by itself (`eine lange Pause`, `sigh`).
 */
export function stageDirection(text: string, language: string): "doing" | "sound" | undefined {
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  const first = words.findIndex((word) => !manners.test(word));
  if (first === -1) return undefined;
  const done = words.slice(first).join(" ");
  const heard = [words, words.filter((word) => !manners.test(word))].map((left) => left.join(" "));
  const base = baseOf(language);
  // Scripts have English directions in any language.
  const known = [base, "en"].map(patternsOf);
  if (known.some(({ doing }) => doing.test(done))) return "doing";
  return known.some(({ sound }) => heard.some((part) => sound.test(part))) ? "sound" : undefined;
}

/**
 * Whether `*…*` is a direction rather than stressed: a form that is known, apart from the sentence around it. What somebody does
 * may stand after a comma or at the very end too; what is also a noun may not: "dance, *music* and art".
 */
export function isSetOffDirection(inner: string, before: string, after: string, language: string): boolean {
  const kind = stageDirection(inner, language);
  if (kind === undefined) return false;
  const [earlier, later] = [before.trimEnd(), after.trimStart()];
  const begins = /(?:^|[.!?…:"”»)\]*—–])$/u.test(earlier) || before.slice(earlier.length).includes("\n");
  const ends =
    /^(?:$|[.!?…,;:"“«([*—–。！？]|[\p{Lu}\p{Lo}])/u.test(later) ||
    after.slice(0, after.length - later.length).includes("\n");
  if (kind === "sound") return begins && ends;
  // A stressed word has a capital at the beginning of a sentence: "*sighs* fine, then".
  if (begins) return ends || /^\P{Lu}/u.test(inner);
  return after.trim() === "" || (/[,;]$/u.test(earlier) && ends);
}

/** Where a sentence has ended, in any script. */
const ended = /(?:^|[.!?…。！？؟।:"”»」』）)*—–])$/u;
const goesOnAfter = /^[,.;:!?…)、，。；：！？؟।]/u;
/** What is counted, named or asked for in brackets is said. */
const ordinary = /[\d\p{N}@#/=:?!"“„«%&+<>]|^\p{Lu}{2,}$|^[第一二三四五六七八九十百]+$|^.$/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;
/** Words with which people begin what they say in brackets, rather than do. */
const said =
  /^(?:i|you|he|she|it|we|they|this|that|these|the|a|an|my|your|and|or|but|so|if|when|as|not|no|yes|ok|okay|just|also|only|maybe|perhaps|hopefully|actually|well|sorry|please|thanks|thank|optional|again|btw|lol|haha|in|at|for|from|of|with|about|see|note|e|i|ich|du|er|sie|es|wir|und|oder|aber|also|nur|auch|nicht|ja|nein|der|die|das|ein|eine|je|tu|il|elle|nous|vous|et|ou|mais|le|la|les|un|une|non|oui|yo|tú|él|ella|y|o|pero|el|los|sí|io|lui|lei|e|ma|però|eu|ele|ela|mas|os|as|não|sim|ik|jij|hij|zij|wij|en|of|maar|het|de|een|nee|jag|han|hon|vi|och|eller|men|den|det|nej)(?!\p{L})/iu;

/**
 * Whether `(…)` is a direction: a form that is known; or a few words that stand where a sentence of their own would, at the beginning, at
 * the end or between two sentences. They do not begin as people begin an aside,
 * and where directions have a list here, they begin in lower case, before what begins with a capital.
 */
export function isBracketedDirection(
  inner: string,
  before: string,
  after: string,
  language: string,
): boolean {
  if (stageDirection(inner, language) !== undefined) return true;
  const [text, earlier, later] = [inner.trim(), before.trimEnd(), after.trimStart()];
  const isApart =
    (ended.test(earlier) || before.slice(earlier.length).includes("\n")) &&
    !goesOnAfter.test(later) &&
    !ordinary.test(text);
  const words = text.match(/\p{L}[\p{L}\p{M}'’-]*/gu) ?? [];
  const isShort = unspaced.test(text) ? text.length <= 10 : words.length <= 5;
  if (!isApart || !isShort || words.length === 0) return false;
  if (!(baseOf(language) in doings)) return asideWords(baseOf(language))?.test(text) !== true;
  return /^\p{Ll}/u.test(text) && /^["“„«'‘]?\p{Lu}/u.test(later) && !said.test(text);
}

function baseOf(language: string): string {
  const [base = "en"] = language.split("-");
  return base === "no" ? "nb" : base === "bs" ? "hr" : base === "yue" ? "zh" : base === "ms" ? "id" : base;
}
