import { isUnspaced, wordsIn } from "@sdialog/core/internal";

const emojiOnly = /^(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u;

/** A unit of words that stands several times in a row. */
export interface Repetition {
  /** The unit that repeats, in words. */
  readonly unit: readonly string[];
  /** How often it stands in a row. */
  readonly times: number;
}

/**
 * The worst run of a repeated unit in a text: 1 to `longest` words standing in a row more than twice (a single word:
 * more than three times). Degenerate sampling loops look like this; code and tables do too, so give it prose.
 * In scripts without spaces between words, they are cut by dictionary. Emoji are no words: people do put many.
 */
export function findRepetition(text: string, longest = 5): Repetition | undefined {
  const folded = text.toLowerCase();
  const words = isUnspaced(folded)
    ? wordsIn(folded)
    : (folded.match(/\S+/gu) ?? []).filter((word) => !emojiOnly.test(word));
  return worstRun(words, longest);
}

// What Python's `str.split` takes for white space.
const pythonSpace = /(?:[^\S\ufeff]|\u0085)+/;

/**
 * As {@link findRepetition} in the original implementation of LLM Roleplay: words are what stands between white space,
 * as they are written, so that "Ha ha HA ha" repeats nothing and four emoji do.
 */
export function findLiteralRepetition(text: string, longest = 5): Repetition | undefined {
  const words = text.split(pythonSpace).filter((word) => word !== "");
  return worstRun(words, longest);
}

function worstRun(words: readonly string[], longest: number): Repetition | undefined {
  let worst: Repetition | undefined;
  for (let size = 1; size <= longest; size++) {
    let run = 0;
    for (let at = size; at < words.length; at++) {
      run = words[at] === words[at - size] ? run + 1 : 0;
      const times = Math.floor(run / size) + 1;
      if (times >= (size === 1 ? 4 : 3) && times > (worst?.times ?? 0)) {
        worst = { unit: words.slice(at - size + 1, at + 1), times };
      }
    }
  }
  return worst;
}
