/** At the beginning of a word, or after the end of a sentence. */
const apart = String.raw`(?<![^\s\p{Sentence_Terminal}])`;
/** Pictographs and smileys; those that may be something else, such as `4:3`, `**Note:**` and `| Total:|`, stand apart. */
const kinds = [
  String.raw`(?!▶)[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\uFE0F\u200D\u20E3♥♡☆★]`,
  String.raw`[:;=]['’]?[-^o]?[)(]{1,5}`,
  String.raw`${apart}[:;]['’]?[-^o]?[DPpb3oOcSsX\]\[}{*/\\|><$@]{1,4}`,
  String.raw`${apart}=['’]?-?[DPp\]\[*/]{1,4}`,
  String.raw`${apart}[()\[\]{}]{1,4}[-^o]?['’]?[:;=]`,
  String.raw`${apart}\(?(?:\^[._\-]{0,3}\^|T[._]{1,3}T|[oO][._]{1,3}[oO]|>[._]{1,3}<|-[._]{1,3}-)['’]{0,2}\)?`,
  String.raw`${apart}(?:c:|[xX]D{1,4}|<3{1,3}|¯\\?_\([^\s()]{1,3}\)_/¯)`,
];
/** What shows a feeling or a gesture: faces, hearts, waving, thumbs, folded hands, a party, sparkles. */
const feeling =
  /[\u{1F600}-\u{1F64F}\u{1F910}-\u{1F917}\u{1F919}-\u{1F92F}\u{1F970}-\u{1F97A}\u{1F9D0}\u{1FAE0}-\u{1FAE9}☺☹❤♥♡❣\u{1F493}-\u{1F49F}\u{1F48B}\u{1F90D}\u{1F90E}\u{1F9E1}\u{1FA75}-\u{1FA77}\u{1F44B}-\u{1F44F}\u{1F4AA}\u{1FAF0}\u{1FAF6}✌\u{1F389}\u{1F38A}\u{1F388}✨⭐★☆\u{1F31F}\u{1F4AB}\u{1F525}\u{1F4AF}]/gu;
const lastSmiley = new RegExp(`(?:${kinds.join("|")})$`, "u");
/** No smiley is longer. */
const longest = 16;
/** So many stand one behind another, and no more. */
const mostSmileys = 20;

/** A text without the pictographs and the smileys that it ends with: `Bye 👋🏽 (:` is `Bye`. */
export function withoutSmileys(text: string): string {
  let rest = text.trimEnd();
  for (let count = 0; count < mostSmileys; count++) {
    const found = lastSmiley.exec(rest.slice(-longest));
    if (found === null) break;
    rest = rest.slice(0, -found[0].length).trimEnd();
  }
  return rest;
}

/** Whether pictographs and smileys show a feeling or a gesture, all of them: 🎉 and :) do, 🛑, 👉 and ➡️ do not. */
export function showsFeeling(pictures: string): boolean {
  const others = pictures.replace(feeling, "");
  return pictures.trim() !== "" && !/[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3]/u.test(others);
}
