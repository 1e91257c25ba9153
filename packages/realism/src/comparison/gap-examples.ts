import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { DialogFingerprint } from "../fingerprint/fingerprint-dialogs.ts";
import type { FeatureName } from "../fingerprint/features.ts";
import { type FingerprintOptions, userTexts } from "../fingerprint/fingerprint.ts";
import type { BehaviourGap } from "./behaviour-gaps.ts";

/** Dialogues and their fingerprints, as `fingerprintDialogs` gave them. */
export interface FingerprintedDialogs {
  readonly dialogs: readonly Dialog[];
  readonly fingerprints: readonly DialogFingerprint[];
}

/** Whose words are shown, and how many. */
export interface GapExamplesOptions extends Pick<FingerprintOptions, "user" | "bot"> {
  /** Conversations of each side per gap. Default: 1. */
  readonly conversations?: number | undefined;
  /** Turns of the user per conversation. Default: 3. */
  readonly turns?: number | undefined;
}

const gapExamplesOptionNames: OptionNames<GapExamplesOptions> = {
  user: true,
  bot: true,
  conversations: true,
  turns: true,
};

/** What users say in a conversation that is typical of their side. */
export interface BehaviourExample {
  readonly id: number | string;
  /** The feature's value in this conversation. */
  readonly value: number;
  /** The user's first turns. */
  readonly turns: readonly string[];
}

/** A gap and conversations of both sides that are typical of it. */
export interface GapExamples extends BehaviourGap {
  /** Empty when the people are a reference, which has no words. */
  readonly real: readonly BehaviourExample[];
  readonly simulated: readonly BehaviourExample[];
}

/**
 * Conversations in which the gaps show: of each side those whose value is nearest to the side's mean, of several turns
 * where there are any.
 *
 * @param real nothing for people who are a reference
 */
export function gapExamples(
  gaps: readonly BehaviourGap[],
  real: FingerprintedDialogs | null,
  simulated: FingerprintedDialogs,
  options: GapExamplesOptions = {},
): readonly GapExamples[] {
  checkOptions("gapExamples", options, gapExamplesOptionNames);
  return gaps.map((gap) => ({
    ...gap,
    real: real === null ? [] : typical(gap.feature, real, options),
    simulated: typical(gap.feature, simulated, options),
  }));
}

function typical(
  feature: FeatureName,
  { dialogs, fingerprints }: FingerprintedDialogs,
  { conversations = 1, turns = 3, user, bot }: GapExamplesOptions,
): BehaviourExample[] {
  const known = fingerprints.flatMap(({ features, position, turns: count }) => {
    const value = features[feature];
    return value === null ? [] : [{ value, position, long: count >= turns }];
  });
  const mean = known.reduce((sum, { value }) => sum + value, 0) / known.length;
  return known
    .sort((a, b) => Number(b.long) - Number(a.long) || Math.abs(a.value - mean) - Math.abs(b.value - mean))
    .slice(0, conversations)
    .map(({ value, position }) => {
      const dialog = dialogs[position] as Dialog;
      return { id: dialog.id, value, turns: userTexts(dialog, { user, bot }).texts.slice(0, turns) };
    });
}
