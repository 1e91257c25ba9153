import { DataFormatError } from "@sdialog/core";
import * as z from "zod";
import { type Interaction, interactionSchema } from "./interaction.ts";
import { queryId } from "./query.ts";

/** The form of training samples and of the published dataset PersonaAtlas: the same under other names. */
const sampleSchema = z.looseObject({
  sample_id: z.string().optional(),
  id: z.union([z.string(), z.number()]).optional(),
  persona_id: z.string(),
  persona_features: z.record(z.string(), z.unknown()).optional(),
  persona: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  original_query: z.string(),
  initial_query: z.string().optional(),
  full_conversation: interactionSchema.shape.messages,
  num_turns: z.number().int().optional(),
  metadata: z.record(z.string(), z.unknown()).default({}),
});

/**
 * An interaction from a record of PersonaGym's files: an interaction, a training sample, or a row of its dataset.
 * @throws DataFormatError for a record that is not one of these
 */
export function interactionFrom(record: unknown, source?: string): Interaction {
  const isSample = typeof record === "object" && record !== null && "full_conversation" in record;
  const parsed = isSample ? sampleSchema.safeParse(record) : interactionSchema.safeParse(record);
  if (!parsed.success) {
    throw new DataFormatError(`not an interaction: ${z.prettifyError(parsed.error)}`, {
      source,
      hint: "Expected a record as PersonaGym writes it, with messages or full_conversation.",
    });
  }
  return "full_conversation" in parsed.data
    ? fromSample(parsed.data as z.output<typeof sampleSchema>)
    : (parsed.data as Interaction);
}

function fromSample({
  full_conversation: messages,
  persona,
  ...sample
}: z.output<typeof sampleSchema>): Interaction {
  const { sample_id, id, persona_id, persona_features, original_query, initial_query, num_turns, metadata } =
    sample;
  const described = typeof persona === "string" ? { description: persona } : persona;
  return {
    interaction_id: sample_id ?? String(id ?? `${persona_id}_${queryId(original_query)}`),
    persona_id,
    persona_features: persona_features ?? described ?? {},
    original_query,
    initial_query: initial_query ?? messages[0]?.content ?? original_query,
    messages,
    num_turns: num_turns ?? messages.filter(({ role }) => role === "assistant").length,
    metadata,
  };
}
