import { type Dialog, register } from "@sdialog/core";
import type { DialogScore } from "@sdialog/evaluation";
import { behaviourFeatures, type BehaviourFeature } from "./fingerprint/features.ts";
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

function metricName(feature: string): string {
  return feature.replaceAll("_", "-");
}

// `words-per-turn` is a metric of the evaluation package already, and the same.
for (const feature of behaviourFeatures.filter(({ name }) => name !== "words_per_turn")) {
  register("metric", {
    name: metricName(feature.name),
    aliases: [feature.name],
    description: feature.unit === "share" ? `${feature.description}, 0–1` : feature.description,
    from: "@sdialog/realism",
    create: (_, { speaker }) => featureScore(feature, speaker),
  });
}

register("judge", {
  name: "llm-judge-user-rubric",
  description: "how well the speaker named plays a user: the mean of seven rubrics, 1–5",
  from: "@sdialog/realism",
  create: (_, { model, speaker = "User" }) => new LLMJudgeUserRubric({ model, speaker }),
});
