import {
  checkArguments,
  checkOptions,
  factWordings,
  type OptionNames,
  requireArguments,
} from "@sdialog/core/internal";
import type { Facts } from "@sdialog/core";
import { toldFacts } from "./contradicted-facts.ts";
import { type Guard, passed } from "./guard.ts";
import { identifiersBeyond } from "./identifiers-beyond.ts";
import { isMadeUpBesides } from "./told-besides.ts";

/** What a simulated user can know. */
export interface NoInventedFactsOptions {
  readonly facts: Facts;
  /** What else it was told: its goal, who it is. */
  readonly told?: readonly string[] | undefined;
}

const noInventedFactsOptionNames: OptionNames<NoInventedFactsOptions> = { facts: true, told: true };

/**
 * Finds what a simulated user says that it cannot know: numbers, codes, dates and addresses that stand neither in its
 * facts nor in what it was told, and that nobody said before; and another name, town, colour, date, time or amount where it
 * tells one that it knows ("Bob Miller" of Ann Smith, "two nights" of 3). Beside an answer, small numbers are talk ("third
 * floor, flat 12"). The dialogue counts them as `invented_fact`. Both are patterns, in English, German, French and Spanish:
 * what contradicts a fact of many words is not found.
 */
export function noInventedFacts(options: NoInventedFactsOptions): Guard {
  checkArguments("noInventedFacts", arguments, 1);
  requireArguments("noInventedFacts", arguments, 1);
  const { facts, told = [] } = checkOptions("noInventedFacts", options, noInventedFactsOptionNames);
  const own = [...Object.values(facts).flatMap(factWordings), ...told];
  return {
    name: "no-invented-facts",
    check(text, { speaker, state }) {
      const known = [...own, ...state.turns.map((turn) => turn.text)];
      const { contradicted, answers, rest } = toldFacts(text, { facts, told, speaker, turns: state.turns });
      const isTalk = answers.length > 0 && answers.every(({ verdict }) => verdict !== "other");
      const beyond = identifiersBeyond(
        rest,
        known,
        (found) => !isTalk || isMadeUpBesides(found, facts, answers),
      );
      const invented = [...beyond, ...contradicted];
      if (invented.length === 0) return passed;
      return {
        pass: false,
        reason: "incoherent",
        fault: "invented_fact",
        detail: `cannot know: ${invented.join(", ")}`,
        leniency: "retry",
      };
    },
  };
}
