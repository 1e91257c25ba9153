/** One way in which a person's message can be less than clean. */
export interface SemanticStrategy {
  readonly name: string;
  /** Probability that it is used when its layer is; independent of the others. */
  readonly probability: number;
  /** What it does, in words for the model. */
  readonly description: string;
}

/** A group of strategies that disturb the same side of a message: its surface, its completeness or its meaning. */
export interface SemanticLayer {
  readonly name: "surface_noise" | "incomplete_info" | "semantic_ambiguity";
  /** Share of the disturbed messages. */
  readonly weight: number;
  /** What stays intact, in words for the model. */
  readonly promise: string;
  /** The ways in which it disturbs; each is used with its own probability. */
  readonly strategies: readonly SemanticStrategy[];
}

/**
 * Three layers of 17 strategies with the weights and probabilities of PersonaGym's shipped configuration.
 * On average a disturbed message gets 2.93, 2.42 and 2.24 of them, by layer.
 */
export const semanticLayers: readonly SemanticLayer[] = [
  {
    name: "surface_noise",
    weight: 0.5,
    promise: "What is wanted and every detail of it must still be there; only the form suffers.",
    strategies: [
      {
        name: "colloquial_speech",
        probability: 0.4,
        description: "talk casually: contractions, everyday phrases",
      },
      {
        name: "incomplete_sentence",
        probability: 0.3,
        description: "use fragments and leave small words out",
      },
      { name: "typo_misspelling", probability: 0.25, description: "make one or two typing mistakes" },
      {
        name: "word_segmentation",
        probability: 0.15,
        description: "miss or add a space, or stretch a letter",
      },
      {
        name: "punctuation_format",
        probability: 0.4,
        description: "skip full stops and capitals; at most one emoji",
      },
      {
        name: "synonym_rewrite",
        probability: 0.5,
        description: "swap words for looser ones that mean the same",
      },
      {
        name: "emotional_attitude",
        probability: 0.3,
        description: "let a little hurry, politeness or annoyance show",
      },
      {
        name: "negative_expression",
        probability: 0.4,
        description: "say what is wanted by saying what is not",
      },
      {
        name: "real_life_fragments",
        probability: 0.2,
        description: "mention in passing that you are on the move or in between things",
      },
    ],
  },
  {
    name: "incomplete_info",
    weight: 0.3,
    promise: "It must stay clear what kind of thing is wanted; details suffer.",
    strategies: [
      {
        name: "missing_slots",
        probability: 0.5,
        description: "leave out a detail such as time, place, amount, budget, format or audience",
      },
      { name: "vague_slot_values", probability: 0.6, description: "make precise values vague" },
      {
        name: "context_dependency",
        probability: 0.6,
        description: "refer to something as if it had been mentioned before",
      },
      {
        name: "unclear_priority",
        probability: 0.7,
        description: "leave it to the other side what matters most",
      },
    ],
  },
  {
    name: "semantic_ambiguity",
    weight: 0.2,
    promise: "It may become doubtful what is wanted.",
    strategies: [
      { name: "multi_intent", probability: 0.6, description: "add a second, different request" },
      { name: "intent_ambiguity", probability: 0.5, description: "ask so that it could mean several things" },
      {
        name: "self_contradiction",
        probability: 0.7,
        description: "ask for two things that do not go together",
      },
      {
        name: "mind_changing",
        probability: 0.4,
        description: "correct yourself in the middle of the message",
      },
    ],
  },
];
