import * as z from "zod";
import { evidenceSchema, type Evidence } from "./evidence.ts";

/** What is noticed in every conversation without being asked for: class → whose doing it is. */
export const findingClasses = {
  /** The bot, or the way to it, answered with an error. */
  bot_error: "bot",
  /** No answer within the time allowed. */
  bot_timeout: "bot",
  /** An answer without text. */
  bot_empty: "bot",
  /** An answer came, but not where the description of the bot says that it stands. */
  bot_protocol: "bot",
  /** The connection was refused or broke. */
  bot_unreachable: "bot",
  /** The same answer, word for word, as the one before it. */
  bot_repeated: "bot",
  /** The connection to it could not be closed as it should. */
  bot_unclosed: "bot",
  /** A tool call of the bot ended in an error. */
  tool_error: "bot",
  /** The simulated user could not go on (no usable message, incoherent, out of role), or left before the bot was asked. */
  user_fault: "test",
  /** The simulated user told a fact before anybody asked for it. */
  user_unasked_fact: "test",
  /** The simulated user told a fact that it cannot know. */
  user_invented_fact: "test",
  /** The simulated user told what it was to keep to itself. */
  user_hidden_fact: "test",
  /** The simulated user told the bot how to do its work. */
  user_coaching: "test",
  /** A judge gave no usable verdict, or quoted what nobody said. */
  judge_fault: "test",
  /** Nobody could tell whether an expectation holds: a check of your own threw, or the user does not know. */
  check_error: "test",
  /** A hook of the scenario, `setUp` or `tearDown`, threw. */
  hook_error: "test",
} as const;

/** A key of {@link findingClasses}. */
export type FindingClass = keyof typeof findingClasses;

/** Something worth knowing about a conversation that no expectation asked for. */
export interface Finding {
  readonly class: FindingClass;
  /** `hard`: the conversation fails with it. `soft`: it is only told. */
  readonly level: "hard" | "soft";
  /** What happened, in a sentence. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
}

export const findingSchema = z.object({
  class: z.enum(Object.keys(findingClasses) as [FindingClass, ...FindingClass[]]),
  level: z.enum(["hard", "soft"]),
  message: z.string(),
  evidence: z.array(evidenceSchema),
});
