import { Dialog, type Turn } from "@sdialog/core";
import { z } from "zod";

const messageSchema = z.looseObject({
  role: z.enum(["user", "assistant"]),
  content: z.string(),
  timestamp: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** A user's talk with an assistant, in the format that PersonaGym writes. */
export const interactionSchema = z.looseObject({
  interaction_id: z.string(),
  persona_id: z.string(),
  persona_features: z.record(z.string(), z.string()),
  /** As it came from the dataset. */
  original_query: z.string(),
  /** As the person would ask it, before noise. */
  initial_query: z.string(),
  messages: z.array(messageSchema),
  /** Answers of the assistant. */
  num_turns: z.number().int(),
  metadata: z.record(z.string(), z.unknown()),
});

export type Interaction = z.output<typeof interactionSchema>;

export interface InteractionFacts {
  readonly personaId: string;
  readonly features: Readonly<Record<string, string>>;
  readonly queryId: string;
  readonly originalQuery: string;
  readonly initialQuery: string;
  readonly targetTurns: number;
  readonly styleTransfer: string | null;
}

/** A conversation between a user and an assistant as an interaction. */
export function interactionOf(dialog: Dialog, user: string, facts: InteractionFacts): Interaction {
  const model = answeringModel(dialog, user);
  const messages = dialog.turns.map((turn, index) =>
    messageOf(turn, turn.speaker === user, index, dialog, model),
  );
  const noised = dialog.turns.flatMap((turn, index) =>
    turn["clean"] === undefined
      ? []
      : [{ turn: index, clean: turn["clean"], noisy: turn.text, ...(turn["noise"] as object) }],
  );
  return {
    interaction_id: `interaction_${facts.personaId}_${facts.queryId}`,
    persona_id: facts.personaId,
    persona_features: { ...facts.features },
    original_query: facts.originalQuery,
    initial_query: facts.initialQuery,
    messages,
    num_turns: messages.filter(({ role }) => role === "assistant").length,
    metadata: {
      created_at: dialog.timestamp,
      query_id: facts.queryId,
      target_turns: facts.targetTurns,
      style_transfer: facts.styleTransfer,
      conversation_ended: dialog.complete,
      stop_reason: dialog.stopReason,
      seed: dialog.seed,
      dialog_id: dialog.id,
      distractor_applied: noised.length > 0,
      noisy_versions: noised,
      assistant_model: model,
      usage: dialog.extra["usage"] ?? null,
      ...(dialog.extra["refusals"] === undefined ? {} : { refusals: dialog.extra["refusals"] }),
    },
  };
}

function messageOf(
  turn: Turn,
  isUser: boolean,
  index: number,
  dialog: Dialog,
  model: unknown,
): Interaction["messages"][number] {
  const utterances = dialog.events?.filter(({ action }) => action === "utter");
  const seconds = utterances?.[index]?.timestamp;
  return {
    role: isUser ? "user" : "assistant",
    content: turn.text,
    ...(seconds === undefined ? {} : { timestamp: new Date(seconds * 1000).toISOString() }),
    metadata: isUser
      ? {
          [index === 0 ? "is_initial" : "is_followup"]: true,
          was_noised: turn["clean"] !== undefined,
          clean_version: turn["clean"] ?? turn.text,
        }
      : { model },
  };
}

/** What answered: the member of a pool where there was one. */
function answeringModel(dialog: Dialog, user: string): unknown {
  const models = dialog.extra["models"];
  const info: unknown =
    typeof models === "object" && models !== null
      ? Object.entries(models).find(([name]) => name !== user)?.[1]
      : dialog.model;
  return info ?? null;
}
