import { type Dialog, register } from "@sdialog/core";
import type { DialogScore } from "@sdialog/evaluation";
import { behaviourFeatures, type BehaviourFeature, type FeatureName } from "./fingerprint/features.ts";
import { fingerprint, type Fingerprint } from "./fingerprint/fingerprint.ts";
import { LLMJudgeUserRubric } from "./judges/user-rubric.ts";
import { lexiconId, lexicons } from "./lexicons/lexicons.ts";

// Several features of the same dialogues are asked for; each is measured once, and forgotten with its dialogue.
const measured = new WeakMap<Dialog, Map<string, Fingerprint | null>>();

function measuredOnce(dialog: Dialog, speaker: string | undefined): Fingerprint | null {
  const bySpeaker = measured.get(dialog) ?? new Map<string, Fingerprint | null>();
  measured.set(dialog, bySpeaker);
  const key = speaker === undefined ? "all" : `speaker:${speaker.toLowerCase()}`;
  let found = bySpeaker.get(key);
  if (found === undefined) bySpeaker.set(key, (found = fingerprint(dialog, { user: speaker })));
  return found;
}

function featureScore({ name }: BehaviourFeature, speaker: string | undefined): DialogScore {
  return {
    name: metricName(name),
    configuration: {
      lexicons: Object.values(lexicons).map(lexiconId),
      ...(speaker === undefined ? {} : { speaker }),
    },
    score: (dialog) => measuredOnce(dialog, speaker)?.features[name] ?? null,
  };
}

/** What reports call the features, and in which unit they are. */
const labels: Readonly<Record<FeatureName, readonly [title: string, unit: string]>> = {
  words_per_turn: ["Words per turn", "words per turn"],
  short_utterance_rate: ["Short turns", "share of turns"],
  politeness_rate: ["Polite turns", "share of turns"],
  formality_rate: ["Formal turns", "share of turns"],
  acknowledgment_rate: ["Acknowledgments", "share of turns"],
  verbosity_cv: ["Variation of turn length", "coefficient of variation"],
  repetition_rate: ["Repetitions", "share of turns"],
  identity_confusion_rate: ["Turns in the assistant’s voice", "share of turns"],
  front_loading_ratio: ["Details told in the first turn", "share of details"],
  identifiers_per_turn: ["Details", "per turn"],
  opening_length: ["Length of the opening", "words"],
  uncertainty_rate: ["Unsure turns", "share of turns"],
  certainty_rate: ["Certain turns", "share of turns"],
  pushback_rate: ["Turns that push back", "share of turns"],
  clarification_question_rate: ["Questions that clarify", "share of turns"],
  info_seeking_rate: ["Questions for information", "share of turns"],
  emotional_expression_rate: ["Turns with feelings", "share of turns"],
  accusatory_rate: ["Turns that blame", "share of turns"],
  strategy_pivot_rate: ["Changes of approach", "share of turns"],
};

function metricName(feature: string): string {
  return feature.replaceAll("_", "-");
}

// `words-per-turn` is a metric of the evaluation package already, and the same.
for (const feature of behaviourFeatures.filter(({ name }) => name !== "words_per_turn")) {
  register("metric", {
    name: metricName(feature.name),
    title: labels[feature.name][0],
    unit: labels[feature.name][1],
    aliases: [feature.name],
    description: feature.unit === "share" ? `${feature.description}, 0–1` : feature.description,
    from: "@sdialog/realism",
    create: (_, { speaker }) => featureScore(feature, speaker),
  });
}

register("judge", {
  name: "llm-judge-user-rubric",
  title: "User rubric",
  unit: "points, 1–5",
  description: "how well the speaker named plays a user: the mean of seven rubrics, 1–5",
  from: "@sdialog/realism",
  create: (_, { model, speaker = "User" }) => new LLMJudgeUserRubric({ model, speaker }),
});
