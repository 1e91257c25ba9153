import { scoreOptionNames } from "../../dialog-score.ts";
import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog, JsonObject } from "@sdialog/core";
import { addUsage, noUsage, type Usage } from "@sdialog/llm";
import type { Assessment, DialogScore, ScoreOptions, ScoreValue } from "../../dialog-score.ts";
import { GEval, type GEvalOptions, gEvalOptionNames, type GEvalVerdict } from "./geval.ts";

/** Criteria of {@link LLMJudgeGroundedness} by aspect; the material they speak of is shown as "experience". */
const groundednessCriteria = {
  topic:
    "The dialogue is about the topic of the experience: what the participants talk about is what they were meant to talk about.",
  situation:
    "The dialogue takes place in the situation of the experience: its place, time, occasion and circumstances show in what is said or are at least consistent with it.",
  qualities:
    "Each participant shows the qualities (traits, character) that the experience gives to that person, in what is said and how the person reacts.",
  "speech-style": "Each participant talks in the style of speech that the experience gives to that person.",
  age: "What each participant says, knows and cares about fits the age that the experience gives to that person.",
  lifestyle:
    "What each participant says fits the way of life (work, habits, interests) that the experience gives to that person.",
  memories:
    "The participants draw on the memories that the experience gives them: events of the past are brought up or shape what is said, and none is contradicted.",
  relations:
    "The participants treat each other according to the relations between them in the experience: closeness, roles, shared history.",
  personas: "Each participant talks and acts as the persona that the experience gives to that person.",
  overall:
    "The dialogue as a whole follows from the experience: someone who knew only the experience would find it a fitting outcome.",
} as const;

/** What a dialogue can be grounded in. */
export type GroundednessAspect = keyof typeof groundednessCriteria;

/** Every aspect, in the order of the questions. */
export const groundednessAspects = Object.keys(groundednessCriteria) as readonly GroundednessAspect[];

/** The judge of one aspect alone. */
export function groundednessAspect(
  aspect: GroundednessAspect,
  options: Pick<GroundednessOptions, "model" | "prompts">,
): GEval {
  const { aspects } = new LLMJudgeGroundedness({
    ...options,
    personas: aspect === "personas" ? "sampled" : "generated",
  });
  return aspects.find(({ name }) => name === `groundedness-${aspect}`) as GEval;
}

/** The aspects that are judged of people who are made up, and of people from elsewhere, in the order of the questions. */
export const aspectsByPeople = {
  generated: [
    "topic",
    "situation",
    "qualities",
    "speech-style",
    "age",
    "lifestyle",
    "memories",
    "relations",
    "overall",
  ],
  sampled: ["topic", "situation", "personas", "overall"],
} as const satisfies Record<string, readonly GroundednessAspect[]>;

/** What a dialogue should be grounded in, and by which aspects that is judged. */
export interface GroundednessOptions extends Omit<GEvalOptions, "material"> {
  /** Nine aspects for personas generated with the experience, the default, or four for personas drawn from elsewhere. */
  readonly personas?: keyof typeof aspectsByPeople | undefined;
  /** What the dialogue was made from. Default: its scenario, context and personas. */
  readonly experience?: ((dialog: Dialog) => unknown) | undefined;
  /** Other words for some aspects. */
  readonly criteria?: Partial<Record<GroundednessAspect, string>> | undefined;
}

const groundednessAspectNames = Object.fromEntries(
  Object.keys(groundednessCriteria).map((aspect) => [aspect, true]),
) as OptionNames<NonNullable<GroundednessOptions["criteria"]>>;

const { material: _material, ...instrument } = gEvalOptionNames;
const groundednessOptionNames: OptionNames<GroundednessOptions> = {
  personas: true,
  experience: true,
  criteria: groundednessAspectNames,
  ...instrument,
};

/** How well a dialogue is grounded in what it was made from, aspect by aspect. */
export interface GroundednessVerdict {
  readonly aspects: Readonly<Partial<Record<GroundednessAspect, GEvalVerdict>>>;
  /** Mean of the aspects' weighted scores. */
  readonly average: number;
  readonly usage: Usage;
}

/**
 * How firmly a dialogue stands on the experience it was made from, aspect by aspect, each by {@link GEval}: the
 * evaluation of ConvoGen (nine aspects for generated personas, four for sampled ones).
 */
export class LLMJudgeGroundedness implements DialogScore {
  readonly name: string;
  readonly direction = "higher";
  /** One score per aspect, for evaluators that should show each by itself. */
  readonly aspects: readonly GEval[];
  readonly #names: readonly GroundednessAspect[];

  constructor(options: GroundednessOptions = {}) {
    checkArguments("new LLMJudgeGroundedness", arguments, 1);
    checkOptions("new LLMJudgeGroundedness", options, groundednessOptionNames);
    const { personas = "generated", experience = heldExperience, criteria = {}, ...geval } = options;
    this.name = options.name ?? "groundedness";
    this.#names = aspectsByPeople[personas];
    const material = (dialog: Dialog): { experience: unknown } | null => {
      const shown = experience(dialog);
      return shown === null || shown === undefined ? null : { experience: shown };
    };
    this.aspects = this.#names.map(
      (aspect) =>
        new GEval(criteria[aspect] ?? groundednessCriteria[aspect], {
          ...geval,
          material,
          name: `${this.name}-${aspect}`,
        }),
    );
  }

  get configuration(): JsonObject {
    return Object.fromEntries(this.aspects.map(({ name, configuration }) => [name, configuration]));
  }

  /** @throws InvalidArgumentError when nothing is known of what the dialogue was made from; ModelError */
  async judge(dialog: Dialog, options?: ScoreOptions): Promise<GroundednessVerdict> {
    checkOptions("LLMJudgeGroundedness.judge", options, scoreOptionNames);
    const verdicts = await Promise.all(this.aspects.map((aspect) => aspect.judge(dialog, options)));
    return {
      aspects: Object.fromEntries(this.#names.map((name, index) => [name, verdicts[index]])),
      average: verdicts.reduce((sum, { expected }) => sum + expected, 0) / verdicts.length,
      usage: verdicts.reduce((sum, { record }) => addUsage(sum, record.usage), noUsage),
    };
  }

  /** The average; `null` when nothing is known of what the dialogue was made from. */
  async score(dialog: Dialog, options?: ScoreOptions): Promise<ScoreValue> {
    checkOptions("LLMJudgeGroundedness.score", options, scoreOptionNames);
    return (await this.assess(dialog, options)).value;
  }

  async assess(dialog: Dialog, options?: ScoreOptions): Promise<Assessment> {
    checkOptions("LLMJudgeGroundedness.assess", options, scoreOptionNames);
    const parts = await Promise.all(this.aspects.map((aspect) => aspect.assess(dialog, options)));
    const values = parts.map(({ value }) => value).filter((value) => typeof value === "number");
    if (values.length < parts.length) return { value: null };
    return {
      value: values.reduce((sum, value) => sum + value, 0) / values.length,
      details: Object.fromEntries(this.#names.map((name, index) => [name, parts[index]?.details ?? null])),
    };
  }
}

function heldExperience({ scenario, context, personas }: Dialog): Record<string, unknown> | null {
  const held = Object.entries({ scenario, context, personas }).filter(([, value]) => value !== null);
  return held.length === 0 ? null : Object.fromEntries(held);
}
