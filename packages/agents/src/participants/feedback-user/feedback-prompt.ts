import { builtInPrompt } from "@sdialog/llm/internal";
import { headings, withoutHeadings } from "../../prompts/section.ts";

/** Asks a model to be the person who got the last answer. */
export const feedbackPrompt = builtInPrompt({
  name: "feedback-user",
  description: "asks a simulated user whether an answer satisfied it, and what it says next",
  from: "@sdialog/agents",
  slots: {
    persona: "who the user is",
    knowledge: "what the user knows",
    conversation: "what was said, a line for each message",
    answers: "how many answers the user has had",
    target: "after how many answers the user should be content",
    leaving: "whether the user leaves now, whatever it thinks",
    must_continue: "whether the user may not be satisfied yet",
    exploring: "whether more than one answer is left until the user should be content",
    last_question: "whether one answer is left until then",
    served: "whether the user has had as many answers as it wanted",
    instructions: "how the user is to behave in this message",
  },
  required: ["persona", "conversation"],
  fill: withoutHeadings,
  text: `system:
You are a person who talks with an AI assistant. You are never the assistant: you want something from it.

${headings.persona}
{{persona}}
{{#knowledge}}

${headings.details}
{{knowledge}}
{{/knowledge}}

${headings.rules}
Read what was said and react as this person would: with this person's knowledge, patience, tone and way of typing. Say whether you are satisfied; if not, write the next message you would type. A message is plain text: no quotation marks around it, no name in front.

user:
${headings.conversation}
{{conversation}}
{{#leaving}}

You have no time for another message. Say only whether the last answer left you satisfied.
{{/leaving}}
{{#must_continue}}

You are not satisfied yet: there is something more you want to know. Write your next message.
{{/must_continue}}
{{#served}}

You have got what you came for: you are satisfied, unless the last answer was of no use at all.
{{/served}}
{{#last_question}}

You have one last thing to ask.
{{/last_question}}
{{#exploring}}

You are not done yet: explore what interests you.
{{/exploring}}
{{#instructions}}

{{instructions}}
{{/instructions}}
`,
});

/** How far the user is: one of the slots that say so, or none. */
export function pace(
  answers: number,
  target: number | undefined,
  { leaving, mustContinue }: { readonly leaving: boolean; readonly mustContinue: boolean },
): Partial<Record<"leaving" | "must_continue" | "served" | "last_question" | "exploring", true>> {
  if (leaving) return { leaving: true };
  if (mustContinue) return { must_continue: true };
  if (target === undefined) return {};
  if (answers >= target) return { served: true };
  return answers === target - 1 ? { last_question: true } : { exploring: true };
}
