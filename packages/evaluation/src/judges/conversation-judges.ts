import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { InvalidArgumentError } from "@sdialog/core";
import * as z from "zod";
import { LLMJudge, presetJudgeOptionNames, type PresetJudgeOptions } from "./llm-judge.ts";
import { type TurnJudgeOptions, turnJudgeOptionNames } from "./persona-consistency-judges.ts";
import { LLMJudgeTurns, turnsOf } from "./turn-judge.ts";

const relevancy = `Decide for each turn whether it is relevant to what was said before it.
A turn is relevant (positive) when it answers, takes up or carries on something said before, or opens a new matter where the last one is settled. It is irrelevant (not positive) when it ignores what was just asked or said, answers something else, or could stand in any other conversation where this one calls for something definite. Short acknowledgements and farewells are relevant where they fit.`;

const retention = `Decide for each turn whether its speaker keeps in mind what was told in earlier turns.
A turn fails (not positive) when it asks again for what another speaker has already told, without a reason such as checking or mishearing, or when it contradicts or forgets it. A turn that needs nothing from before passes (positive).`;

const adherence = `Decide for each turn whether it keeps to the topics listed under "topics".
A turn keeps to them (positive) when it is about one of them, when it declines or leads back from something that is about none of them, or when it is only greeting, thanks, farewell or a question of understanding. It leaves them (not positive) when it goes into something else, whoever brought it up.`;

const completeness = `List everything the speakers who want something want of the others in this dialogue, each wish once, as it stands at the end: a wish that was changed or withdrawn counts in its last form or not at all. For each, decide whether it was met (positive) within the dialogue. A promise to do it later, an answer in part or a friendly ending is not enough; a clear and justified no to what cannot be had, with what can be had instead, is.`;

/** Turn relevancy: the share of turns, from the second on, that are relevant to what was said before. */
export class LLMJudgeTurnRelevancy extends LLMJudgeTurns {
  constructor(options: TurnJudgeOptions = {}) {
    checkArguments("new LLMJudgeTurnRelevancy", arguments, 1);
    checkOptions("new LLMJudgeTurnRelevancy", options, turnJudgeOptionNames);
    const { speaker, criterion = relevancy } = options;
    super(
      { name: "llm-judge-turn-relevancy", criterion, turns: (dialog) => turnsOf(dialog, speaker, 2) },
      options,
    );
  }
}

/** Knowledge retention: the share of turns, from the second on, that forget nothing of what was told before. */
export class LLMJudgeKnowledgeRetention extends LLMJudgeTurns {
  constructor(options: TurnJudgeOptions = {}) {
    checkArguments("new LLMJudgeKnowledgeRetention", arguments, 1);
    checkOptions("new LLMJudgeKnowledgeRetention", options, turnJudgeOptionNames);
    const { speaker, criterion = retention } = options;
    super(
      { name: "llm-judge-knowledge-retention", criterion, turns: (dialog) => turnsOf(dialog, speaker, 2) },
      options,
    );
  }
}

/**
 * Topic adherence: the share of turns that keep to the topics, or decline what is about others.
 *
 * @param topics in your words, one or many: `["orders", "returns"]`
 * @throws InvalidArgumentError without a topic
 */
export class LLMJudgeTopicAdherence extends LLMJudgeTurns {
  constructor(topics: readonly string[], options: TurnJudgeOptions = {}) {
    checkArguments("new LLMJudgeTopicAdherence", arguments, 2);
    checkOptions("new LLMJudgeTopicAdherence", options, turnJudgeOptionNames);
    if (!Array.isArray(topics))
      throw new InvalidArgumentError("new LLMJudgeTopicAdherence takes its topics first, as a list", {
        hint: 'For example ["orders", "returns"].',
      });
    const named = topics.map((topic) => topic.trim()).filter((topic) => topic !== "");
    if (named.length === 0) throw new InvalidArgumentError("No topic was given to keep to");
    const { speaker, criterion = adherence } = options;
    super(
      {
        name: "llm-judge-topic-adherence",
        criterion,
        turns: (dialog) => turnsOf(dialog, speaker),
        material: () => ({ topics: named }),
      },
      options,
    );
  }
}

const wishes = z.object({
  wishes: z.array(
    z.object({
      wish: z.string().describe("What is wanted, in a few words"),
      positive: z.boolean().describe("Whether it was met"),
    }),
  ),
});

/** Whose wishes count. */
export interface SpeakerJudgeOptions extends PresetJudgeOptions {
  /** Only what this speaker wants, names compared without regard to case. Default: everybody. */
  readonly speaker?: string | undefined;
}

const speakerJudgeOptionNames: OptionNames<SpeakerJudgeOptions> = {
  speaker: true,
  ...presetJudgeOptionNames,
};

/**
 * Completeness: the share of what the speakers want of each other that is met by the end, in [0, 1]; `null` where nobody
 * wants anything. Shown tool calls and their results unless the options say otherwise.
 */
export class LLMJudgeCompleteness extends LLMJudge<typeof wishes> {
  constructor(options: SpeakerJudgeOptions = {}) {
    checkArguments("new LLMJudgeCompleteness", arguments, 1);
    checkOptions("new LLMJudgeCompleteness", options, speakerJudgeOptionNames);
    const { speaker, criterion = completeness, ...judge } = options;
    super(
      {
        name: "llm-judge-completeness",
        criterion,
        direction: "higher",
        tools: true,
        schema: wishes,
        material(dialog) {
          if (speaker === undefined) return {};
          const name = dialog.speakers().find((known) => known.toLowerCase() === speaker.toLowerCase());
          return name === undefined ? null : { "whose wishes": name };
        },
        value: ({ wishes: all }) =>
          all.length === 0 ? null : all.filter(({ positive }) => positive).length / all.length,
      },
      judge,
    );
  }
}
