import { checkArguments, checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import { type Facts, factValue } from "@sdialog/core";
import { type Guard, passed } from "./guard.ts";

/** What a simulated user can know. */
export interface NoInventedFactsOptions {
  readonly facts: Facts;
  /** What else it was told: its goal, who it is. */
  readonly told?: readonly string[] | undefined;
}

const noInventedFactsOptionNames: OptionNames<NoInventedFactsOptions> = { facts: true, told: true };

/**
 * Finds numbers, codes and addresses in what a simulated user says that it cannot know: they stand neither in its facts
 * nor in what it was told, and nobody said them before. The dialogue counts them as `invented_fact`.
 */
export function noInventedFacts(options: NoInventedFactsOptions): Guard {
  checkArguments("noInventedFacts", arguments, 1);
  requireArguments("noInventedFacts", arguments, 1);
  const { facts, told = [] } = checkOptions("noInventedFacts", options, noInventedFactsOptionNames);
  const wordings = Object.values(facts).flatMap((fact) =>
    typeof fact === "string" ? [fact] : [factValue(fact), ...(fact.saidAs ?? [])],
  );
  const known = bare([...wordings, ...told].join("\n"));
  return {
    name: "no-invented-facts",
    check(text, { state }) {
      const heard = bare(state.turns.map((turn) => turn.text).join("\n"));
      const invented = identifiersIn(text).filter(
        (one) => !known.includes(bare(one)) && !heard.includes(bare(one)),
      );
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

/**
 * What names one thing among many: addresses, codes, and numbers of two digits or more (one digit counts things, as in
 * "the 2 of us").
 */
function identifiersIn(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}+][\p{L}\p{N}@._:/+#-]*/gu) ?? [];
  return words
    .map((word) => word.replace(/(?<![._:/#-])[._:/#-]+$/u, ""))
    .filter((word) => /[^\s@]@[^\s@]/u.test(word) || (word.match(/\p{N}/gu) ?? []).length >= 2);
}

function bare(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}\n]/gu, "");
}
