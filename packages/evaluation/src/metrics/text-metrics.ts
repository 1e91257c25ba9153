import {
  AutomatedReadabilityIndexScore,
  ColemanLiauScore,
  DaleChallScore,
  FleschKincaidGradeScore,
  FleschReadingEaseScore,
  GunningFogScore,
  LinsearWriteScore,
  SmogScore,
} from "../scores/readability-scores.ts";
import {
  BackChannelRateScore,
  FillerWordDensityScore,
  HesitationRateScore,
  QuestionRateScore,
  RepeatedTurnRateScore,
} from "../scores/conversational-scores.ts";
import { DistinctNScore, EadScore } from "../scores/distinct-n.ts";
import { HddScore } from "../scores/hdd.ts";
import { LexicalDiversityScore, MattrScore } from "../scores/type-token-ratio.ts";
import {
  MeanTurnLengthScore,
  TurnCountScore,
  TurnLengthScore,
  WordCountScore,
} from "../scores/length-scores.ts";
import { MtldScore } from "../scores/mtld.ts";
import { SelfBleuScore } from "../scores/self-bleu-score.ts";
import { SpeakerEntropyScore, SpeakerShareScore, TurnTakingRatioScore } from "../scores/speaker-scores.ts";
import { ToolCallCountScore } from "../scores/tool-scores.ts";
import type { Metric, MetricOptions } from "./metric.ts";

const orders = [1, 2, 3, 4] as const;

/** The metrics that are computed from the dialogue alone. */
export const textMetrics: readonly Metric[] = [
  { name: "word-count", description: "words (nW)", create: (options) => new WordCountScore(options) },
  { name: "turn-count", description: "turns (nT)", create: (options) => new TurnCountScore(options) },
  {
    name: "mean-turn-length",
    description: "words per turn",
    create: (options) => new MeanTurnLengthScore(options),
  },
  {
    name: "words-per-turn",
    description: "nW ÷ nT, another name of mean-turn-length",
    create: (options) => new MeanTurnLengthScore({ ...options, name: "words-per-turn" }),
  },
  {
    name: "turn-length",
    description: "words of each turn",
    create: (options) => new TurnLengthScore(options),
  },
  {
    name: "question-rate",
    description: "turns with a question mark, %",
    create: (options) => new QuestionRateScore(options),
  },
  {
    name: "hesitation-rate",
    description: "hesitations per 100 words",
    create: (options) => new HesitationRateScore(options),
  },
  {
    name: "filler-word-density",
    description: "fillers per 100 words",
    create: (options) => new FillerWordDensityScore(options),
  },
  {
    name: "back-channel-rate",
    description: "turns that only acknowledge, %",
    create: (options) => new BackChannelRateScore(options),
  },
  {
    name: "repeated-turn-rate",
    description: "turns said before, %",
    create: (options) => new RepeatedTurnRateScore(options),
  },
  {
    name: "turn-taking-ratio",
    description: "how evenly turns are shared, 0–1",
    create: () => new TurnTakingRatioScore(),
  },
  {
    name: "speaker-share",
    description: "share of words of one speaker (or the most talkative)",
    create: (options) => new SpeakerShareScore(options),
  },
  {
    name: "speaker-entropy",
    description: "entropy of who says the words, bits",
    create: (options) => new SpeakerEntropyScore(options),
  },
  {
    name: "tool-call-count",
    description: "tool calls",
    create: ({ speaker }) => new ToolCallCountScore({ agent: speaker }),
  },
  {
    name: "lexical-diversity",
    description: "type–token ratio (falls with length)",
    create: (options) => new LexicalDiversityScore(options),
  },
  {
    name: "type-token-ratio",
    description: "another name of lexical-diversity",
    create: (options) => new LexicalDiversityScore({ ...options, name: "type-token-ratio" }),
  },
  {
    name: "mtld",
    description: "measure of textual lexical diversity",
    create: (options) => new MtldScore(options),
  },
  {
    name: "hdd",
    description: "HD-D lexical diversity, 42 words",
    create: (options) => new HddScore(options),
  },
  {
    name: "hd-d",
    description: "another name of hdd",
    create: (options) => new HddScore({ ...options, name: "hd-d" }),
  },
  {
    name: "mattr",
    description: "moving-average type–token ratio, 50 words",
    create: (options) => new MattrScore(options),
  },
  ...orders.map((n) => ({
    name: `distinct-${n}`,
    description: `different ${n}-grams ÷ ${n}-grams`,
    create: (options: MetricOptions) => new DistinctNScore({ ...options, n }),
  })),
  ...orders.map((n) => ({
    name: `ead-${n}`,
    description: `different ${n}-grams ÷ expected at random`,
    create: (options: MetricOptions) => new EadScore({ ...options, n }),
  })),
  {
    name: "self-bleu",
    description: "how much turns repeat each other, 0–1",
    create: (options) => new SelfBleuScore(options),
  },
  ...[2, 3, 4].map((n) => ({
    name: `self-bleu-${n}`,
    description: `self-bleu of n-grams up to ${n}`,
    create: (options: MetricOptions) => new SelfBleuScore({ ...options, name: `self-bleu-${n}`, n }),
  })),
  {
    name: "flesch-reading-ease",
    description: "Flesch reading ease",
    create: (options) => new FleschReadingEaseScore(options),
  },
  {
    name: "flesch-kincaid-grade",
    description: "Flesch–Kincaid grade level",
    create: (options) => new FleschKincaidGradeScore(options),
  },
  {
    name: "gunning-fog",
    description: "Gunning fog index",
    create: (options) => new GunningFogScore(options),
  },
  { name: "smog", description: "SMOG grade", create: (options) => new SmogScore(options) },
  {
    name: "coleman-liau",
    description: "Coleman–Liau index",
    create: (options) => new ColemanLiauScore(options),
  },
  {
    name: "automated-readability-index",
    description: "automated readability index",
    create: (options) => new AutomatedReadabilityIndexScore(options),
  },
  {
    name: "linsear-write",
    description: "Linsear Write grade",
    create: (options) => new LinsearWriteScore(options),
  },
  { name: "dale-chall", description: "Dale–Chall score", create: (options) => new DaleChallScore(options) },
];
