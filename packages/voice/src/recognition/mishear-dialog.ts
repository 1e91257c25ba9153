import { type Dialog, Random, type Seed } from "@sdialog/core";
import { checkOptions, requireArguments, checkShare } from "@sdialog/core/internal";
import { speakableText } from "../text/speakable-text.ts";
import { voiceTraits } from "../voices/voice-traits.ts";
import { type Confusion, confusionsOf } from "./confusions.ts";
import { englishPronunciations, type Pronunciations } from "./pronunciations.ts";

/** How a transcript is misheard. */
export interface MishearOptions {
  /** Wrong words per word that was said, 0 to 1. Default: 0.1. */
  readonly wordErrorRate?: number | undefined;
  /** How words are pronounced. Default: the CMU Pronouncing Dictionary of American English. */
  readonly pronunciations?: Pronunciations | undefined;
  /** BCP 47 tag of what is spoken by anyone whose persona does not say otherwise. Default: `en`. */
  readonly language?: string | undefined;
  /** What is talked about beside the words of the dialogue: words that are likely to be heard instead. */
  readonly vocabulary?: Iterable<string> | undefined;
  /** Whose turns are misheard. Default: everybody's. */
  readonly speakers?: readonly string[] | undefined;
  /** Where chance starts. Default: 0. */
  readonly seed?: Seed | undefined;
}

/** What recognisers add: short words and hesitations. */
const added = ["a", "the", "and", "uh", "to", "i", "it", "of"];
/** Shares of substitutions, deletions and insertions among the errors of recognisers in conversations. */
const shares = [0.6, 0.25, 0.15] as const;

/**
 * A dialogue as a speech recogniser might have written it: in lower case, without punctuation, numbers in words, with words
 * taken for others that sound like them, short words lost, and some added. Exactly as many words of the dialogue are wrong as
 * the rate says, in all; what was truly said stays in each turn as `trueText`, and its errors are counted in `misheard`.
 *
 * @throws InvalidArgumentError for a rate beyond 0 to 1; MissingPackageError without pronunciations
 */
export async function mishearDialog(dialog: Dialog, options: MishearOptions = {}): Promise<Dialog> {
  const {
    wordErrorRate = 0.1,
    language = "en",
    vocabulary = [],
    speakers,
    seed = 0,
    ...rest
  } = checkOptions("mishearDialog", options, {
    wordErrorRate: true,
    language: true,
    pronunciations: true,
    vocabulary: true,
    speakers: true,
    seed: true,
  });
  requireArguments("mishearDialog", arguments, 1);
  checkShare("wordErrorRate", wordErrorRate);
  const pronunciations = rest.pronunciations ?? (await englishPronunciations());
  const random = new Random(seed).fork("mishear", String(dialog.id));
  const said = await Promise.all(
    dialog.turns.map(async ({ speaker, text }) => {
      const { language: own, unknownLanguage } = voiceTraits(dialog.personas?.[speaker ?? ""]);
      // Numbers in a language that is not understood stay as they are written.
      const spoken = own ?? (unknownLanguage === undefined ? language : "und");
      return recognised((await speakableText(text, spoken)).text);
    }),
  );
  const known = new Set([...vocabulary, ...said.flat()].map((word) => word.toLowerCase()));
  const places = said.flatMap((words, turn) =>
    speakers === undefined || speakers.includes(dialog.turns[turn]?.speaker ?? "")
      ? words.map((_, word) => ({ turn, word }))
      : [],
  );
  const wrong = new Map<string, "other" | "lost" | "added">();
  const count = Math.round(wordErrorRate * places.length);
  const remembered = new Map<string, readonly Confusion[]>();
  const confusions = (word: string): readonly Confusion[] => {
    const before = remembered.get(word) ?? confusionsOf(word, known, pronunciations);
    remembered.set(word, before);
    return before;
  };
  for (const { turn, word } of random.fork("places").sample(places, count)) {
    const kind = random.fork("kind", turn, word).weighted(["other", "lost", "added"] as const, shares);
    wrong.set(`${turn} ${word}`, kind);
  }
  return dialog.clone({
    turns: dialog.turns.map((turn, index) => {
      const words = said[index] ?? [];
      const errors = words.filter((_, word) => wrong.has(`${index} ${word}`)).length;
      const heard = words.flatMap((word, at) =>
        misheard(word, wrong.get(`${index} ${at}`), confusions, random.fork("word", index, at)),
      );
      const chosen = speakers === undefined || speakers.includes(turn.speaker ?? "");
      return chosen
        ? { ...turn, text: heard.join(" "), trueText: turn.text, misheard: { errors, words: words.length } }
        : turn;
    }),
  });
}

/** One word as it is heard: one, none or two. A word that nothing sounds like is lost instead. */
function misheard(
  word: string,
  kind: "other" | "lost" | "added" | undefined,
  confusions: (word: string) => readonly Confusion[],
  random: Random,
): string[] {
  if (kind === undefined) return [word];
  if (kind === "added") return [word, random.pick(added.filter((other) => other !== word))];
  if (kind === "lost") return [];
  const likely = confusions(word);
  // The more alike, the more likely.
  return likely.length === 0
    ? []
    : [
        random.weighted(
          likely,
          likely.map(({ distance }) => Math.exp(-2 * distance)),
        ).word,
      ];
}

/** A text as recognisers write: words in lower case, nothing else. */
function recognised(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}]+)*/gu) ?? [];
}
