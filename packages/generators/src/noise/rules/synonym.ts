import { checkArguments, checkOptions } from "@sdialog/core/internal";
import { assertShare, editWords, matchCase } from "./edit-words.ts";
import type { NoiseRule } from "./noise-rule.ts";

const casual: Readonly<Record<string, readonly string[]>> = {
  big: ["large", "huge"],
  buy: ["get", "pick up"],
  children: ["kids"],
  difficult: ["hard", "tough"],
  explain: ["tell me about", "walk me through"],
  fast: ["quick", "speedy"],
  fix: ["sort out", "repair"],
  good: ["nice", "great", "decent"],
  happy: ["glad", "pleased"],
  help: ["give me a hand with", "assist"],
  important: ["key", "big"],
  make: ["do", "put together"],
  many: ["lots of", "loads of"],
  money: ["cash"],
  need: ["want", "could use"],
  problem: ["issue", "trouble"],
  small: ["little", "tiny"],
  start: ["begin", "kick off"],
  think: ["guess", "reckon"],
  understand: ["get", "follow"],
  use: ["work with", "try"],
  want: ["would like", "fancy"],
  write: ["draft", "put down"],
};

/** Common words replaced by casual ones. */
export function synonym(
  options: {
    readonly share?: number;
    readonly dictionary?: Readonly<Record<string, readonly string[]>>;
  } = {},
): NoiseRule {
  checkArguments("synonym", arguments, 1);
  const { share = 0.15, dictionary = casual } = checkOptions("synonym", options, {
    share: true,
    dictionary: true,
  });
  assertShare(share, "share");
  return {
    name: "synonym",
    apply: (text, random) =>
      editWords(text, share, random, (word) => {
        const choices = Object.hasOwn(dictionary, word.toLowerCase())
          ? dictionary[word.toLowerCase()]
          : undefined;
        return choices === undefined ? undefined : matchCase(word, random.pick(choices));
      }),
  };
}
