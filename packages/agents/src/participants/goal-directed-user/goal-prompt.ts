import type { Envelope } from "../envelope/envelope.ts";
import { headings, section } from "../../prompts/section.ts";
import { goalWord } from "./goal-signal.ts";

export interface GoalPromptParts {
  readonly persona: string;
  readonly objective: string;
  readonly details?: string | undefined;
  readonly envelope: Envelope;
}

/** What a goal-directed user is told before it writes its first message. */
export function goalPrompt({ persona, objective, details, envelope }: GoalPromptParts): string {
  return [
    "You are a person who uses a chat assistant to get something done.",
    section("persona", persona),
    section("goal", objective),
    ...(details === undefined ? [] : [section("details", details)]),
    `${headings.rules}\n${[
      "Write the next message that this person would type to the assistant.",
      envelope.instruction,
      "Sound like the person: casual, short and to the point; no greeting, no thanks. Do not mention who you are unless it matters for the goal, and never answer in the assistant's place.",
      `Once the assistant has given you everything you wanted, write only the word ${goalWord}.`,
    ].join(" ")}`,
  ].join("\n\n");
}

/** What the assistant answered, with what to do about it. */
export function goalFollowUp(answer: string, step: string | undefined, envelope: Envelope): string {
  return [
    section("answer", answer),
    step === undefined
      ? "If that does not give you all you wanted, ask on: be curious and demanding, and doubt what seems wrong."
      : section("step", step),
    `${envelope.instruction} If you have everything you wanted, write only ${goalWord}.`,
  ].join("\n\n");
}
