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
  /** Turns of the user that show it: with the feature on the side that has more of it, without on the other; with it on both that have as much. */
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
 * What was shown for an earlier gap is shown again only where nothing else shows this one.
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
  const shown = { real: new Set<string>(), simulated: new Set<string>() };
  return gaps.map((gap) => {
    const of = (who: "real" | "simulated", side: FingerprintedDialogs): readonly BehaviourExample[] =>
      showing(gap.feature, side, {
        ...options,
        isMore: gap.more === null || gap.more === who,
        before: shown[who],
      });
    return { ...gap, real: real === null ? [] : of("real", real), simulated: of("simulated", simulated) };
  });
}

function meanOf(feature: FeatureName, { fingerprints }: FingerprintedDialogs): number {
  const values = fingerprints.flatMap(({ features }) => features[feature] ?? []);
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

interface Showing extends GapExamplesOptions {
  /** Whether this is the side that has more of the feature. */
  readonly isMore: boolean;
  /** The turns that the examples of this side have shown so far, to which these are added. */
  readonly before: Set<string>;
}

function showing(
  feature: FeatureName,
  side: FingerprintedDialogs,
  { conversations = 1, turns = 3, user, bot, isMore, before }: Showing,
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
  const found: Candidate[] = [];
  for (const { position, value, language, far } of isMore && having.length > 0 ? having : known) {
    const last = found.at(-1);
    if (found.length >= conversations + spare && (last?.far ?? 0) < far) break;
    const dialog = side.dialogs[position] as Dialog;
    const { texts } = userTexts(dialog, { user, bot });
    const said = turnsShowing(feature, texts, { language, mean, isMore });
    if (said.length > 0) found.push({ id: dialog.id, value, turns: said, far });
  }
  const chosen: BehaviourExample[] = [];
  while (chosen.length < conversations && found.length > 0) {
    const ranked = found.map((one) => rankOf(one, turns, before)).sort(byRank);
    const { candidate, told } = ranked[0] as Ranked;
    found.splice(found.indexOf(candidate), 1);
    for (const turn of told) before.add(turn);
    chosen.push({ id: candidate.id, value: candidate.value, turns: told });
  }
  return chosen;
}

interface Candidate extends BehaviourExample {
  readonly far: number;
}

interface Ranked {
  readonly candidate: Candidate;
  /** The turns that would be shown of it. */
  readonly told: readonly string[];
  /** How many of these were shown before. */
  readonly again: number;
  readonly key: string;
}

function rankOf(candidate: Candidate, turns: number, before: ReadonlySet<string>): Ranked {
  const told = candidate.turns.slice(0, turns);
  return {
    candidate,
    told,
    again: told.filter((turn) => before.has(turn)).length,
    key: `${told.join("\n")}\n${candidate.id}`,
  };
}

/** New ones first; conversations with several turns say more; which comes first does not depend on the order they came in. */
function byRank(a: Ranked, b: Ranked): number {
  return (
    a.again - b.again ||
    Number(b.told.length > 1) - Number(a.told.length > 1) ||
    a.candidate.far - b.candidate.far ||
    (a.key < b.key ? -1 : Number(a.key > b.key))
  );
}

/** So many more conversations than are shown are looked at for one of several turns. */
const spare = 20;
