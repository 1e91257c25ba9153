import {
  cutShort,
  type Dialog,
  endClass,
  isStopReason,
  stopClass,
  type StopReason,
  type Turn,
} from "@sdialog/core";
import * as z from "zod";
import type { InteractionPersona } from "./interaction-persona.ts";

const messageSchema = z.looseObject({
  role: z.enum(["user", "assistant"]),
  content: z.string(),
  timestamp: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

/** A user's talk with an assistant, in the format that PersonaGym writes. */
export const interactionSchema = z.looseObject({
  interaction_id: z.string().min(1),
  persona_id: z.string(),
  persona_features: z.record(z.string(), z.unknown()),
  /** As it came from the dataset. */
  original_query: z.string(),
  /** As the person would ask it, before noise. */
  initial_query: z.string(),
  messages: z.array(messageSchema),
  /** Answers of the assistant. */
  num_turns: z.number().int(),
  metadata: z.record(z.string(), z.unknown()).default({}),
});

/** A user's talk with an assistant; see {@link interactionSchema}. */
export type Interaction = z.output<typeof interactionSchema>;
/** One message of an interaction. */
export type InteractionMessage = Interaction["messages"][number];

export interface InteractionFacts {
  readonly persona: InteractionPersona;
  readonly queryId: string;
  readonly originalQuery: string;
  readonly initialQuery: string;
  /** Further metadata. */
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** Why an interaction ended; interactions that others wrote may not say. */
export function interactionStop({ metadata }: Interaction): StopReason | undefined {
  const reason = metadata["stop_reason"];
  return isStopReason(reason) ? reason : undefined;
}

/** Whether an interaction is data: it ended well, or was cut off at its limits. */
export function isUsable(interaction: Interaction): boolean {
  const reason = interactionStop(interaction);
  return reason === undefined || (reason !== "cancelled" && stopClass(reason) !== "failed");
}

/**
 * A conversation between a user and an assistant as an interaction.
 * @param user the name that the user goes by in the dialogue
 */
export function interactionOf(dialog: Dialog, user: string, facts: InteractionFacts): Interaction {
  const { persona, queryId, originalQuery, initialQuery } = facts;
  const assistantModel = answeringModel(dialog, user);
  const times = dialog.events?.filter(({ action }) => action === "utter").map(({ timestamp }) => timestamp);
  let answers = 0;
  const messages = dialog.turns.map((turn, index): InteractionMessage => {
    const seconds = times?.[index];
    const isUser = turn.speaker === user;
    return {
      role: isUser ? "user" : "assistant",
      content: turn.text,
      ...(typeof seconds === "number" ? { timestamp: new Date(seconds * 1000).toISOString() } : {}),
      metadata: {
        ...(isUser ? userMetadata(turn, answers) : { turn: answers++, ...assistantModel }),
        ...(cutShort(turn) === undefined ? {} : { finish_reason: turn["finishReason"] }),
      },
    };
  });
  return {
    interaction_id: `interaction_${persona.id}_${queryId}`,
    persona_id: persona.id,
    persona_features: { ...persona.features },
    original_query: originalQuery,
    initial_query: initialQuery,
    messages,
    num_turns: answers,
    metadata: {
      created_at: dialog.timestamp,
      query_id: queryId,
      conversation_ended: dialog.stopReason === null ? null : endClass(dialog) === "ok",
      stop_reason: dialog.stopReason,
      total_messages: messages.length,
      ...facts.metadata,
      ...noiseMetadata(dialog.turns.filter(({ speaker }) => speaker === user)),
      assistant_model: assistantModel,
      ...Object.fromEntries(
        ["faults", "failure"].flatMap((key) => (key in dialog.extra ? [[key, dialog.extra[key]]] : [])),
      ),
    },
  };
}

function userMetadata(turn: Turn, answers: number): Record<string, unknown> {
  return {
    turn: answers,
    [answers === 0 ? "is_initial" : "is_followup"]: true,
    was_noised: turn["clean"] !== undefined,
    clean_version: turn["clean"] ?? turn.text,
  };
}

function noiseMetadata(turns: readonly Turn[]): Record<string, unknown> {
  const noised = turns.flatMap((turn, index) =>
    turn["clean"] === undefined ? [] : [{ index, ...noisyVersion(turn) }],
  );
  const [first] = noised;
  const initial = noised.find(({ index }) => index === 0);
  return {
    distractor_applied: first !== undefined,
    distractor_type: first?.type ?? null,
    noisy_versions: {
      ...(initial === undefined
        ? {}
        : { initial_query: { clean_query: initial.clean, noisy_versions: [initial.noisy] } }),
      followups: noised
        .filter(({ index }) => index > 0)
        .map(({ index, clean, noisy }) => ({ turn: index, clean_feedback: clean, noisy_versions: [noisy] })),
    },
  };
}

function noisyVersion(turn: Turn) {
  const record = (turn["noise"] ?? {}) as Readonly<Record<string, unknown>>;
  return {
    clean: turn["clean"],
    type: record["type"] ?? null,
    noisy: {
      noisy_text: turn.text,
      noise_type: record["layer"] ?? record["type"] ?? null,
      applied_strategies: record["strategies"] ?? [],
    },
  };
}

/** What answered, as PersonaGym splits it: `openai:gpt-4o-mini` is the model gpt-4o-mini of the provider openai. */
function answeringModel(dialog: Dialog, user: string): { model: string | null; provider: string | null } {
  const models = dialog.extra["models"];
  const info: unknown =
    typeof models === "object" && models !== null
      ? Object.entries(models).find(([name]) => name !== user)?.[1]
      : dialog.model;
  const name: unknown = typeof info === "object" && info !== null ? Reflect.get(info, "name") : info;
  if (typeof name !== "string") return { model: null, provider: null };
  const colon = name.indexOf(":");
  return { model: name.slice(colon + 1), provider: colon === -1 ? null : name.slice(0, colon) };
}
