import { checkArguments, checkOptions } from "@sdialog/core/internal";
import type { Random } from "@sdialog/core";
import { joinPieces, textPieces } from "../text-pieces.ts";
import { assertShare, editWords } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

const soundAlikes: readonly (readonly string[])[] = [
  ["there", "their", "they're"],
  ["your", "you're"],
  ["to", "too", "two"],
  ["for", "four"],
  ["right", "write"],
  ["hear", "here"],
  ["know", "no"],
  ["buy", "by", "bye"],
  ["week", "weak"],
  ["one", "won"],
  ["our", "hour"],
  ["meet", "meat"],
  ["see", "sea"],
  ["new", "knew"],
  ["would", "wood"],
  ["whole", "hole"],
  ["its", "it's"],
  ["then", "than"],
  ["weather", "whether"],
  ["mail", "male"],
];

/** What a speech recogniser makes of a text: no capitals, no punctuation, some words heard as others that sound alike. */
export function speechRecognition(options: { readonly share?: number } = {}): NoiseRule {
  checkArguments("speechRecognition", arguments, 1);
  const { share = 0.1 } = checkOptions("speechRecognition", options, { share: true });
  assertShare(share, "share");
  return {
    name: "speech_recognition",
    apply(text, random) {
      const heard = editWords(text, share, random, mishear);
      const spoken = textPieces(heard).map((piece) =>
        piece.isWord
          ? { ...piece, text: piece.text.toLowerCase() }
          : /[`@]|:\/\//.test(piece.text)
            ? piece
            : { ...piece, text: piece.text.replaceAll(/[.,;:!?"“”()]/g, "") },
      );
      return joinPieces(spoken);
    },
  };
}

function mishear(word: string, random: Random): string | undefined {
  const group = soundAlikes.find((words) => words.includes(word.toLowerCase()));
  return group === undefined ? undefined : random.pick(group.filter((other) => other !== word.toLowerCase()));
}
