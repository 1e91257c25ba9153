import { checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import type { DialogFingerprint } from "../fingerprint/fingerprint-dialogs.ts";
import type { FeatureName } from "../fingerprint/features.ts";
import { type FingerprintOptions, userTexts } from "../fingerprint/fingerprint.ts";
import type { BehaviourGap } from "./behaviour-gaps.ts";
import { turnsShowing } from "./turns-showing.ts";

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

/** What users say in a conversation that shows a gap. */
export interface BehaviourExample {
  readonly id: number | string;
  /** The feature's value in this conversation. */
  readonly value: number;
  /** Turns of the user that show it: with the feature on the side that has more of it, without on the other. */
  readonly turns: readonly string[];
}

/** A gap and conversations of both sides that show it. */
export interface GapExamples extends BehaviourGap {
  /** Empty when the people are a reference, which has no words. */
  readonly real: readonly BehaviourExample[];
  readonly simulated: readonly BehaviourExample[];
}

/**
 * Conversations in which the gaps show: of the side that has more of a feature those in which it occurs, however seldom
 * that is, of the other those that do without; of each the ones nearest to the side's mean, with the turns that show it.
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
  return gaps.map((gap) => {
    const theirs = meanOf(gap.feature, simulated);
    // A reference has no words; what stands beside it is told by the gap alone.
    const isMore = real === null ? theirs > 0 : theirs > meanOf(gap.feature, real);
    return {
      ...gap,
      real: real === null ? [] : showing(gap.feature, real, !isMore, options),
      simulated: showing(gap.feature, simulated, isMore, options),
    };
  });
}

function meanOf(feature: FeatureName, { fingerprints }: FingerprintedDialogs): number {
  const values = fingerprints.flatMap(({ features }) => features[feature] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function showing(
  feature: FeatureName,
  side: FingerprintedDialogs,
  isMore: boolean,
  { conversations = 1, turns = 3, user, bot }: GapExamplesOptions,
): BehaviourExample[] {
  const mean = meanOf(feature, side);
  const known = side.fingerprints
    .flatMap((one) => {
      const value = one.features[feature];
      return value === null ? [] : [{ ...one, value, far: Math.abs(value - mean) }];
    })
    .sort((a, b) => a.far - b.far);
  // What is rare is not in the conversations nearest to the mean.
  const having = known.filter(({ value }) => value > 0);
  const found: (BehaviourExample & { readonly far: number })[] = [];
  for (const { position, value, language, far } of isMore && having.length > 0 ? having : known) {
    const last = found.at(-1);
    if (found.length >= conversations + spare && (last?.far ?? 0) < far) break;
    const dialog = side.dialogs[position] as Dialog;
    const { texts } = userTexts(dialog, { user, bot });
    const shown = turnsShowing(feature, texts, { language, mean, isMore });
    if (shown.length > 0) found.push({ id: dialog.id, value, turns: shown.slice(0, turns), far });
  }
  // Conversations with several turns say more; which comes first does not depend on the order they came in.
  const keyOf = ({ turns: said, id }: BehaviourExample): string => `${said.join("\n")}\n${id}`;
  return found
    .map((one) => ({ ...one, key: keyOf(one), isLong: one.turns.length > 1 }))
    .sort(
      (a, b) =>
        Number(b.isLong) - Number(a.isLong) || a.far - b.far || (a.key < b.key ? -1 : Number(a.key > b.key)),
    )
    .slice(0, conversations)
    .map(({ id, value, turns: said }) => ({ id, value, turns: said }));
}

/** So many more conversations than are shown are looked at for one of several turns. */
const spare = 20;
