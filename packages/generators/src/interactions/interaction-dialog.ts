import { cutShort, Dialog, isStopReason } from "@sdialog/core";
import { type Interaction, interactionStop } from "./interaction.ts";

/** The name that the user goes by in a dialogue. */
export const userName = "User";

/** The names under which an interaction's two sides speak in a dialogue. */
const speakers = { user: userName, assistant: "Assistant" } as const;

/**
 * An interaction as a dialogue, for evaluation and export. Its record, without the messages, is kept under
 * `interaction`; the clean text of a noisy message under the turn's `clean`; faults, and ends that broke a message off,
 * where every dialogue has them.
 */
export function interactionDialog(interaction: Interaction): Dialog {
  const { messages, metadata, ...record } = interaction;
  const {
    created_at: created,
    conversation_ended: ended,
    assistant_model: model,
    seed,
    dialog_id: id,
    faults,
  } = metadata;
  const stop = interactionStop(interaction);
  const turns = messages.map(({ role, content, timestamp, metadata: message }) => ({
    speaker: speakers[role],
    text: content,
    ...(timestamp === undefined ? {} : { timestamp }),
    ...(message?.["was_noised"] === true ? { clean: message["clean_version"] } : {}),
    ...(message?.["finish_reason"] === undefined ? {} : { finishReason: message["finish_reason"] }),
  }));
  const isWhole = turns.every((turn) => cutShort(turn) === undefined);
  return new Dialog({
    timestamp: typeof created === "string" ? created : null,
    model: modelOf(model),
    seed: typeof seed === "number" ? seed : null,
    id: typeof id === "string" ? id : interaction.interaction_id,
    complete: typeof ended === "boolean" ? ended && isWhole : null,
    personas: { [speakers.user]: interaction.persona_features, [speakers.assistant]: {} },
    scenario: { original_query: interaction.original_query },
    turns,
    ...(isStopReason(stop) ? { stopReason: stop } : {}),
    ...(metadata["usage"] === undefined ? {} : { usage: metadata["usage"] }),
    ...(faults === undefined ? {} : { faults }),
    ...(metadata["prompts"] === undefined ? {} : { prompts: metadata["prompts"] }),
    interaction: { ...record, metadata },
  });
}

/** Dialogues name a model in one string, interactions in two. */
function modelOf(split: unknown): { readonly name: string } | null {
  const { model, provider } = (split ?? {}) as { readonly model?: unknown; readonly provider?: unknown };
  if (typeof model !== "string") return null;
  return { name: typeof provider === "string" ? `${provider}:${model}` : model };
}
