/** What listeners say while another speaks, by language. */
const words: Readonly<Record<string, readonly string[]>> = {
  en: ["mhm", "yeah", "right", "uh huh", "okay"],
  de: ["mhm", "ja", "genau", "okay", "aha"],
  fr: ["mhm", "oui", "d'accord", "ouais"],
  es: ["ajá", "sí", "claro", "ya"],
  it: ["mhm", "sì", "certo", "già"],
  nl: ["mhm", "ja", "precies", "oké"],
  pt: ["sim", "pois", "claro", "aham"],
  ja: ["はい", "うん", "ええ", "そうですね"],
  ko: ["네", "음", "그렇죠"],
  zh: ["嗯", "对", "是"],
  sv: ["mm", "ja", "precis", "okej"],
  da: ["mm", "ja", "nå", "okay"],
  pl: ["mhm", "tak", "no", "jasne"],
  ru: ["угу", "да", "ага", "понятно"],
  tr: ["hı hı", "evet", "tamam"],
};

/** The back-channels of a language; of one that is not known, what is understood in most. @param language BCP 47 tag */
export function backchannelWords(language: string): readonly string[] {
  return words[language.split("-")[0] ?? ""] ?? ["mhm", "aha", "okay"];
}
