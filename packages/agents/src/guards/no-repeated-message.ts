import type { Turn } from "@sdialog/core";
import { checkArguments, checkOptions, type OptionNames, wordsIn } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";

/** Which messages {@link noRepeatedMessage} lets a speaker say again. */
export interface NoRepeatedMessageOptions {
  /**
   * Messages of fewer words may be said again: "Yes.", "Thank you.", "Bye!". Of twice as many, it is a repetition, too, when
   * they are a part of a longer message. Default: 5.
   */
  readonly minWords?: number;
  /** Whose messages may not be said again: the speaker's `own`, or `anybody`'s, for groups that echo each other. Default: `own`. */
  readonly whose?: "own" | "anybody";
}

const noRepeatedMessageOptionNames: OptionNames<NoRepeatedMessageOptions> = {
  minWords: true,
  whose: true,
};

/**
 * Refuses what the speaker has said before, word for word, whole or in part: a repeated opening (a simulator that forgot
 * it has spoken) or a loop in which two speakers only echo themselves.
 */
export function noRepeatedMessage(options: NoRepeatedMessageOptions = {}): Guard {
  checkArguments("noRepeatedMessage", arguments, 1);
  const { minWords = 5, whose = "own" } = checkOptions(
    "noRepeatedMessage",
    options,
    noRepeatedMessageOptionNames,
  );
  return {
    name: "no-repeated-message",
    check(text, { speaker, state }) {
      const words = wordsIn(text.toLowerCase());
      // Emoji are no words: a reaction may be shown again.
      if (words.length < minWords) return passed;
      const said = words.join(" ");
      const partly = words.length >= 2 * minWords;
      const repeats = (turn: Turn): boolean => {
        const before = wordsOfTurn(turn);
        return before === said || (partly && ` ${before} `.includes(` ${said} `));
      };
      const own = state.turns.filter((turn) => turn.speaker === speaker);
      const index = own.findIndex(repeats);
      if (index === -1) {
        const echoed = whose === "anybody" && state.turns.some(repeats);
        if (!echoed) return passed;
        return { pass: false, reason: "loop_detected", fault: "repetition", detail: "repeats somebody else" };
      }
      return {
        pass: false,
        reason: "loop_detected",
        fault: index === 0 ? "repeated_opening" : "repetition",
        detail: index === 0 ? "repeats its opening" : "repeats itself",
      };
    },
  };
}

// A turn is compared with every later one of its speaker.
const wordsOfTurns = new WeakMap<Turn, string>();

function wordsOfTurn(turn: Turn): string {
  const known = wordsOfTurns.get(turn) ?? wordsIn(turn.text.toLowerCase()).join(" ");
  wordsOfTurns.set(turn, known);
  return known;
}
