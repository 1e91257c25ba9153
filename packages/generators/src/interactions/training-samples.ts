import { checkOptions, type OptionNames, requireArguments } from "@sdialog/core/internal";
import type { Interaction, InteractionMessage } from "./interaction.ts";

/** A message as trainers read it. */
export interface SampleMessage {
  readonly role: "system" | "user" | "assistant";
  readonly content: string;
}

/** A row of a `messages` dataset. */
export interface MessagesSample {
  readonly messages: readonly SampleMessage[];
}

/** One answer to learn, after what was said before it. */
export interface CompletionSample {
  readonly prompt: readonly SampleMessage[];
  readonly completion: readonly SampleMessage[];
}

/** How an interaction is turned into what a model learns from. */
export interface TrainingSampleOptions {
  /** Whether to use what the user meant instead of what it sent, where the two differ. Default: false. */
  readonly clean?: boolean | undefined;
  /** Placed in front, for models that should know whom they talk to. */
  readonly systemPrompt?: string | undefined;
}

/** The names of {@link TrainingSampleOptions}. */
export const trainingSampleOptionNames: OptionNames<TrainingSampleOptions> = {
  clean: true,
  systemPrompt: true,
};

/** The whole conversation, up to the assistant's last answer: a row of a `messages` dataset. */
export function messagesSample(
  interaction: Interaction,
  options: TrainingSampleOptions = {},
): MessagesSample {
  checkOptions("messagesSample", options, trainingSampleOptionNames);
  requireArguments("messagesSample", arguments, 1);
  const { clean = false, systemPrompt } = options;
  const last = interaction.messages.findLastIndex(({ role }) => role === "assistant");
  const spoken = interaction.messages.slice(0, last + 1).map((message) => ({
    role: message.role,
    content: clean ? cleanText(message) : message.content,
  }));
  return {
    messages: [
      ...(systemPrompt === undefined ? [] : [{ role: "system" as const, content: systemPrompt }]),
      ...spoken,
    ],
  };
}

/** One sample per answer, for supervised fine-tuning: the conversation so far as the prompt, the answer as completion. */
export function completionSamples(
  interaction: Interaction,
  options: TrainingSampleOptions = {},
): CompletionSample[] {
  checkOptions("completionSamples", options, trainingSampleOptionNames);
  const { messages } = messagesSample(interaction, options);
  return messages.flatMap((message, index) =>
    message.role === "assistant" ? [{ prompt: messages.slice(0, index), completion: [message] }] : [],
  );
}

/** What the user meant, before noise. */
export function cleanText({ content, metadata }: InteractionMessage): string {
  const clean = metadata?.["clean_version"];
  return typeof clean === "string" ? clean : content;
}
