import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import { heldPersonas } from "../text/held-personas.ts";
import { LLMJudgeTurns, type LLMTurnJudgeOptions, llmTurnJudgeOptionNames, turnsOf } from "./turn-judge.ts";

// After the three metrics of Abdulhai et al. 2025 (arXiv 2511.00222); the criteria are ours, and a dialogue costs one call
// instead of one per line.

const promptToLine = `Decide for each turn whether it is consistent with the persona of its speaker, as described in "personas".
A turn is inconsistent (not positive) when it contradicts the description: in facts, in what its speaker knows, wants, feels or does, or in the manner of speaking it sets down. A turn that the description says nothing about is consistent (positive).`;

const lineToLine = `Decide for each turn whether it is consistent with what the same speaker said in earlier turns.
A turn is inconsistent (not positive) when it contradicts one of them: in a fact about the speaker or the world, or in what the speaker wants, feels or believes, without anything in between that explains a change of mind. New information contradicts nothing (positive). What other speakers said is no measure.`;

/** Whose turns are compared. */
export interface TurnJudgeOptions extends LLMTurnJudgeOptions {
  /** Replaces the text that says what is judged and by which rules. */
  readonly criterion?: string | undefined;
  /** Only this speaker's turns, names compared without regard to case. Default: everybody's. */
  readonly speaker?: string | undefined;
}

/** The names of {@link TurnJudgeOptions}. */
export const turnJudgeOptionNames: OptionNames<TurnJudgeOptions> = {
  speaker: true,
  criterion: true,
  ...llmTurnJudgeOptionNames,
};

/**
 * Prompt-to-line consistency: the share of turns that contradict nothing in the persona the dialogue holds for their
 * speaker. `null` for dialogues without a persona of someone who speaks.
 */
export class LLMJudgePromptToLine extends LLMJudgeTurns {
  constructor(options: TurnJudgeOptions = {}) {
    checkArguments("new LLMJudgePromptToLine", arguments, 1);
    checkOptions("new LLMJudgePromptToLine", options, turnJudgeOptionNames);
    const { speaker, criterion = promptToLine } = options;
    super(
      {
        name: "llm-judge-prompt-to-line",
        criterion,
        turns(dialog) {
          const personas = heldPersonas(dialog, speaker);
          return turnsOf(dialog, speaker).filter((turn) =>
            personas.has(fold(dialog.turns[turn - 1]?.speaker)),
          );
        },
        material(dialog) {
          const personas = heldPersonas(dialog, speaker);
          return personas.size === 0 ? null : { personas: Object.fromEntries(personas.values()) };
        },
      },
      options,
    );
  }
}

/**
 * Line-to-line consistency: the share of turns that contradict nothing their speaker said before; a speaker's first turn is
 * not judged. `null` where nobody speaks twice.
 */
export class LLMJudgeLineToLine extends LLMJudgeTurns {
  constructor(options: TurnJudgeOptions = {}) {
    checkArguments("new LLMJudgeLineToLine", arguments, 1);
    checkOptions("new LLMJudgeLineToLine", options, turnJudgeOptionNames);
    const { speaker, criterion = lineToLine } = options;
    super(
      {
        name: "llm-judge-line-to-line",
        criterion,
        turns(dialog) {
          const heard = new Set<string>();
          return turnsOf(dialog, speaker).filter((turn) => {
            const name = fold(dialog.turns[turn - 1]?.speaker);
            return heard.has(name) || (heard.add(name), false);
          });
        },
      },
      options,
    );
  }
}

function fold(name: string | null | undefined): string {
  return name?.toLowerCase() ?? "";
}
