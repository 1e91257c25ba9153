import type { Message } from "@sdialog/llm";
import { headings, section } from "../../prompts/section.ts";
import type { View } from "../../participant.ts";

export interface FeedbackPromptParts {
  readonly persona: string;
  /** What the person knows. */
  readonly knows?: string | undefined;
  readonly view: View;
  /** How many answers the person has had. */
  readonly answers: number;
  /** After how many the person should be content, when there is a plan. */
  readonly target?: number | undefined;
  /** The person leaves now, whatever it thinks. */
  readonly leaving: boolean;
  readonly mustContinue: boolean;
  /** How the person is to behave in this message. */
  readonly instructions: readonly string[];
}

/** Asks a model to be the person who got the last answer. */
export function feedbackPrompt({
  persona,
  knows,
  view,
  answers,
  target,
  leaving,
  mustContinue,
  instructions,
}: FeedbackPromptParts): Message[] {
  const transcript = view.turns
    .map(({ speaker, text }) => `${speaker === view.me ? "You" : "Assistant"}: ${text}`)
    .join("\n");
  return [
    {
      role: "system",
      content: [
        "You are a person who talks with an AI assistant. You are never the assistant: you want something from it.",
        section("persona", persona),
        ...(knows === undefined ? [] : [section("details", knows)]),
        `${headings.rules}\nRead what was said and react as this person would: with this person's knowledge, patience, tone and way of typing. Say whether you are satisfied; if not, write the next message you would type. A message is plain text: no quotation marks around it, no name in front.`,
      ].join("\n\n"),
    },
    {
      role: "user",
      content: [
        section("conversation", transcript),
        leaving ? leave : pace(answers, target, mustContinue),
        leaving ? "" : instructions.join("\n"),
      ]
        .filter((part) => part !== "")
        .join("\n\n"),
    },
  ];
}

const leave = "You have no time for another message. Say only whether the last answer left you satisfied.";

function pace(answers: number, target: number | undefined, mustContinue: boolean): string {
  if (mustContinue)
    return "You are not satisfied yet: there is something more you want to know. Write your next message.";
  if (target === undefined) return "";
  if (answers >= target)
    return "You have got what you came for: you are satisfied, unless the last answer was of no use at all.";
  if (answers === target - 1) return "You have one last thing to ask.";
  return "You are not done yet: explore what interests you.";
}
