import { DataFormatError, type Dialog } from "@sdialog/core";
import { type Interaction, interactionSchema } from "./interaction.ts";
import { userName } from "./interaction-dialog.ts";

const recordSchema = interactionSchema.omit({ messages: true });

/**
 * The interaction that a dialogue was made from by `interactionDialog`, by a recipe of the kind `interactions`, or by the
 * reader of PersonaGym's files. Its messages keep when they were sent.
 * @throws DataFormatError for any other dialogue
 */
export function dialogInteraction(dialog: Dialog, source?: string): Interaction {
  const record = recordSchema.safeParse(dialog.extra["interaction"]);
  if (!record.success) {
    throw new DataFormatError(`dialogue ${dialog.id} is not an interaction of a user with an assistant`, {
      source,
      hint: "Take dialogues of the recipe interactions, or another format.",
    });
  }
  let answers = 0;
  const model = record.data.metadata["assistant_model"] as object | undefined;
  const messages = dialog.turns.map((turn): Interaction["messages"][number] => {
    const end = turn["finishReason"] === undefined ? {} : { finish_reason: turn["finishReason"] };
    const when = turn["timestamp"] ?? turn["time"];
    const sent = typeof when === "string" ? { timestamp: when } : {};
    if (isRecord(turn["metadata"])) {
      if (!isUser(turn.speaker)) answers++;
      const role = isUser(turn.speaker) ? "user" : "assistant";
      return { role, content: turn.text, ...sent, metadata: turn["metadata"] };
    }
    if (!isUser(turn.speaker))
      return {
        role: "assistant",
        content: turn.text,
        ...sent,
        metadata: { turn: answers++, ...model, ...end },
      };
    const noised = turn["clean"] !== undefined;
    return {
      role: "user",
      content: turn.text,
      ...sent,
      metadata: {
        turn: answers,
        [answers === 0 ? "is_initial" : "is_followup"]: true,
        was_noised: noised,
        clean_version: noised ? turn["clean"] : turn.text,
        ...end,
      },
    };
  });
  return { ...record.data, messages };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Files are read under the names of their roles. */
function isUser(speaker: string | null): boolean {
  return speaker?.toLowerCase() === userName.toLowerCase();
}
