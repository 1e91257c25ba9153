import { SpeakerConsistencyScore } from "../embeddings/speaker-consistency-score.ts";
import { CostScore, DurationScore, LatencyScore, TokenCountScore } from "../scores/usage-scores.ts";
import type { Metric } from "./metric.ts";

const from = "@sdialog/evaluation";

/** The metrics of what a dialogue took, and of embeddings: threads are not given what they look at. */
export const recordedMetrics: readonly Metric[] = [
  {
    name: "cost",
    title: "Cost",
    unit: "US dollars",
    description: "what the models cost, US dollars",
    from,
    create: () => new CostScore(),
  },
  {
    name: "token-count",
    title: "Tokens",
    unit: "tokens per dialogue",
    description: "tokens that models read and wrote for it",
    from,
    create: () => new TokenCountScore(),
  },
  {
    name: "latency",
    title: "Time to answer",
    unit: "seconds",
    description: "seconds until each answer of a chatbot arrived",
    from,
    create: (_, { speaker }) => new LatencyScore({ speaker }),
  },
  {
    name: "duration",
    title: "Duration",
    unit: "seconds",
    description: "seconds from its first event to the last",
    from,
    create: () => new DurationScore(),
  },
  {
    name: "speaker-consistency",
    title: "Speaker consistency",
    unit: "0–1",
    description: "how well speakers are told apart by how they speak, ½ by chance, 0–1",
    from,
    create: (_, { embedder = "hashing" }) => new SpeakerConsistencyScore(embedder),
  },
];
