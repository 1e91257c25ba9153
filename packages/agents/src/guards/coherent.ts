import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { type Guard, passed } from "./guard.ts";
import { proseOf } from "./prose.ts";
import { findLiteralRepetition, findRepetition } from "./repetition.ts";

/** What {@link coherent} considers degenerate repetition. */
export interface CoherentOptions {
  /** Longest repeated unit looked for, in words. Default: 5. */
  readonly longest?: number;
  /** Whether code, tables and lists are checked too. Default: false. */
  readonly everything?: boolean;
  /** Whether words are compared as they are written, capitals and all, as LLM Roleplay does. Default: false. */
  readonly literal?: boolean;
}

const coherentOptionNames: OptionNames<CoherentOptions> = {
  longest: true,
  everything: true,
  literal: true,
};

/** Refuses a draft whose prose loops. Code, tables and lists may repeat themselves. */
export function coherent(options: CoherentOptions = {}): Guard {
  checkArguments("coherent", arguments, 1);
  const {
    longest = 5,
    everything = false,
    literal = false,
  } = checkOptions("coherent", options, coherentOptionNames);
  const find = literal ? findLiteralRepetition : findRepetition;
  return {
    name: "coherent",
    check(text) {
      const repetition = find(everything ? text : proseOf(text), longest);
      if (repetition === undefined) return passed;
      const detail = `"${repetition.unit.join(" ")}" ${repetition.times} times in a row`;
      return { pass: false, reason: "incoherent", detail };
    },
  };
}
