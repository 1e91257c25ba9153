/** What people do rather than say, as scripts write it, by language: a word that begins so, whatever its ending. */
const doings: Readonly<Record<string, string>> = {
  en: "laugh|chuckl|giggl|sigh|gasp|groan|sniff|cough|smil|nod|shrug|grin|wink|frown|paus|whisper|hesitat|clear|sob|yawn|hum|lean|look|wav",
  de: "lach|kicher|seufz|stöhn|schnief|hust|lächel|lächl|nick|zuck|grins|zwinker|flüster|zöger|räusper|schluchz|gähn|schweig|atme",
  fr: "rit|ri[aer]|rire|soupir|gémi|renifl|touss|souri|hoch|haus|chuchot|hésit|sanglot|bâill|murmur",
  es: "ríe|rie|risa|riendo|suspir|gime|tose|sonrí|asient|encoge|guiña|susurr|dud|solloz|bostez|carraspe",
  it: "rid[eo]|ridac|risa|sospir|gem[ei]|toss|sorrid|annui|alza|sussurr|esit|singhiozz|sbadigli",
  pt: "ri|rindo|riso|suspir|gem[ei]|toss|sorri|acen|encolh|pisc|sussurr|hesit|soluç|bocej|pigarr",
  nl: "lach|grinnik|zucht|kreun|snuif|hoest|glimlach|knik|schouder|fluister|aarzel|snik|gaap|kucht",
  sv: "skratta|fnissa|sucka|stöna|snyfta|hosta|le[rn]|nicka|ryck|flina|viska|tveka|gäspa|harkla",
};

/** What is heard or not heard, which is a direction by itself only. */
const sounds: Readonly<Record<string, string>> = {
  en: "pause|silence|laughter|beat|inaudible|crosstalk|applause|music",
  de: "pause|stille|gelächter|unverständlich|beifall|applaus|musik",
  fr: "pause|silence|rires?|inaudible|applaudissements|musique",
  es: "pausa|silencio|risas?|inaudible|aplausos|música",
  it: "pausa|silenzio|risate?|incomprensibile|applausi|musica",
  pt: "pausa|silêncio|risos?|inaudível|aplausos|música",
  nl: "pauze|stilte|gelach|onverstaanbaar|applaus|muziek",
  sv: "paus|tystnad|skratt|ohörbart|applåder|musik",
};

/** Words before them that say how. */
const manners =
  /^(?:an?|long|short|brief|soft|softly|quiet|quietly|nervous|nervously|slightly|ein|eine|kurze?|lange|leise|nervös|une?|long|longue|courte|doucement|un|una|larga|lunga|breve|larg[ao]|longa|uma?|een|korte|kort|en|lång)$/u;

const endings = "(?:s|es|ing|ed|e)?";

/** Whether a part of a text is what somebody does: `laughs`, `sighing softly`, `eine lange Pause`, `soupire`. */
export function isStageDirection(text: string, language: string): boolean {
  const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
  const first = words.find((word) => !manners.test(word));
  if (first === undefined) return false;
  const [base = "en"] = language.split("-");
  // Scripts have English directions in any language.
  return [base, "en"].some((tag) => {
    const doing = doings[tag];
    const rest = tag === "en" ? endings : String.raw`\p{L}{0,6}`;
    return (
      (doing !== undefined && new RegExp(`^(?:${doing})${rest}$`, "u").test(first)) ||
      (new RegExp(`^(?:${sounds[tag] ?? "(?!)"})$`, "u").test(first) && words.at(-1) === first)
    );
  });
}
