/** Languages that can be told from one another, by their codes in ISO 639-1. */
export const languages: readonly string[] =
  "am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt lv ml mr ms nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh".split(
    " ",
  );

/** Codes that say the same as one of {@link languages}, as far as anybody here can tell. */
const alsoCalled: Readonly<Record<string, string>> = { nb: "no", nn: "no", iw: "he" };

/** The code by which a language is told from others; nothing for one that is not. */
export function languageCode(code: string): string | undefined {
  const usual = alsoCalled[code] ?? code;
  return languages.includes(usual) ? usual : undefined;
}
