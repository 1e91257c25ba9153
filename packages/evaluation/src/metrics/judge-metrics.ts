import { InvalidArgumentError } from "@sdialog/core";
import type { DialogScore } from "../dialog-score.ts";
import { GEval } from "../judges/geval/geval.ts";
import {
  LLMJudgeCompleteness,
  LLMJudgeKnowledgeRetention,
  LLMJudgeTopicAdherence,
  LLMJudgeTurnRelevancy,
} from "../judges/conversation-judges.ts";
import type { PromptTexts } from "@sdialog/llm";
import { LLMJudgeLineToLine, LLMJudgePromptToLine } from "../judges/persona-consistency-judges.ts";
import { LLMJudgePersonaQa } from "../judges/persona-qa-judge.ts";
import { LLMJudgeTurnInference } from "../judges/turn-inference-judge.ts";
import {
  groundednessAspect,
  groundednessAspects,
  LLMJudgeGroundedness,
} from "../judges/geval/groundedness-judge.ts";
import { LLMJudgeGoalSuccess } from "../judges/goal-success-judge.ts";
import {
  LLMJudgePersonaAdherence,
  LLMJudgePersonaAttributes,
  type PersonaJudgeOptions,
} from "../judges/persona-judges.ts";
import {
  LLMJudgeRealDialog,
  LLMJudgeRealDialogLikertScore,
  LLMJudgeRealDialogScore,
} from "../judges/realism-judges.ts";
import { LLMJudgeRefusal } from "../judges/refusal-judge.ts";
import { LLMJudgeScore } from "../judges/score-judge.ts";
import { LLMJudgeYesNo } from "../judges/yes-no-judge.ts";
import type { Judge, LabelFields, MetricOptions } from "./metric.ts";

/** The judges that need nothing but a model. */
export const judgeMetrics: readonly Judge[] = [
  {
    name: "llm-judge-real-dialog",
    title: "Taken for people",
    unit: "share of dialogues",
    description: "1 when a model takes the dialogue for one between people, else 0",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeRealDialog(one(options)),
  },
  {
    name: "llm-judge-real-dialog-likert-score",
    title: "Human-likeness, five levels",
    unit: "points, 1–5",
    description: "the same from 1 (certainly a machine) to 5 (certainly people)",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeRealDialogLikertScore(one(options)),
  },
  {
    name: "llm-judge-real-dialog-score",
    title: "Human-likeness",
    unit: "points, 0–10",
    description: "the same from 0 to 10",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeRealDialogScore(one(options)),
  },
  {
    name: "llm-judge-refusal",
    title: "Refusals",
    unit: "share of dialogues",
    description: "1 when a model sees a speaker refuse what another asks for, else 0",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeRefusal(one(options)),
  },
  {
    name: "llm-judge-goal-success",
    title: "Goals reached",
    unit: "share of dialogues",
    description: "1 when a model finds the goal that the dialogue holds reached, else 0",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeGoalSuccess(one(options)),
  },
  {
    name: "llm-judge-prompt-to-line",
    title: "Consistency with the persona",
    unit: "share of turns",
    description: "share of turns that contradict nothing in their speaker's persona, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgePromptToLine(perTurn(options)),
  },
  {
    name: "llm-judge-line-to-line",
    title: "Consistency with earlier turns",
    unit: "share of turns",
    description: "share of turns that contradict nothing their speaker said before, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeLineToLine(perTurn(options)),
  },
  {
    name: "llm-judge-persona-qa",
    title: "Answers as the persona gives",
    unit: "share of questions",
    description: "share of questions about a persona that its speaker's turns answer as it does, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgePersonaQa(byQuestions(options)),
  },
  {
    name: "llm-judge-turn-relevancy",
    title: "Relevant turns",
    unit: "share of turns",
    description: "share of turns that are relevant to what was said before, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeTurnRelevancy(perTurn(options)),
  },
  {
    name: "llm-judge-knowledge-retention",
    title: "Knowledge retention",
    unit: "share of turns",
    description: "share of turns that forget nothing of what was told before, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeKnowledgeRetention(perTurn(options)),
  },
  {
    name: "llm-judge-completeness",
    title: "Completeness",
    unit: "share of wishes",
    description: "share of what speakers want that is met by the end, 0–1",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeCompleteness({ ...one(options), speaker: options.speaker }),
  },
  {
    name: "llm-judge-turn-inference",
    title: "Follows from the turn before",
    unit: "−1 to 1",
    description: "per turn 1 where it follows from the one before, −1 where it contradicts it, else 0",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeTurnInference(one(options)),
  },
  {
    name: "groundedness",
    title: "Groundedness",
    unit: "points, 1–5",
    description: "how well the dialogue is grounded in what it was made from, 1–5",
    from: "@sdialog/evaluation",
    create: (_, options) => new LLMJudgeGroundedness(rating(options)),
  },
  {
    name: "groundedness-sampled",
    title: "Groundedness, sampled people",
    unit: "points, 1–5",
    description: "the same by four aspects, for people drawn from elsewhere, 1–5",
    from: "@sdialog/evaluation",
    create: (_, options) =>
      new LLMJudgeGroundedness({ ...rating(options), personas: "sampled", name: "groundedness-sampled" }),
  },
  ...groundednessAspects.map((aspect) => ({
    name: `groundedness-${aspect}`,
    title: `Groundedness, ${aspect.replaceAll("-", " ")}`,
    unit: "points, 1–5",
    description: `how well the dialogue is grounded in what it was made from, by one aspect (${aspect}), 1–5`,
    from: "@sdialog/evaluation",
    create: (_: unknown, options: MetricOptions) => groundednessAspect(aspect, rating(options)),
  })),
];

