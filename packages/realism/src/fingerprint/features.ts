/** What the groups of features are about. */
export const featureGroups = {
  D1: "communication style",
  D2: "information disclosure",
  D3: "clarification",
  D4: "reaction to errors",
} as const;

/** A group of features. */
export type FeatureGroup = keyof typeof featureGroups;

/** What is measured of the user's side of one conversation. */
export interface BehaviourFeature {
  readonly name: FeatureName;
  readonly group: FeatureGroup;
  /** `share`: of the user's turns, 0 to 1. */
  readonly unit: "words" | "share" | "ratio" | "tokens";
  /** What it is, in a line. */
  readonly description: string;
  /** What people do, after "people", the value in place of `{}`: "use {} words per turn". */
  readonly plain: string;
  /**
   * Lower ends of the bins that distributions are compared over; the first bin holds what is below the second edge.
   * A rate of exactly 0 has a bin of its own, because most rates mostly are.
   */
  readonly edges: readonly number[];
}

const shareEdges = [0, 1e-9, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1] as const;
const wordEdges = [0, 2, 3, 4, 6, 8, 11, 15, 20, 27, 36, 50, 80, 150] as const;

type Row = readonly [group: FeatureGroup, unit: BehaviourFeature["unit"], description: string, plain: string];

const rows = {
  words_per_turn: ["D1", "words", "words per turn", "use {} words per turn"],
  short_utterance_rate: [
    "D1",
    "share",
    "turns of at most three words",
    "answer in three words or fewer {} of the time",
  ],
  politeness_rate: ["D1", "share", "turns with please, thanks, …", "are polite in {} of their turns"],
  formality_rate: [
    "D1",
    "share",
    "turns with formal connectives and phrases",
    "write formally in {} of their turns",
  ],
  acknowledgment_rate: [
    "D1",
    "share",
    "turns with ok, got it, …",
    "acknowledge what was said in {} of their turns",
  ],
  verbosity_cv: [
    "D1",
    "ratio",
    "coefficient of variation of the turns' words",
    "vary the length of their turns by {} of the mean",
  ],
  repetition_rate: [
    "D1",
    "share",
    "turns that repeat an earlier one, whole or nearly",
    "repeat themselves in {} of their turns",
  ],
  identity_confusion_rate: [
    "D1",
    "share",
    "turns in the assistant's voice",
    "speak like the assistant in {} of their turns",
  ],
  front_loading_ratio: [
    "D2",
    "share",
    "share of all details (identifiers) that is in the first turn",
    "give {} of their details in the first message",
  ],
  identifiers_per_turn: [
    "D2",
    "tokens",
    "details (identifiers) per turn: numbers, dates, names, codes, addresses",
    "give {} details per turn",
  ],
  opening_length: ["D2", "words", "words of the first turn", "open with {} words"],
  uncertainty_rate: ["D3", "share", "turns with maybe, not sure, …", "are unsure in {} of their turns"],
  certainty_rate: ["D3", "share", "turns with definitely, of course, …", "are certain in {} of their turns"],
  pushback_rate: ["D3", "share", "turns that reject what was said", "push back in {} of their turns"],
  clarification_question_rate: [
    "D3",
    "share",
    "turns that ask what was meant",
    "ask what was meant in {} of their turns",
  ],
  info_seeking_rate: [
    "D3",
    "share",
    "turns that ask for information",
    "ask for information in {} of their turns",
  ],
  emotional_expression_rate: [
    "D4",
    "share",
    "turns with annoyance, relief, joy, …",
    "show feelings in {} of their turns",
  ],
  accusatory_rate: ["D4", "share", "turns that blame", "blame in {} of their turns"],
  strategy_pivot_rate: [
    "D4",
    "share",
    "turns that drop one line for another",
    "change their approach in {} of their turns",
  ],
} as const satisfies Readonly<Record<string, Row>>;

/** The 19 features by name, as they are written in the literature. */
export type FeatureName = keyof typeof rows;

const otherEdges: Partial<Record<FeatureName, readonly number[]>> = {
  words_per_turn: wordEdges,
  opening_length: wordEdges,
  verbosity_cv: [0, 1e-9, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9, 1.1, 1.4, 1.8],
  identifiers_per_turn: [0, 1e-9, 0.15, 0.3, 0.5, 0.75, 1, 1.5, 2, 3, 5, 8],
};

/** The 19 features, group by group. */
export const behaviourFeatures: readonly BehaviourFeature[] = (
  Object.entries(rows) as [FeatureName, Row][]
).map(([name, [group, unit, description, plain]]) => ({
  name,
  group,
  unit,
  description,
  plain,
  edges: otherEdges[name] ?? shareEdges,
}));

/** The names of the features, in the order of {@link behaviourFeatures}. */
export const featureNames: readonly FeatureName[] = behaviourFeatures.map(({ name }) => name);
