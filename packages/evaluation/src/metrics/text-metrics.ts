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
import { CompressionRatioScore } from "../scores/compression-ratio-score.ts";
import { HomogenizationScore } from "../scores/homogenization-score.ts";
import { MaasScore } from "../scores/maas.ts";
import { VocdDScore } from "../scores/vocd-d.ts";
import { YulesKScore } from "../scores/yules-k.ts";
import { HddScore } from "../scores/hdd.ts";
import { LexicalDiversityScore, MattrScore, MsttrScore } from "../scores/type-token-ratio.ts";
import {
  MeanTurnLengthScore,
  TurnCountScore,
  TurnLengthScore,
  WordCountScore,
} from "../scores/length-scores.ts";
import { MtldMaScore, MtldScore } from "../scores/mtld.ts";
import { pythonScore } from "../scores/python-scores.ts";
import { SelfBleuScore } from "../scores/self-bleu-score.ts";
import { SpeakerEntropyScore, SpeakerShareScore, TurnTakingRatioScore } from "../scores/speaker-scores.ts";
import { ToolCallCountScore } from "../scores/tool-scores.ts";
import type { Metric, MetricOptions } from "./metric.ts";

/** What a score of the words takes: it asks no model. */
function spoken({ tokenizer, speaker }: MetricOptions): Pick<MetricOptions, "tokenizer" | "speaker"> {
  return { tokenizer, speaker };
}

const orders = [1, 2, 3, 4] as const;

