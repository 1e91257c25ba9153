import {
  checkArguments,
  checkOptions,
  type OptionNames,
  requireArguments,
  checkShare,
} from "@sdialog/core/internal";
import type { Noise } from "@sdialog/agents";
import { InvalidArgumentError } from "@sdialog/core";
import type { NoiseRule } from "./rules/noise-rule.ts";

/** Which rules disturb a message, and how often. */
export interface RuleNoiseOptions {
  /** Rules, or rules with the probability that each is used. Default probability: 1. */
  readonly rules: readonly (NoiseRule | { readonly rule: NoiseRule; readonly probability: number })[];
  /** Probability that a message is disturbed at all. Default: 1. */
  readonly activation?: number | undefined;
}

const ruleNoiseOptionNames: OptionNames<RuleNoiseOptions> = { rules: true, activation: true };

/**
 * Disturbs messages by rule, without a model: typing, keyboards, speech recognition. The rules that fire are applied
 * one after another, in the order given.
 * @throws InvalidArgumentError for a probability outside 0 to 1, or no rules
 */
export function ruleNoise(options: RuleNoiseOptions): Noise {
  checkArguments("ruleNoise", arguments, 1);
  requireArguments("ruleNoise", arguments, 1);
  const { rules, activation = 1 } = checkOptions("ruleNoise", options, ruleNoiseOptionNames);
  const entries = rules.map((entry) => ("rule" in entry ? entry : { rule: entry, probability: 1 }));
  if (entries.length === 0) throw new InvalidArgumentError("Noise needs at least one rule");
  for (const probability of [activation, ...entries.map((entry) => entry.probability)]) {
    checkShare("A probability", probability);
  }
  return {
    apply(text, { random }) {
      if (!random.chance(activation)) return { text };
      const strategies: string[] = [];
      let noisy = text;
      for (const { rule, probability } of entries) {
        if (!random.chance(probability)) continue;
        const next = rule.apply(noisy, random.fork(rule.name));
        if (next !== noisy) strategies.push(rule.name);
        noisy = next;
      }
      return { text: noisy, record: { type: "rules", strategies } };
    },
  };
}
