import type { Voice } from "../speech-model.ts";
import type { EspeakWorker } from "./espeak-module.ts";

/** The speakers that eSpeak NG can lend to any language, as it calls them, and how they sound. */
const speakers: readonly (readonly [variant: string, gender: "female" | "male"])[] = [
  ["f1", "female"],
  ["f2", "female"],
  ["f3", "female"],
  ["f4", "female"],
  ["f5", "female"],
  ["m1", "male"],
  ["m2", "male"],
  ["m3", "male"],
  ["m4", "male"],
  ["m5", "male"],
  ["m6", "male"],
  ["m7", "male"],
  ["m8", "male"],
];

/** Languages made for novels, films and codes, which nobody is given by accident. */
const constructed = /^art\//;

/** Every language that eSpeak NG speaks with every speaker: `en-US+f3`. */
export function espeakVoices(worker: EspeakWorker): readonly Voice[] {
  return worker
    .list_voices()
    .filter(({ identifier }) => !constructed.test(identifier))
    .flatMap(({ identifier, languages }) => {
      // By its file, since not every language's own tag is the name of a voice.
      const name = identifier.split("/").at(-1) ?? identifier;
      const tags = [...new Set(languages.map((language) => languageTag(language.name)))];
      return speakers.map(([variant, gender]) => ({ name: `${name}+${variant}`, languages: tags, gender }));
    });
}

/** A tag as BCP 47 has it: regions in capitals, Mandarin by its macrolanguage, accents it has no name for as private use. */
function languageTag(name: string): string {
  const [language = "", ...rest] = name.split("-");
  const tag = [language === "cmn" ? "zh" : language, ...rest].join("-");
  try {
    return new Intl.Locale(tag).toString();
  } catch {
    // Cherokee as it is written with signs of its own; how it is written is not heard.
    const [region, accent] = rest.filter((part) => !/^Q[a-x]{3}$/.test(part));
    return accent === undefined || accent === "x"
      ? language
      : `${language}-${region?.toUpperCase()}-x-${accent}`;
  }
}