const metrics: readonly Metric[] = [
  {
    name: "word-count",
    title: "Words",
    unit: "words per dialogue",
    description: "words (nW)",
    create: (_, options) => new WordCountScore(spoken(options)),
  },
  {
    name: "turn-count",
    title: "Turns",
    unit: "turns per dialogue",
    description: "turns (nT)",
    create: (_, options) => new TurnCountScore(spoken(options)),
  },
  {
    name: "mean-turn-length",
    title: "Turn length",
    unit: "words per turn",
    description: "words per turn",
    create: (_, options) => new MeanTurnLengthScore(spoken(options)),
  },
  {
    name: "words-per-turn",
    title: "Words per turn",
    unit: "words per turn",
    description: "nW ÷ nT, another name of mean-turn-length",
    create: (_, options) => new MeanTurnLengthScore({ ...spoken(options), name: "words-per-turn" }),
  },
  {
    name: "turn-length",
    title: "Length of each turn",
    unit: "words",
    description: "words of each turn",
    create: (_, options) => new TurnLengthScore(spoken(options)),
  },
  {
    name: "question-rate",
    title: "Questions",
    unit: "% of turns",
    description: "turns with a question mark, %",
    create: (_, options) => new QuestionRateScore(spoken(options)),
  },
  {
    name: "hesitation-rate",
    title: "Hesitations",
    unit: "per 100 words",
    description: "hesitations per 100 words",
    create: (_, options) => new HesitationRateScore(spoken(options)),
  },
  {
    name: "filler-word-density",
    title: "Filler words",
    unit: "per 100 words",
    description: "fillers per 100 words",
    create: (_, options) => new FillerWordDensityScore(spoken(options)),
  },
  {
    name: "back-channel-rate",
    title: "Back-channels",
    unit: "% of turns",
    description: "turns that only acknowledge, %",
    create: (_, options) => new BackChannelRateScore(spoken(options)),
  },
  {
    name: "repeated-turn-rate",
    title: "Repeated turns",
    unit: "% of turns",
    description: "turns said before, %",
    create: (_, options) => new RepeatedTurnRateScore(spoken(options)),
  },
  {
    name: "turn-taking-ratio",
    title: "Evenness of turn-taking",
    unit: "0–1",
    description: "how evenly turns are shared, 0–1",
    create: () => new TurnTakingRatioScore(),
  },
  {
    name: "speaker-share",
    title: "Share of one speaker",
    unit: "share of words",
    description: "share of words of one speaker (or the most talkative)",
    create: (_, options) => new SpeakerShareScore(spoken(options)),
  },
  {
    name: "speaker-entropy",
    title: "Speaker entropy",
    unit: "bits",
    description: "entropy of who says the words, bits",
    create: (_, options) => new SpeakerEntropyScore({ tokenizer: options.tokenizer }),
  },
  {
    name: "tool-call-count",
    title: "Tool calls",
    unit: "tool calls per dialogue",
    description: "tool calls",
    create: (_, { speaker }) => new ToolCallCountScore({ agent: speaker }),
  },
  {
    name: "lexical-diversity",
    title: "Lexical diversity",
    unit: "type–token ratio",
    description: "type–token ratio (falls with length)",
    create: (_, options) => new LexicalDiversityScore(spoken(options)),
  },
  {
    name: "type-token-ratio",
    title: "Type–token ratio",
    unit: "0–1",
    description: "another name of lexical-diversity",
    create: (_, options) => new LexicalDiversityScore({ ...spoken(options), name: "type-token-ratio" }),
  },
  {
    name: "mtld",
    title: "Lexical diversity, MTLD",
    unit: "words",
    description: "measure of textual lexical diversity",
    create: (_, options) => new MtldScore(spoken(options)),
  },
  {
    name: "mtld-ma",
    title: "Lexical diversity, MTLD-MA",
    unit: "words",
    description: "MTLD by moving average",
    create: (_, options) => new MtldMaScore(spoken(options)),
  },
  {
    name: "vocd-d",
    title: "Lexical diversity, vocd-D",
    unit: "D",
    description: "vocd-D lexical diversity, 50 words and more",
    create: (_, options) => new VocdDScore(spoken(options)),
  },
  {
    name: "hdd",
    title: "Lexical diversity, HD-D",
    unit: "type–token ratio of 42 words",
    description: "HD-D lexical diversity, 42 words",
    create: (_, options) => new HddScore(spoken(options)),
  },
  {
    name: "hd-d",
    title: "Lexical diversity, HD-D",
    unit: "type–token ratio of 42 words",
    description: "another name of hdd",
    create: (_, options) => new HddScore({ ...spoken(options), name: "hd-d" }),
  },
  {
    name: "mattr",
    title: "Lexical diversity, MATTR",
    unit: "type–token ratio of 50 words",
    description: "moving-average type–token ratio, 50 words",
    create: (_, options) => new MattrScore(spoken(options)),
  },
  {
    name: "msttr",
    title: "Lexical diversity, MSTTR",
    unit: "type–token ratio of 50 words",
    description: "mean segmental type–token ratio, 50 words",
    create: (_, options) => new MsttrScore(spoken(options)),
  },
  {
    name: "maas",
    title: "Lexical monotony, Maas",
    unit: "a²",
    description: "Maas's a², falls with lexical diversity",
    create: (_, options) => new MaasScore(spoken(options)),
  },
  {
    name: "yules-k",
    title: "Lexical monotony, Yule’s K",
    unit: "K",
    description: "Yule's K, falls with lexical diversity",
    create: (_, options) => new YulesKScore(spoken(options)),
  },
  ...orders.map((n) => ({
    name: `distinct-${n}`,
    title: `Distinct ${n}-grams`,
    unit: `share of ${n}-grams`,
    description: `different ${n}-grams ÷ ${n}-grams`,
    create: (_: unknown, options: MetricOptions) => new DistinctNScore({ ...spoken(options), n }),
  })),
  ...orders.map((n) => ({
    name: `ead-${n}`,
    title: `Distinct ${n}-grams, EAD`,
    unit: "÷ expected at random",
    description: `different ${n}-grams ÷ expected at random`,
    create: (_: unknown, options: MetricOptions) => new EadScore({ ...spoken(options), n }),
  })),
  {
    name: "self-bleu",
    title: "Self-BLEU of turns",
    unit: "0–1",
    description: "how much turns repeat each other, 0–1",
    create: (_, options) => new SelfBleuScore(spoken(options)),
  },
  ...[2, 3, 4].map((n) => ({
    name: `self-bleu-${n}`,
    title: `Self-BLEU-${n} of turns`,
    unit: "0–1",
    description: `self-bleu of n-grams up to ${n}`,
    create: (_: unknown, options: MetricOptions) =>
      new SelfBleuScore({ ...spoken(options), name: `self-bleu-${n}`, n }),
  })),
  {
    name: "rouge-l-homogenization",
    title: "Similarity of turns, ROUGE-L",
    unit: "0–1",
    description: "how alike turns are: mean ROUGE-L of all pairs, 0–1",
    create: (_, options) => new HomogenizationScore(spoken(options)),
  },
  {
    name: "compression-ratio",
    title: "Compression ratio",
    unit: "bytes ÷ compressed bytes",
    description: "bytes of the turns ÷ bytes compressed: high where they repeat each other",
    create: (_, options) => new CompressionRatioScore(spoken(options)),
  },
  {
    name: "flesch-reading-ease",
    title: "Flesch reading ease",
    unit: "points",
    description: "Flesch reading ease",
    create: (_, options) => new FleschReadingEaseScore(spoken(options)),
  },
  {
    name: "flesch-kincaid-grade",
    title: "Flesch–Kincaid grade",
    unit: "years of school",
    description: "Flesch–Kincaid grade level",
    create: (_, options) => new FleschKincaidGradeScore(spoken(options)),
  },
  {
    name: "gunning-fog",
    title: "Gunning fog index",
    unit: "years of school",
    description: "Gunning fog index",
    create: (_, options) => new GunningFogScore(spoken(options)),
  },
  {
    name: "smog",
    title: "SMOG grade",
    unit: "years of school",
    description: "SMOG grade",
    create: (_, options) => new SmogScore(spoken(options)),
  },
  {
    name: "coleman-liau",
    title: "Coleman–Liau index",
    unit: "years of school",
    description: "Coleman–Liau index",
    create: (_, options) => new ColemanLiauScore(spoken(options)),
  },
  {
    name: "automated-readability-index",
    title: "Automated readability index",
    unit: "years of school",
    description: "automated readability index",
    create: (_, options) => new AutomatedReadabilityIndexScore(spoken(options)),
  },
  {
    name: "linsear-write",
    title: "Linsear Write grade",
    unit: "years of school",
    description: "Linsear Write grade",
    create: (_, options) => new LinsearWriteScore(spoken(options)),
  },
  {
    name: "dale-chall",
    title: "Dale–Chall score",
    unit: "points",
    description: "Dale–Chall score",
    create: (_, options) => new DaleChallScore(spoken(options)),
  },
];

/** The metrics that are computed from the dialogue alone. */
export const textMetrics: readonly Metric[] = metrics.map((metric) => ({
  ...metric,
  from: "@sdialog/evaluation",
  create: (made, options) =>
    options.compat === "python"
      ? pythonScore(metric.name, { speaker: options.speaker })
      : metric.create(made, options),
}));
