import { PersonaAdherenceScore } from "../embeddings/persona-adherence-score.ts";
import {
  ContaminationScore,
  NearDuplicateScore,
  NearestReferenceScore,
  NoveltyScore,
  type ReferenceScoreOptions,
} from "../scores/reference-scores.ts";
import { type Metric, type MetricOptions, referenceOf } from "./metric.ts";

function lookedUp(options: MetricOptions): ReferenceScoreOptions {
  const { tokenizer, speaker } = options;
  return { reference: referenceOf(options), tokenizer, speaker };
}

const from = "@sdialog/evaluation";

/** The metrics that say how far a dialogue was there before. */
export const referenceMetrics: readonly Metric[] = [
  {
    name: "contamination",
    title: "Contamination",
    unit: "share of 13-grams",
    description: "share of 13-grams that the reference holds, 0–1",
    from,
    create: (_, options) => new ContaminationScore(lookedUp(options)),
  },
  {
    name: "novelty",
    title: "Novelty",
    unit: "share of 4-grams",
    description: "share of 4-grams that are nowhere in the reference, 0–1",
    from,
    create: (_, options) => new NoveltyScore(lookedUp(options)),
  },
  {
    name: "nearest-reference",
    title: "Similarity to the nearest reference",
    unit: "Jaccard, 0–1",
    description: "similarity to the nearest dialogue of the reference, 0–1",
    from,
    create: (_, options) => new NearestReferenceScore(lookedUp(options)),
  },
  {
    name: "near-duplicate",
    title: "Near-duplicates",
    unit: "share of dialogues",
    description: "1 when a dialogue of the reference says nearly the same, else 0",
    from,
    create: (_, options) => new NearDuplicateScore(lookedUp(options)),
  },
  {
    name: "persona-adherence",
    title: "Persona adherence",
    unit: "1 ÷ rank",
    description: "how well a speaker's words pick out their persona among the reference's: 1 ÷ rank",
    from,
    create: (_, { speaker, embedder = "hashing", ...options }) =>
      new PersonaAdherenceScore(embedder, { reference: referenceOf(options), speaker }),
  },
];
