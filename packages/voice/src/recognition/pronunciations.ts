import { loadPeer } from "@sdialog/core/internal";

/** How words are pronounced: word in lower case → its sounds, as ARPAbet writes them, without stress. */
export type Pronunciations = ReadonlyMap<string, readonly string[]>;

let loaded: Promise<Pronunciations> | undefined;

/** The CMU Pronouncing Dictionary of American English. @throws MissingPackageError when `cmu-pronouncing-dictionary` is not installed */
export function englishPronunciations(): Promise<Pronunciations> {
  loaded ??= load();
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

async function load(): Promise<Pronunciations> {
  const name = "cmu-pronouncing-dictionary";
  const { dictionary } = await loadPeer(
    "The pronunciation of English",
    name,
    () => import("cmu-pronouncing-dictionary"),
  );
  // Second pronunciations, and signs with names, are no words of their own.
  const words = Object.entries(dictionary).filter(([word]) => /^[a-z]+(?:'[a-z]+)?$/.test(word));
  return new Map(words.map(([word, sounds]) => [word, sounds.replaceAll(/\d/g, "").split(" ")]));
}
