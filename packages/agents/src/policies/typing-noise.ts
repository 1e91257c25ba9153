import type { Orchestrator } from "@sdialog/core";
import type { Noise } from "../participant.ts";

/**
 * How a speaker with these rules types, and what disturbs it besides, one after the other.
 * @returns nothing when nothing disturbs it
 */
export function typingNoise(rules: readonly Orchestrator[], noise?: Noise): Noise | undefined {
  const typing = rules.flatMap(({ label, noise: own }) => (own === undefined ? [] : [{ label, own }]));
  if (typing.length === 0) return noise;
  return {
    async apply(text, moment) {
      const steps: Readonly<Record<string, unknown>>[] = [];
      let typed = text;
      for (const [index, { label, own }] of typing.entries()) {
        const step = own.apply(typed, { ...moment, random: moment.random.fork(label, index) });
        if (step.text !== typed) steps.push({ by: label, ...step.record });
        typed = step.text;
      }
      if (noise === undefined) return { text: typed, record: { type: "typing", steps } };
      const disturbed = await noise.apply(typed, moment);
      if (disturbed.text !== typed) steps.push({ by: "noise", ...disturbed.record });
      return { text: disturbed.text, record: { type: "typing", steps }, usage: disturbed.usage };
    },
  };
}