/** A judge whose name does not say everything: what stands behind a colon, or a speaker, does. */
export interface OpenJudge extends LabelFields {
  readonly name: string;
  readonly title: string;
  readonly unit: string;
  readonly description: string;
  /** Whether a criterion follows the name: `g-eval:The bot is polite`. */
  readonly criterion: boolean;
  readonly create: (criterion: string, options: MetricOptions) => DialogScore;
}

export const openJudges: readonly OpenJudge[] = [
  {
    name: "g-eval",
    title: "G-Eval",
    unit: "points, 1–5",
    description: "how far a criterion of yours holds, 1–5, weighted by probability",
    criterion: true,
    create: (criterion, options) => new GEval(criterion, { ...rating(options), name: `g-eval:${criterion}` }),
  },
  {
    name: "llm-judge-yes-no",
    title: "Judged",
    unit: "share of dialogues",
    description: "1 when a criterion of yours holds, else 0",
    criterion: true,
    create: (criterion, options) =>
      new LLMJudgeYesNo(criterion, { ...one(options), name: `llm-judge-yes-no:${criterion}` }),
  },
  {
    name: "llm-judge-score",
    title: "Judged",
    unit: "points, 1–5",
    description: "how far a criterion of yours holds, 1–5",
    criterion: true,
    create: (criterion, options) =>
      new LLMJudgeScore(criterion, { ...one(options), name: `llm-judge-score:${criterion}` }),
  },
  {
    name: "llm-judge-topic-adherence",
    title: "Topic adherence",
    unit: "share of turns",
    description: "share of turns that keep to topics of yours, separated by ; 0–1",
    criterion: true,
    create: (topics, options) =>
      new LLMJudgeTopicAdherence(topics.split(";"), {
        ...perTurn(options),
        name: `llm-judge-topic-adherence:${topics}`,
      }),
  },
  {
    name: "llm-judge-persona-attributes",
    title: "Fits the persona",
    unit: "share of dialogues",
    description: "1 when the speaker named fits the persona that the dialogue holds, else 0",
    criterion: false,
    create: (_, options) =>
      new LLMJudgePersonaAttributes(aboutSpeaker("llm-judge-persona-attributes", options)),
  },
  {
    name: "llm-judge-persona-adherence",
    title: "Persona adherence, judged",
    unit: "points, 1–5",
    description: "how closely the speaker named keeps to the persona that the dialogue holds, 1–5",
    criterion: false,
    create: (_, options) =>
      new LLMJudgePersonaAdherence(aboutSpeaker("llm-judge-persona-adherence", options)),
  },
];

/** Of all templates, those of a kind of judge. */
function own<const Name extends string>(
  { model, prompts = {} }: MetricOptions,
  names: readonly Name[],
): { readonly model: MetricOptions["model"]; readonly prompts: PromptTexts<Name> } {
  const given = names.flatMap((name) => (prompts[name] === undefined ? [] : [[name, prompts[name]]]));
  return { model, prompts: Object.fromEntries(given) as PromptTexts<Name> };
}

function one(options: MetricOptions) {
  return own(options, ["judge"]);
}

function rating(options: MetricOptions) {
  return own(options, ["judge", "g-eval-evidence", "g-eval-rating"]);
}

function perTurn(options: MetricOptions) {
  return { ...own(options, ["turn-judge"]), speaker: options.speaker };
}

function byQuestions(options: MetricOptions) {
  const names = ["persona-questions", "persona-answers", "answer-comparison"] as const;
  return { ...own(options, names), speaker: options.speaker };
}

function aboutSpeaker(name: string, options: MetricOptions): PersonaJudgeOptions {
  const { speaker } = options;
  if (speaker !== undefined) return { ...one(options), speaker };
  throw new InvalidArgumentError(`${name} judges one speaker, and none is named`, {
    hint: "Say whose turns are compared with the persona: --speaker NAME, or { speaker }.",
  });
}
