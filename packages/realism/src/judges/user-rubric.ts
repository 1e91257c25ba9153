import { checkArguments, checkOptions, type OptionNames } from "@sdialog/core/internal";
import type { Dialog } from "@sdialog/core";
import { LLMJudge, type LLMJudgeOptions } from "@sdialog/evaluation/judges";
import { llmJudgeOptionNames } from "@sdialog/evaluation/internal";
import * as z from "zod";

/** What a simulated user is judged by in one conversation, and what its ends are. */
export const userRubrics = {
  goalFidelity: {
    asks: "Does the user pursue the goal it was given, and only that?",
    low: "another goal, or none",
    high: "this goal throughout; what is said beside it would be said by somebody who has it",
  },
  factFidelity: {
    asks: "Does the user keep to the facts it was given?",
    low: "contradicts them or invents others that matter",
    high: "every fact that matters is one it was given, told as it was given",
  },
  noCoaching: {
    asks: "Does the user leave the work to the assistant?",
    low: "tells the assistant how to do its task, mends its mistakes for it, or speaks in its place",
    high: "says what it wants and what it thinks of the answer, and nothing a person in its place could not know",
  },
  disclosure: {
    asks: "Does the user tell details when they are asked for or needed?",
    low: "pours out all it knows at once, unasked",
    high: "tells one thing after another, when there is a reason to",
  },
  friction: {
    asks: "Does the user react to bad answers as people do?",
    low: "accepts, thanks and praises whatever it is answered, or is hostile without a reason",
    high: "doubts, insists, grows impatient or gives up where an answer gives reason to, and only there",
  },
  style: {
    asks: "Does the user write like a person who talks to an assistant?",
    low: "polished, even, complete sentences that sound like an assistant's",
    high: "a voice of its own: lengths, wording and mistakes as people have them",
  },
  ending: {
    asks: "Does the user end the conversation when a person would?",
    low: "goes on after everything is settled, breaks off without a reason, or says goodbye again and again",
    high: "ends when it has what it wanted, or when it makes sense to give up",
  },
} as const;

/** The name of a rubric. */
export type UserRubric = keyof typeof userRubrics;

/** Who the user is, and what it was given. */
export interface UserRubricJudgeOptions extends LLMJudgeOptions {
  /** The user's name in the dialogues. Dialogues in which nobody of that name speaks are not judged. */
  readonly speaker: string;
  /** What the user was to reach, for all dialogues or read from each. Default: the dialogue's scenario. */
  readonly goal?: unknown;
  /** What the user was told. Default: the persona that the dialogue holds for the user. */
  readonly facts?: unknown;
}

/** The names of {@link UserRubricJudgeOptions}. */
const userRubricJudgeOptionNames: OptionNames<UserRubricJudgeOptions> = {
  speaker: true,
  goal: true,
  facts: true,
  ...llmJudgeOptionNames,
};

const score = z.number().int().min(1).max(5).nullable();
type RubricSchema = z.ZodObject<Record<UserRubric, typeof score>>;

const criterion = `Rate how the speaker named in "speaker" plays a user who talks to an assistant: the user, never the assistant. Rate each question by itself, from 1 to 5; how the user behaves and how it writes are different things. Give null where the dialogue gives no occasion to tell, or where the goal or the facts it depends on are not stated.

${Object.entries(userRubrics)
  .map(([name, { asks, low, high }]) => `"${name}": ${asks} 1: ${low}. 5: ${high}.`)
  .join("\n")}`;

/**
 * Seven rubrics of a simulated user in one conversation, each from 1 to 5 or not applicable; the value is their mean.
 * The eighth is of a cohort: `judgeCohortDiversity`. After the parts of Microsoft's USR-8 (2026), in our words.
 */
export class LLMJudgeUserRubric extends LLMJudge<RubricSchema> {
  constructor(options: UserRubricJudgeOptions) {
    checkArguments("new LLMJudgeUserRubric", arguments, 1);
    const { speaker, goal, facts, ...judge } = checkOptions(
      "new LLMJudgeUserRubric",
      options ?? null,
      userRubricJudgeOptionNames,
    );
    super(
      {
        name: "llm-judge-user-rubric",
        direction: "higher",
        criterion,
        schema: z.object(
          Object.fromEntries(Object.keys(userRubrics).map((name) => [name, score])),
        ) as unknown as RubricSchema,
        value(answer) {
          const given = Object.values(answer).filter((value) => value !== null);
          return given.length === 0 ? null : given.reduce((sum, value) => sum + value, 0) / given.length;
        },
        material: (dialog) => userMaterial(dialog, speaker, goal, facts),
      },
      judge,
    );
  }
}

function userMaterial(dialog: Dialog, speaker: string, goal: unknown, facts: unknown) {
  const same = (name: string): boolean => name.toLowerCase() === speaker.toLowerCase();
  const name = dialog.speakers().find(same);
  if (name === undefined) return null;
  const persona = Object.entries(dialog.personas ?? {}).find(([key]) => same(key))?.[1];
  const [wanted, told] = [goal ?? dialog.scenario, facts ?? persona].map((given) =>
    typeof given === "function" ? (given as (of: Dialog) => unknown)(dialog) : given,
  );
  return {
    speaker: name,
    ...(wanted === null || wanted === undefined ? {} : { goal: wanted }),
    ...(told === null || told === undefined ? {} : { facts: told }),
  };
}
