import { requireArguments } from "@sdialog/core/internal";
import type { PairwiseVerdict } from "../pairwise-judge.ts";
import type { Interval } from "../../dataset-evaluator.ts";
import { bradleyTerry, type Strength } from "../../statistics/bradley-terry.ts";
import { mean } from "../../statistics/moments.ts";
import { clusteredWilsonInterval } from "../../statistics/wilson-interval.ts";

/** A verdict with who made the two dialogues. */
export interface NamedVerdict extends Pick<PairwiseVerdict, "winner" | "consistent" | "preferences"> {
  readonly a: string;
  readonly b: string;
}

/** Who wins, and how far the judge who says so can be trusted. */
export interface Tournament {
  /** Strongest first. */
  readonly strengths: readonly Strength[];
  /** Share of pairs on which both orders agree, in [0, 1]; `null` without verdicts. */
  readonly consistency: number | null;
  /**
   * Of the preferences for a position, the share for the first: ½ = none, 1 = always the first shown. `null` when no
   * answer preferred one. The two answers on a pair are no independent ones: pairs are taken as wholes.
   */
  readonly firstPosition: { readonly value: number; readonly interval: Interval | null } | null;
}

/** Win rates, Bradley–Terry strengths and position bias from verdicts on pairs, each asked in both orders. */
export function tournament(verdicts: readonly NamedVerdict[]): Tournament {
  requireArguments("tournament", arguments, 1);
  const answers = verdicts
    .map(({ preferences }) =>
      preferences.filter((answer) => answer !== "tie").map((answer) => (answer === "first" ? 1 : 0)),
    )
    .filter((ofPair) => ofPair.length > 0);
  return {
    strengths: bradleyTerry(verdicts),
    consistency:
      verdicts.length === 0 ? null : verdicts.filter(({ consistent }) => consistent).length / verdicts.length,
    firstPosition:
      answers.length === 0
        ? null
        : { value: mean(answers.flat()), interval: clusteredWilsonInterval(answers) },
  };
}
