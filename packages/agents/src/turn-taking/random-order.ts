import { checkArguments, checkKinds, requireArguments } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import type { TurnTaking } from "./turn-taking.ts";

/** Anybody, each equally likely. Wrap it in {@link noRepeat} to keep people from talking to themselves. */
export function randomOrder(): TurnTaking {
  checkArguments("randomOrder", arguments, 0);
  return {
    name: "random",
    next: ({ eligible, random }) => ({ speaker: eligible.length === 0 ? undefined : random.pick(eligible) }),
  };
}

/**
 * Anybody, in proportion to a weight per name. A name that is not listed has weight 1; 0 means never.
 * @throws InvalidArgumentError for a negative weight
 */
export function weighted(weights: Readonly<Record<string, number>>): TurnTaking {
  checkArguments("weighted", arguments, 1);
  requireArguments("weighted", arguments, 1);
  checkKinds("weighted", { weights: [weights, "an object"] });
  for (const [name, weight] of Object.entries(weights)) {
    if (!(weight >= 0))
      throw new InvalidArgumentError(`The weight of ${name} must not be negative, but is ${weight}`);
  }
  return {
    name: "weighted",
    next({ eligible, random }) {
      const candidates = eligible.filter((name) => (weights[name] ?? 1) > 0);
      if (candidates.length === 0) return { speaker: undefined };
      return {
        speaker: random.weighted(
          candidates,
          candidates.map((name) => weights[name] ?? 1),
        ),
      };
    },
  };
}
